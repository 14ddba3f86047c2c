import { requiredText } from '../../schemas/problems.js';
import type { Call, Handlers } from '../api/call.js';
import { refuseFields } from '../server/answer.js';
import { currentStatus, type ShipmentStore, type StoredShipment } from '../shipments/shipment-store.js';
import { trackingHistoryItem, trackingItem } from './tracking-rows.js';

/** Lists that a query asks for; here they are always empty. */
const ASKED_FOR: Readonly<Record<string, readonly string[]>> = {
  external: ['alternativeNumbers', 'alternativeNumbersGW'],
  withUndeliveryReason: ['undeliveryReasons'],
  withCreatedOnTheBasis: ['createdOnTheBasis'],
  extended: ['related_numbers'],
};

/** Where shipments are. Unknown numbers are left out of the answer. */
export function trackingHandlers(store: ShipmentStore): Handlers {
  const answer = (call: Call, itemOf: (shipment: StoredShipment) => object) => {
    const asked = Object.entries(ASKED_FOR).filter(([name]) => call.query.flag(name) === true);
    const empty = Object.fromEntries(asked.flatMap(([, fields]) => fields.map((field) => [field, []])));
    return { items: shipmentsFor(store, call).map((shipment) => ({ ...itemOf(shipment), ...empty })) };
  };
  return {
    getTracking: (call) => answer(call, (shipment) => trackingItem(shipment, call.query.text('countryCode'))),
    getTrackingHistory: (call) => answer(call, trackingHistoryItem),
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
    requiredText(name).replace('.', ' when neither numbers nor ids are present.');
  refuseFields(Object.fromEntries(missing.map((name) => [name, text(name)])));
  const timeOf = (name: string): number => Date.parse(query.text(name) ?? '');
  return store.ownedBy(account.id).filter((shipment) => {
    const { at } = currentStatus(shipment);
    return at >= timeOf('trackingDateFrom') && at <= timeOf('trackingDateTo');
  });
}
