import type {
  Pickup,
  PickupCreateInput,
  PickupShipment,
  PickupStatusInput,
  PickupUpdateInput,
} from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import { refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import type { ShipmentStore } from '../shipments/shipment-store.js';
import { ShipmentGroups } from './shipment-groups.js';

type Member = PickupShipment & { readonly shipmentId: number };
type StoredPickup = Omit<Pickup, 'shipments'> & { shipments: readonly Member[] };

/** In Moldova, by contract, a pickup may be ordered before there are shipments. */
const SERVICE_WITHOUT_SHIPMENTS = 'CourierPickupService';
const FIRST_ID = 2670;
const REFUSAL = {
  field: (index: number) => `shipments.${String(index)}.shipmentId`,
  isWrong: 'is no shipment of yours with the status ReadyToShip',
};

/** Collections by courier: drafts that get shipments and are then made final. */
export function pickupHandlers(shipments: ShipmentStore): Handlers {
  const pickups = new ShipmentGroups<Member, StoredPickup>('pickup_not_found', REFUSAL);
  const change = (call: Call, changes: object): StoredPickup =>
    pickups.change(call, { ...changes, lockVersion: pickups.named(call).lockVersion + 1 });
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
      const pickupId = Number(pickups.named(call).id);
      const ready = shipments.present(call.account.id).filter(({ input }) => input.status === 'ReadyToShip');
      const at = { createdAt: apiTime(call.now), updatedAt: apiTime(call.now) };
      const members = ready.map(({ id }) => ({
        ...at,
        id: Number(id),
        pickupId,
        shipmentId: Number(id),
        status: 'Added',
      }));
      const added = pickups.membersNamed(call, members);
      pickups.join(call, added);
      return { shipments: added };
    },
    removePickupShipments: (call) => {
      const { removed } = pickups.leave(call);
      return { shipments: removed.map(() => ({ deletedAt: apiTime(call.now) })) };
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
    ...(fields as Partial<StoredPickup>),
    ...{ id, number: `PU${fields.countryCode ?? 'PL'}${String(id).padStart(10, '0')}` },
    ...{ status: 'Draft', statuses: [{ status: 'Draft', dateTime: at }] },
    ...{ services: [...(fields.services ?? [])], shipments: [] },
    ...{ lockVersion: 1, source: 'clientapi', createdAt: at, updatedAt: at, deletedAt: null },
  };
}

/** No field is required by the reference, but the live API wants the region of an address. */
function addressErrors({ addressParts }: Pick<PickupCreateInput, 'addressParts'>): Record<string, string> {
  if (addressParts?.region) return {};
  return { 'addressParts.region': 'The addressParts.region field is required.' };
}
