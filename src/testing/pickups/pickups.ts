import type {
  PickupCreateInput,
  PickupShipmentsInput,
  PickupStatusInput,
  PickupUpdateInput,
} from '../../api/contract/contract.generated.js';
import { errorMessage, fieldErrors, json, type Answer } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';
import type { ShipmentStore } from '../shipments/shipment-store.js';
import { delayMs, hasSameDay } from './collection-days.js';
import {
  fieldsErrors,
  lockVersionErrors,
  namedShipments,
  shipmentsToAdd,
  statusErrors,
  type LockVersionRule,
} from './pickup-rules.js';
import { pickupRow, pickupShipmentRow } from './pickup-rows.js';
import { shipmentsOf, type PickupFields, type PickupStore, type StoredPickup } from './pickup-store.js';

/** What the routes work on. */
interface Stores {
  shipments: ShipmentStore;
  pickups: PickupStore;
}

/** Collection by courier: a draft that gets shipments and is then made final. */
export function pickupRoutes(
  shipments: ShipmentStore,
  pickups: PickupStore,
  lockVersionRule: LockVersionRule,
): Route[] {
  const stores = { shipments, pickups };
  const one =
    (work: (pickup: StoredPickup, call: AccountCall) => Answer) =>
    (call: AccountCall): Answer => {
      const pickup = pickups.find(call.params['id'] ?? '', call.account.id);
      return pickup ? work(pickup, call) : errorMessage(404, 'pickup_not_found');
    };
  const onPickup = { path: '/pickups/{id}', token: 'needed' } as const;
  const onShipments = { path: '/pickups/{id}/shipments', token: 'needed' } as const;
  return [
    { method: 'POST', path: '/pickups', token: 'needed', handle: (call) => create(pickups, call) },
    { method: 'GET', path: '/pickups', token: 'needed', handle: (call) => list(pickups, call) },
    {
      method: 'PUT',
      ...onPickup,
      handle: one((pickup, call) => update(pickups, pickup, lockVersionRule, call)),
    },
    {
      method: 'DELETE',
      ...onPickup,
      handle: one((pickup, { now }) => {
        pickups.delete(pickup);
        return json({ deletedAt: apiTime(now) });
      }),
    },
    { method: 'POST', ...onShipments, handle: one((pickup, call) => addShipments(stores, pickup, call)) },
    {
      method: 'DELETE',
      ...onShipments,
      handle: one((pickup, call) => removeShipments(pickups, pickup, call)),
    },
    {
      method: 'PUT',
      path: '/pickups/{id}/status',
      token: 'needed',
      handle: one((pickup, call) => setStatus(pickups, pickup, lockVersionRule, call)),
    },
  ];
}

function create(pickups: PickupStore, { request, account, now }: AccountCall): Answer {
  const input = request.body as PickupCreateInput;
  const errors = fieldsErrors(input, true);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  return json(pickupRow(pickups.create(onCollectionDay(input, now), account.id, now)), 201);
}

function list(pickups: PickupStore, { request, account }: AccountCall): Answer {
  const query = new QueryReader(request.query);
  const ids = query.integerList('ids');
  const numbers = query.list('numbers');
  const page = readPage(query);
  if (query.failed) return fieldErrors(query.errors);
  const rows = pickups
    .ownedBy(account.id)
    .filter(
      ({ id, number }) =>
        (ids.length === 0 || ids.includes(id)) && (numbers.length === 0 || numbers.includes(number)),
    )
    .map(pickupRow);
  const { from: _from, to: _to, ...answer } = pageOf(rows, page, 'null');
  return json(answer);
}

function update(
  pickups: PickupStore,
  pickup: StoredPickup,
  rule: LockVersionRule,
  { request, now }: AccountCall,
): Answer {
  const { lockVersion, ...fields } = request.body as PickupUpdateInput;
  const errors = { ...lockVersionErrors(lockVersion, pickup, rule), ...fieldsErrors(fields, false) };
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  pickups.change(pickup, onCollectionDay(fields, now), now);
  return json(pickupRow(pickup));
}

function addShipments(
  { shipments, pickups }: Stores,
  pickup: StoredPickup,
  { request, account, now }: AccountCall,
): Answer {
  const named = shipmentsToAdd(idsOf(request.body), pickup, shipments.ownedBy(account.id), pickups);
  if (Object.keys(named.errors).length > 0) return fieldErrors(named.errors);
  const added = pickups.addShipments(pickup, named.shipments, now);
  return json({ shipments: added.map((entry) => pickupShipmentRow(pickup, entry)) });
}

function removeShipments(pickups: PickupStore, pickup: StoredPickup, { request, now }: AccountCall): Answer {
  const present = shipmentsOf(pickup).map(({ shipment }) => shipment);
  const named = namedShipments(idsOf(request.body), present);
  if (Object.keys(named.errors).length > 0) return fieldErrors(named.errors);
  pickups.removeShipments(pickup, named.shipments, now);
  return json({ shipments: named.shipments.map(() => ({ deletedAt: apiTime(now) })) });
}

function setStatus(
  pickups: PickupStore,
  pickup: StoredPickup,
  rule: LockVersionRule,
  { request, now }: AccountCall,
): Answer {
  const input = request.body as PickupStatusInput;
  const errors = statusErrors(input, pickup, rule);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  pickups.setStatus(pickup, input.status, input.note ?? null, now);
  return json({ success: true });
}

function idsOf(body: unknown): number[] {
  return (body as PickupShipmentsInput).shipments.map(({ shipmentId }) => shipmentId);
}

/** A day on which no courier comes is not refused: the window moves to the next one, as at the real service. */
function onCollectionDay<Fields extends PickupFields>(fields: Fields, now: number): Fields {
  const { countryCode, addressParts, pickedTimeFrom, pickedTimeTo } = fields;
  if (!pickedTimeFrom) return fields;
  const delay = delayMs(Date.parse(pickedTimeFrom), now, hasSameDay(countryCode, addressParts));
  const later = (time: string): string => apiTime(Date.parse(time) + delay);
  return {
    ...fields,
    pickedTimeFrom: later(pickedTimeFrom),
    ...(pickedTimeTo && { pickedTimeTo: later(pickedTimeTo) }),
  };
}
