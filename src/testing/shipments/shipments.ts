import { errorMessage, fieldErrors, json, type Answer } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';
import { STATUS_READY } from '../tracking/tracking-statuses.js';
import { internationalStatuses } from './international-statuses.js';
import { lightReturn } from './light-returns.js';
import { checkPlace } from './place-checks.js';
import { quote } from './quotes.js';
import type { ShipmentInput } from './shipment-input.js';
import { shipmentErrors } from './shipment-rules.js';
import { shipmentResult, shipmentRow } from './shipment-rows.js';
import { currentStatus, type ShipmentStore } from './shipment-store.js';

export interface ShipmentRules {
  /** How many rows `/divisions` has. */
  readonly divisions: number;
  readonly divisionIDAccepted: boolean;
}

/** Waybills, and what is asked about them before they exist. */
export function shipmentRoutes(store: ShipmentStore, rules: ShipmentRules): Route[] {
  const returns = lightReturn(store, rules.divisions);
  return [
    { method: 'POST', path: '/shipments', token: 'needed', handle: (call) => create(store, rules, call) },
    { method: 'GET', path: '/shipments', token: 'needed', handle: (call) => list(store, call) },
    {
      method: 'PUT',
      path: '/shipments/{id}',
      token: 'needed',
      handle: (call) => replace(store, rules, call),
    },
    { method: 'DELETE', path: '/shipments/{id}', token: 'needed', handle: (call) => remove(store, call) },
    { method: 'POST', path: '/shipments/calculations', token: 'needed', handle: quote },
    { method: 'POST', path: '/shipments/places', token: 'needed', handle: checkPlace },
    { method: 'POST', path: '/shipments/light-return', token: 'needed', handle: returns },
    {
      method: 'GET',
      path: '/shipments/international/status',
      token: 'needed',
      handlerChecks: ['refs', 'state'],
      handle: (call) => internationalStatuses(store, call),
    },
  ];
}

/** Not idempotent, as at the real service: the same `clientOrder` twice makes two waybills. */
function create(store: ShipmentStore, rules: ShipmentRules, { request, account, now }: AccountCall): Answer {
  const errors = shipmentErrors(request.body, rules.divisionIDAccepted);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  return json(shipmentResult(store.create(request.body as ShipmentInput, account.id, now)), 201);
}

/** By id alone, and only until the first scan: the sources say "early state" and no more. */
function replace(store: ShipmentStore, rules: ShipmentRules, call: AccountCall): Answer {
  const { request, params, account, now } = call;
  const shipment = store.findById(params['id'] ?? '', account.id);
  if (!shipment) return errorMessage(404, 'shipment_not_found');
  if (shipment.deletedAt !== undefined) return errorMessage(422, 'shipment_was_deleted');
  if (currentStatus(shipment).code !== STATUS_READY) return errorMessage(422, 'status_not_allowed');
  const errors = shipmentErrors(request.body, rules.divisionIDAccepted);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  store.replace(shipment, request.body as ShipmentInput, now);
  return json(shipmentResult(shipment), 202);
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
