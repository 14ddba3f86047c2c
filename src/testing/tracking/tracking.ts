import type { Call, Handlers } from '../api/call.js';
import { refuseFields } from '../server/answer.js';
import { currentStatus, type ShipmentStore, type StoredShipment } from '../shipments/shipment-store.js';
import { trackingHistoryItem, trackingItem, type TrackingSpelling } from './tracking-rows.js';

/** Where shipments are. Unknown numbers are left out of the answer. */
export function trackingHandlers(store: ShipmentStore, spelling: TrackingSpelling): Handlers {
  return {
    getTracking: (call) => {
      const { query } = call;
      const extras = {
        undeliveryReasons: query.flag('withUndeliveryReason') ?? false,
        createdOnTheBasis: query.flag('withCreatedOnTheBasis') ?? false,
        alternativeNumbers: query.flag('external') ?? false,
        countryCode: query.text('countryCode'),
        spelling,
      };
      return { items: shipmentsFor(store, call).map((shipment) => trackingItem(shipment, extras)) };
    },
    getTrackingHistory: (call) => {
      const extended = call.query.flag('extended') ?? false;
      return { items: shipmentsFor(store, call).map((shipment) => trackingHistoryItem(shipment, extended)) };
    },
  };
}

/**
 * By numbers or ids those of any account; without them the caller's own whose newest status falls between the
 * two dates.
 */
function shipmentsFor(store: ShipmentStore, { query, account }: Call): StoredShipment[] {
  const numbers = query.list('numbers');
  const ids = query.list('ids');
  if (numbers.length > 0 || ids.length > 0) return store.withNumberOrId(numbers, ids);
  const missing = ['trackingDateFrom', 'trackingDateTo'].filter((name) => query.text(name) === undefined);
  const text = (name: string): string =>
    `The ${name} field is required when neither numbers nor ids are present.`;
  refuseFields(Object.fromEntries(missing.map((name) => [name, text(name)])));
  const timeOf = (name: string): number => Date.parse(query.text(name) ?? '');
  return store.ownedBy(account.id).filter((shipment) => {
    const { at } = currentStatus(shipment);
    return at >= timeOf('trackingDateFrom') && at <= timeOf('trackingDateTo');
  });
}
