import type { RegistryShipmentRef } from '../../api/contract/contract.generated.js';
import { senderPlace } from './sender-place.js';
import { currentStatus, type ShipmentStore, type StoredShipment } from '../shipments/shipment-store.js';
import { STATUS_READY } from '../tracking/tracking-statuses.js';
import { shipmentsOf, type RegistryStore, type StoredRegistry } from './registry-store.js';

const MOST_SHIPMENTS_IN_EUROPE = 100;

/** Shipments named in a body, and what is wrong with the names. */
export interface NamedShipments {
  shipments: StoredShipment[];
  errors: Record<string, string>;
}

/** A registry takes waybill numbers in Europe and ids in Ukraine, as text or as objects: the sources have both. */
function textOf(ref: RegistryShipmentRef): string {
  return typeof ref === 'string' ? ref : ref.shipmentId;
}

/** Finds the shipments a body names among those it may name. */
export function namedShipments(
  refs: readonly RegistryShipmentRef[],
  candidates: readonly StoredShipment[],
  style: 'europe' | 'ukraine',
): NamedShipments {
  const named: NamedShipments = { shipments: [], errors: {} };
  const nameOf = ({ id, number }: StoredShipment): string => (style === 'europe' ? number : String(id));
  for (const [index, ref] of refs.entries()) {
    const field = `shipments.${String(index)}`;
    const shipment = candidates.find((candidate) => nameOf(candidate) === textOf(ref));
    if (!shipment) {
      named.errors[field] =
        `The ${field} is not found. Give ${style === 'europe' ? 'waybill numbers' : 'ids'}.`;
    } else if (named.shipments.includes(shipment)) {
      named.errors[field] = `The ${field} field has a duplicate value.`;
    } else {
      named.shipments.push(shipment);
    }
  }
  return named;
}

/** The shipments a body wants in a registry, with every reason for which one cannot be there. */
export function shipmentsToAdd(
  refs: readonly RegistryShipmentRef[],
  account: string,
  {
    shipments,
    registries,
    registry,
  }: {
    shipments: ShipmentStore;
    registries: RegistryStore;
    registry?: StoredRegistry;
  },
): NamedShipments {
  const own = shipments.ownedBy(account).filter(({ deletedAt }) => deletedAt === undefined);
  const named = namedShipments(refs, own, registries.style);
  if (Object.keys(named.errors).length > 0) return named;

  const present = registry ? shipmentsOf(registry) : [];
  const first = present[0] ?? named.shipments[0];
  for (const [index, shipment] of named.shipments.entries()) {
    const field = `shipments.${String(index)}`;
    const holder = registries.holding(shipment);
    if (holder) named.errors[field] = `The ${field} is already in registry ${holder.number}.`;
    else if (currentStatus(shipment).code !== STATUS_READY) {
      named.errors[field] = `The ${field} is already on its way.`;
    } else if (registries.style === 'europe' && shipment.input.status !== 'ReadyToShip') {
      named.errors[field] = `The ${field} must have the status ReadyToShip.`;
    } else if (first && senderPlace(first) !== senderPlace(shipment)) {
      named.errors[field] = `The ${field} has another sender or another place of dispatch.`;
    }
  }
  const count = present.length + named.shipments.length;
  if (registries.style === 'europe' && count > MOST_SHIPMENTS_IN_EUROPE) {
    named.errors['shipments'] =
      `The shipments may not have more than ${String(MOST_SHIPMENTS_IN_EUROPE)} items.`;
  }
  return named;
}
