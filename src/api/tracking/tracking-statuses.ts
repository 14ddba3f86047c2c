/**
 * What the status codes of tracking mean, in English; `currentStatus.status` has the API's own words in the
 * language of the call. An open list: the API may send others. 17 and 19 are said to be out of use; several
 * codes share a meaning.
 */
export const TRACKING_STATUSES = Object.freeze({
  1: 'Ready to send',
  2: 'Deleted',
  4: 'Accepted for sending',
  5: 'Left the sender branch',
  6: 'In the destination city',
  7: 'At the destination branch',
  8: 'At the destination locker',
  9: 'Handed over',
  10: 'Handed over, money on its way to the sender',
  11: 'Handed over, the sender got the money',
  13: 'At a sorting centre',
  16: 'Given to a delivery partner',
  17: 'At a transit warehouse',
  19: 'Left the transit warehouse',
  30: 'At a customs terminal',
  31: 'Left the customs terminal',
  99: 'Delivery to the locker is impossible',
  101: 'Out with the courier',
  102: 'Return ordered by the sender',
  103: 'Refused',
  104: 'Redirected',
  105: 'Disposed of',
  106: 'Handed over, return document made',
  111: 'The courier did not succeed',
  112: 'Delivery moved to another day',
  113: 'Storage time in the locker is over',
  114: 'Waiting for customs',
  115: 'At a customs terminal',
  116: 'Refusal by the customs broker under review',
  117: 'Lost at customs',
  118: 'Forbidden content',
  119: 'Customs clearance is running',
  120: 'Customs clearance is done',
  121: 'Sent on after customs',
  122: 'Being prepared for customs',
  123: 'Waiting for data of the recipient',
  125: 'Being prepared for customs',
  126: 'Being prepared for customs',
  127: 'Data of the declaration are being checked',
  128: 'Papers are being processed',
  130: 'Import refused by customs',
  197: 'Customs papers are being processed',
  198: 'Customs inspection',
  199: 'Clearance required',
  999: 'Undetermined',
});

/** A code this library knows the meaning of. */
export type KnownTrackingStatusCode = keyof typeof TRACKING_STATUSES;

const DELIVERED: ReadonlySet<number> = new Set([9, 10, 11, 106]);
const WAITING_FOR_PICK_UP: ReadonlySet<number> = new Set([7, 8]);

/**
 * The meaning of a code, which the API gives as a number or as text; `undefined` for one that is not known.
 */
export function describeTrackingStatus(code: number | string): string | undefined {
  const meanings: Readonly<Record<string, string>> = TRACKING_STATUSES;
  return Object.hasOwn(meanings, code) ? meanings[code] : undefined;
}

/**
 * Handed over to the recipient: codes 9, 10, 11 and 106. A parcel that waits at a branch or in a locker is
 * not.
 */
export function isDelivered(code: number | string): boolean {
  return DELIVERED.has(Number(code));
}

/** At the recipient's branch or in the locker, and not yet picked up: codes 7 and 8. */
export function isWaitingForPickUp(code: number | string): boolean {
  return WAITING_FOR_PICK_UP.has(Number(code));
}
