import type {
  Pickup,
  PickupCreateInput,
  PickupShipment,
  PickupShipmentsInput,
  PickupStatusInput,
  PickupUpdateInput,
} from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import { refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import type { ShipmentStore } from '../shipments/shipment-store.js';
import { OwnedRows, rowsNamed } from './owned-rows.js';

type StoredPickup = Pickup & { shipments: PickupShipment[] };

/** In Moldova, by contract, a pickup may be ordered before there are shipments. */
const SERVICE_WITHOUT_SHIPMENTS = 'CourierPickupService';
const FIRST_ID = 2670;

/** Collections by courier, kept as they are shown: drafts that get shipments and are then made final. */
export function pickupHandlers(shipments: ShipmentStore): Handlers {
  const pickups = new OwnedRows<StoredPickup>('pickup_not_found');
  const change = (call: Call, changes: object): StoredPickup => {
    const pickup = pickups.named(call);
    const lockVersion = pickup.lockVersion + 1;
    return Object.assign(pickup, changes, { lockVersion, updatedAt: apiTime(call.now) });
  };
  return {
    createPickup: ({ body, account, now }) => {
      refuseFields(addressErrors(body as PickupCreateInput));
      return pickups.add(account.id, (position) =>
        newPickup(FIRST_ID + position, body as PickupCreateInput, now),
      );
    },
    getPickups: (call) => call.query.page(pickups.wanted(call), 'none'),
    updatePickup: (call) => {
      const { lockVersion: _, ...fields } = call.body as PickupUpdateInput;
      if (fields.addressParts !== undefined) refuseFields(addressErrors(fields));
      return change(call, fields);
    },
    deletePickup: (call) => {
      pickups.delete(pickups.named(call));
      return { deletedAt: apiTime(call.now) };
    },
    addPickupShipments: (call) => {
      const pickup = pickups.named(call);
      const own = shipments.present(call.account.id);
      const { rows, errors } = rowsNamed(namesIn(call), fieldAt, (name) =>
        own.find(({ id }) => String(id) === name),
      );
      for (const [index, { input }] of rows.entries()) {
        if (input.status !== 'ReadyToShip')
          errors[fieldAt(index)] ??= `The ${fieldAt(index)} must have the status ReadyToShip.`;
      }
      refuseFields(errors);
      const added = rows.map(({ id }) => shipmentRow(pickup, Number(id), call.now));
      const isNew = ({ shipmentId }: PickupShipment): boolean =>
        !pickup.shipments.some((present) => present.shipmentId === shipmentId);
      pickup.shipments = [...pickup.shipments, ...added.filter(isNew)];
      return { shipments: added };
    },
    removePickupShipments: (call) => {
      const pickup = pickups.named(call);
      const { rows, errors } = rowsNamed(namesIn(call), fieldAt, (name) =>
        pickup.shipments.find(({ shipmentId }) => String(shipmentId) === name),
      );
      refuseFields(errors);
      pickup.shipments = pickup.shipments.filter((row) => !rows.includes(row));
      return { shipments: rows.map(() => ({ deletedAt: apiTime(call.now) })) };
    },
    updatePickupStatus: (call) => {
      const { shipments: present, services, statuses = [] } = pickups.named(call);
      const { status, note = null } = call.body as PickupStatusInput;
      if (status === 'Created' && present.length === 0 && !services?.includes(SERVICE_WITHOUT_SHIPMENTS)) {
        refuseFields({ shipments: 'The pickup needs at least one shipment.' });
      }
      change(call, { status, statuses: [...statuses, { status, note, dateTime: apiTime(call.now) }] });
      return { success: true };
    },
  };
}

function newPickup(id: number, fields: PickupCreateInput, now: number): StoredPickup {
  const at = apiTime(now);
  return {
    ...(fields as Partial<Pickup>),
    id,
    number: `PU${fields.countryCode ?? 'PL'}${String(id).padStart(10, '0')}`,
    services: [...(fields.services ?? [])],
    status: 'Draft',
    statuses: [{ status: 'Draft', dateTime: at }],
    lockVersion: 1,
    source: 'clientapi',
    shipments: [],
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
}

/** No field is required by the reference, but the live API wants the region of an address. */
function addressErrors({ addressParts }: Pick<PickupCreateInput, 'addressParts'>): Record<string, string> {
  if (addressParts?.region) return {};
  return { 'addressParts.region': 'The addressParts.region field is required.' };
}

function namesIn({ body }: Call): unknown[] {
  return (body as PickupShipmentsInput).shipments.map(({ shipmentId }) => shipmentId);
}

function fieldAt(index: number): string {
  return `shipments.${String(index)}.shipmentId`;
}

function shipmentRow({ id: pickupId }: StoredPickup, id: number, now: number): PickupShipment {
  const at = apiTime(now);
  return { id, pickupId: Number(pickupId), shipmentId: id, status: 'Added', createdAt: at, updatedAt: at };
}
