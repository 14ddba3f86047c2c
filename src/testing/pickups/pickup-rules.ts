import type { PickupStatusInput } from '../../api/contract/contract.generated.js';
import { senderPlace } from '../registries/sender-place.js';
import type { StoredShipment } from '../shipments/shipment-store.js';
import {
  shipmentsOf,
  statusOf,
  type PickupFields,
  type PickupStore,
  type StoredPickup,
} from './pickup-store.js';

/**
 * Which `lockVersion` a change must carry. `strict`: the pickup's plus 1, as the reference has it. `lenient`: the pickup's
 * own is taken as well, which a client in use sends.
 */
export type LockVersionRule = 'strict' | 'lenient';

/** Shipments a body names, and what is wrong with the names. */
export interface NamedShipments {
  shipments: StoredShipment[];
  errors: Record<string, string>;
}

type Errors = Record<string, string>;

/** In Moldova, by contract, a pickup may be ordered before there are shipments. */
const SERVICE_WITHOUT_SHIPMENTS = 'CourierPickupService';

/** No field is required by the reference, but the live API wants the region of an address. */
export function fieldsErrors({ addressParts }: PickupFields, created: boolean): Errors {
  const needed = created || addressParts !== undefined;
  return needed && !addressParts?.region
    ? { 'addressParts.region': 'The addressParts.region field is required.' }
    : {};
}

export function lockVersionErrors(
  sent: number | undefined,
  { lockVersion }: StoredPickup,
  rule: LockVersionRule,
): Errors {
  const taken = rule === 'strict' ? [lockVersion + 1] : [lockVersion, lockVersion + 1];
  if (sent === undefined || taken.includes(sent)) return {};
  return { lockVersion: `The lockVersion must be ${taken.join(' or ')}.` };
}

/** What is wrong with a change of state, `lockVersion` included. */
export function statusErrors(input: PickupStatusInput, pickup: StoredPickup, rule: LockVersionRule): Errors {
  const errors = lockVersionErrors(input.lockVersion, pickup, rule);
  const now = statusOf(pickup);
  const from = input.status === 'Created' ? 'Draft' : 'Created';
  if (input.id !== pickup.id) errors['id'] = 'The id must be that of the path.';
  if (now !== from) errors['status'] = `The status ${now} cannot become ${input.status}.`;
  const orderedEmpty = pickup.fields.services?.includes(SERVICE_WITHOUT_SHIPMENTS) === true;
  if (input.status === 'Created' && shipmentsOf(pickup).length === 0 && !orderedEmpty) {
    errors['shipments'] = 'The pickup needs at least one shipment.';
  }
  return errors;
}

/** Finds the shipments a body names among those it may name. */
export function namedShipments(
  ids: readonly number[],
  candidates: readonly StoredShipment[],
): NamedShipments {
  const named: NamedShipments = { shipments: [], errors: {} };
  for (const [index, id] of ids.entries()) {
    const shipment = candidates.find((candidate) => candidate.id === id);
    if (!shipment) named.errors[fieldAt(index)] = `The ${fieldAt(index)} is not found.`;
    else if (named.shipments.includes(shipment)) {
      named.errors[fieldAt(index)] = `The ${fieldAt(index)} field has a duplicate value.`;
    } else {
      named.shipments.push(shipment);
    }
  }
  return named;
}

/** The shipments to add to a pickup, with every reason for which one cannot be in it. Payment is not looked at. */
export function shipmentsToAdd(
  ids: readonly number[],
  pickup: StoredPickup,
  own: readonly StoredShipment[],
  pickups: PickupStore,
): NamedShipments {
  const named = namedShipments(
    ids,
    own.filter(({ deletedAt }) => deletedAt === undefined),
  );
  if (Object.keys(named.errors).length > 0) return named;
  const first = shipmentsOf(pickup)[0]?.shipment ?? named.shipments[0];
  for (const [index, shipment] of named.shipments.entries()) {
    const field = fieldAt(index);
    const holder = pickups.holding(shipment);
    if (holder) named.errors[field] = `The ${field} is already in pickup ${holder.number}.`;
    else if (shipment.input.status !== 'ReadyToShip') {
      named.errors[field] = `The ${field} must have the status ReadyToShip.`;
    } else if (first && senderPlace(first) !== senderPlace(shipment)) {
      named.errors[field] = `The ${field} has another sender address.`;
    }
  }
  return named;
}

function fieldAt(index: number): string {
  return `shipments.${String(index)}.shipmentId`;
}
