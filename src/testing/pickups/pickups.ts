import type {
  Pickup,
  PickupShipment,
  PickupShipmentsInput,
  PickupStatusInput,
  PickupUpdateInput,
} from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import { operationById } from '../contract/operations.js';
import { refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { named, OwnedRows } from '../shipments/owned-rows.js';
import { currencyOf } from '../shipments/shipment-rows.js';
import type { ShipmentStore, StoredShipment } from '../shipments/shipment-store.js';

/** A courier pickup as the emulator keeps it. */
interface StoredPickup {
  readonly id: number;
  readonly number: string;
  readonly account: string;
  readonly createdAt: number;
  updatedAt: number;
  fields: Omit<PickupUpdateInput, 'lockVersion'>;
  lockVersion: number;
  shipments: readonly StoredShipment[];
  /** Oldest first; the last one is in force. */
  readonly statuses: [StatusChange, ...StatusChange[]];
}

interface StatusChange {
  readonly status: Pickup['status'];
  readonly at: number;
  readonly note: string | null;
}

/** In Moldova, by contract, a pickup may be ordered before there are shipments. */
const SERVICE_WITHOUT_SHIPMENTS = 'CourierPickupService';
const FIRST_ID = 2670;
/** What the contract gives for the fields that the emulator has nothing to say about. */
const EXAMPLE = operationById('createPickup').example as Pickup;

/** Collection by courier: a draft that gets shipments and is then made final. */
export function pickupHandlers(store: ShipmentStore): Handlers {
  const pickups = new OwnedRows<StoredPickup>('pickup_not_found');
  const pickupOf = ({ params, account }: Call): StoredPickup => pickups.find(params['id'], account.id);
  return {
    createPickup: ({ body, account, now }) => {
      const fields = body as StoredPickup['fields'];
      refuseFields(addressErrors(fields));
      return rowOf(pickups.add((position) => newPickup(FIRST_ID + position, fields, account.id, now)));
    },
    getPickups: ({ query, account }) => {
      const [ids, numbers] = [query.list('ids'), query.list('numbers')];
      const rows = pickups
        .ownedBy(account.id)
        .filter(({ id }) => ids.length === 0 || ids.includes(String(id)))
        .filter(({ number }) => numbers.length === 0 || numbers.includes(number));
      return query.page(rows.map(rowOf), 'none');
    },
    updatePickup: (call) => {
      const pickup = pickupOf(call);
      const { lockVersion: _, ...fields } = call.body as PickupUpdateInput;
      if (fields.addressParts !== undefined) refuseFields(addressErrors(fields));
      pickup.fields = { ...pickup.fields, ...fields };
      return rowOf(changed(pickup, call.now));
    },
    deletePickup: (call) => {
      pickups.delete(pickupOf(call));
      return { deletedAt: apiTime(call.now) };
    },
    addPickupShipments: (call) => {
      const pickup = pickupOf(call);
      const own = store.ownedBy(call.account.id).filter(({ deletedAt }) => deletedAt === undefined);
      const added = shipmentsOf(call, own);
      const notReady = added.flatMap(({ input }, index) =>
        input.status === 'ReadyToShip' ? [] : [fieldAt(index)],
      );
      refuseFields(
        Object.fromEntries(
          notReady.map((field) => [field, `The ${field} must have the status ReadyToShip.`]),
        ),
      );
      pickup.shipments = [...new Set([...pickup.shipments, ...added])];
      return { shipments: added.map((shipment) => shipmentRow(pickup, shipment, call.now)) };
    },
    removePickupShipments: (call) => {
      const pickup = pickupOf(call);
      const removed = shipmentsOf(call, pickup.shipments);
      pickup.shipments = pickup.shipments.filter((shipment) => !removed.includes(shipment));
      return { shipments: removed.map(() => ({ deletedAt: apiTime(call.now) })) };
    },
    updatePickupStatus: (call) => {
      const pickup = pickupOf(call);
      const { status, note = null } = call.body as PickupStatusInput;
      const needsNone = pickup.fields.services?.includes(SERVICE_WITHOUT_SHIPMENTS) === true;
      const isEmpty = pickup.shipments.every(({ deletedAt }) => deletedAt !== undefined);
      if (status === 'Created' && isEmpty && !needsNone) {
        refuseFields({ shipments: 'The pickup needs at least one shipment.' });
      }
      changed(pickup, call.now).statuses.push({ status, note, at: call.now });
      return { success: true };
    },
  };
}

function newPickup(id: number, fields: StoredPickup['fields'], account: string, now: number): StoredPickup {
  return {
    id,
    number: `PU${fields.countryCode ?? 'PL'}${String(id).padStart(10, '0')}`,
    account,
    createdAt: now,
    updatedAt: now,
    fields,
    lockVersion: 1,
    shipments: [],
    statuses: [{ status: 'Draft', at: now, note: null }],
  };
}

function changed(pickup: StoredPickup, now: number): StoredPickup {
  pickup.lockVersion += 1;
  pickup.updatedAt = now;
  return pickup;
}

/** No field is required by the reference, but the live API wants the region of an address. */
function addressErrors({ addressParts }: StoredPickup['fields']): Record<string, string> {
  if (addressParts?.region) return {};
  return { 'addressParts.region': 'The addressParts.region field is required.' };
}

function fieldAt(index: number): string {
  return `shipments.${String(index)}.shipmentId`;
}

function shipmentsOf({ body }: Call, candidates: readonly StoredShipment[]): StoredShipment[] {
  const ids = (body as PickupShipmentsInput).shipments.map(({ shipmentId }) => String(shipmentId));
  const { rows, errors } = named(ids, fieldAt, (wanted) =>
    candidates.find(({ id }) => String(id) === wanted),
  );
  refuseFields(errors);
  return rows;
}

function rowOf(pickup: StoredPickup): Pickup {
  const { id, number, lockVersion, fields, statuses, createdAt, updatedAt } = pickup;
  const { countryCode = 'PL', addressParts, services } = fields;
  const { city = '', street = '', building = '' } = addressParts ?? {};
  const { status, at } = statuses.at(-1) ?? statuses[0];
  const present = pickup.shipments.filter(({ deletedAt }) => deletedAt === undefined);
  return {
    ...EXAMPLE,
    pickedTimeFrom: null,
    pickedTimeTo: null,
    note: null,
    ...(fields as Partial<Pickup>),
    id,
    number,
    lockVersion,
    status,
    statusDateTime: apiTime(at),
    lastUpdatedAt: apiTime(updatedAt),
    source: 'clientapi',
    countryCode,
    currencyCode: currencyOf(countryCode),
    settlementName: city,
    address: { string: [city, street, building].filter(Boolean).join(', '), latitude: null, longitude: null },
    addressParts: addressParts ?? null,
    services: [...(services ?? [])],
    shipments: present.map((shipment) => shipmentRow(pickup, shipment, updatedAt)),
    statuses: statuses.map((entry, index) => ({
      id: index + 1,
      pickupId: id,
      status: entry.status,
      dateTime: apiTime(entry.at),
      note: entry.note,
      createdAt: apiTime(entry.at),
      updatedAt: apiTime(entry.at),
      deletedAt: null,
    })),
    createdAt: apiTime(createdAt),
    updatedAt: apiTime(updatedAt),
    deletedAt: null,
  };
}

function shipmentRow({ id: pickupId }: StoredPickup, { id }: StoredShipment, at: number): PickupShipment {
  return {
    id: Number(id),
    pickupId,
    shipmentId: Number(id),
    status: 'Added',
    note: null,
    createdAt: apiTime(at),
    updatedAt: apiTime(at),
    deletedAt: null,
  };
}
