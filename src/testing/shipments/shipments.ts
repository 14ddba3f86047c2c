import { errorMessage, fieldErrors, json, type Answer } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';
import type { ShipmentInput } from './shipment-input.js';
import { shipmentErrors } from './shipment-rules.js';
import { shipmentResult, shipmentRow } from './shipment-rows.js';
import type { ShipmentStore } from './shipment-store.js';

/** Creating, listing and deleting waybills. */
export function shipmentRoutes(store: ShipmentStore): Route[] {
  return [
    { method: 'POST', path: '/shipments', token: 'needed', handle: (call) => create(store, call) },
    { method: 'GET', path: '/shipments', token: 'needed', handle: (call) => list(store, call) },
    { method: 'DELETE', path: '/shipments/{id}', token: 'needed', handle: (call) => remove(store, call) },
  ];
}

/** Not idempotent, as at the real service: the same `clientOrder` twice makes two waybills. */
function create(store: ShipmentStore, { request, account, now }: AccountCall): Answer {
  const errors = shipmentErrors(request.body);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  return json(shipmentResult(store.create(request.body as ShipmentInput, account.id, now)), 201);
}

/** Deleted waybills stay in the list, with status `Deleted`. */
function list(store: ShipmentStore, { request, account }: AccountCall): Answer {
  const query = new QueryReader(request.query);
  const numbers = query.list('numbers');
  const ids = query.list('ids');
  const clientOrder = query.text('clientOrder');
  const page = readPage(query);
  if (query.failed) return fieldErrors(query.errors);

  const rows = store
    .ownedBy(account.id)
    .filter(
      ({ number, id, input }) =>
        (numbers.length === 0 || numbers.includes(number)) &&
        (ids.length === 0 || ids.includes(String(id))) &&
        (clientOrder === undefined || input.clientOrder === clientOrder),
    );
  const answer = pageOf(rows, page, 'numbers');
  return json({ ...answer, items: answer.items.map(shipmentRow) });
}

function remove(store: ShipmentStore, { params, account, now }: AccountCall): Answer {
  const shipment = store.findForPath(params['id'] ?? '', account.id);
  if (!shipment) return errorMessage(404, 'shipment_not_found');
  if (shipment.deletedAt !== undefined) return errorMessage(422, 'shipment_was_deleted');
  store.delete(shipment, now);
  return json({ deletedAt: apiTime(now) });
}
