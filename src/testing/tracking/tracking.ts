import { fieldErrors, json, type Answer } from '../server/answer.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';
import { currentStatus, type ShipmentStore, type StoredShipment } from '../shipments/shipment-store.js';
import { trackingHistoryItem, trackingItem, type TrackingSpelling } from './tracking-rows.js';

/** Where shipments are. Numbers nobody knows are left out of the answer. */
export function trackingRoutes(store: ShipmentStore, spelling: TrackingSpelling): Route[] {
  return [
    {
      method: 'GET',
      path: '/shipments/tracking',
      token: 'needed',
      handle: (call) => track(store, spelling, call),
    },
    {
      method: 'GET',
      path: '/shipments/tracking/history',
      token: 'needed',
      handle: (call) => history(store, call),
    },
  ];
}

function track(store: ShipmentStore, spelling: TrackingSpelling, call: AccountCall): Answer {
  const query = new QueryReader(call.request.query);
  const shipments = readShipments(store, query, call.account.id);
  const extras = {
    undeliveryReasons: query.flag('withUndeliveryReason') ?? false,
    createdOnTheBasis: query.flag('withCreatedOnTheBasis') ?? false,
    alternativeNumbers: query.flag('external') ?? false,
    countryCode: query.text('countryCode'),
    spelling,
  };
  if (extras.countryCode !== undefined && !/^[A-Z]{2}$/.test(extras.countryCode)) {
    query.errors['countryCode'] = 'validation.country_code';
  }
  if (query.failed) return fieldErrors(query.errors);
  return json({ items: shipments.map((shipment) => trackingItem(shipment, extras)) });
}

function history(store: ShipmentStore, call: AccountCall): Answer {
  const query = new QueryReader(call.request.query);
  const shipments = readShipments(store, query, call.account.id);
  const extended = query.flag('extended') ?? false;
  if (query.failed) return fieldErrors(query.errors);
  return json({ items: shipments.map((shipment) => trackingHistoryItem(shipment, extended)) });
}

/** By numbers or ids anybody's; without them the caller's own whose newest status falls between the two dates. */
function readShipments(store: ShipmentStore, query: QueryReader, account: string): StoredShipment[] {
  const numbers = query.list('numbers');
  const ids = query.list('ids');
  const from = query.date('trackingDateFrom');
  const to = query.date('trackingDateTo');
  if (numbers.length > 0 || ids.length > 0) return store.withNumberOrId(numbers, ids);

  const needed = (name: string): string =>
    `The ${name} field is required when neither numbers nor ids are present.`;
  if (from === undefined) query.errors['trackingDateFrom'] ??= needed('trackingDateFrom');
  if (to === undefined) query.errors['trackingDateTo'] ??= needed('trackingDateTo');
  return store.ownedBy(account).filter((shipment) => {
    const { at } = currentStatus(shipment);
    return at >= (from ?? 0) && at <= (to ?? 0);
  });
}
