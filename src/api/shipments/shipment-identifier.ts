import type { EntityId } from '../contract/contract.generated.js';

/** What names shipments in a query. */
export type ShipmentFilter = { readonly numbers: string[] } | { readonly ids: EntityId[] };

/** Europe: four letters and ten digits; Ukraine: 14 digits. */
const WAYBILL_NUMBER = /^([a-z]{4}\d{10}|\d{14})$/i;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isWaybillNumber(text: string): boolean {
  return WAYBILL_NUMBER.test(text);
}

/**
 * Tells ids from waybill numbers: integers and UUIDs are ids, also as text; 14 digits as text are a Ukrainian
 * number. Any other text is taken for a number.
 */
export function shipmentFilter(idOrNumber: EntityId): ShipmentFilter {
  const isId =
    typeof idOrNumber === 'number' ||
    UUID.test(idOrNumber) ||
    (/^\d+$/.test(idOrNumber) && !isWaybillNumber(idOrNumber));
  return isId ? { ids: [idOrNumber] } : { numbers: [idOrNumber] };
}
