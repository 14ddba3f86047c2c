import { trackingStatusLabels } from '../contract/tracking-statuses.generated.js';

/**
 * What the status codes of tracking mean, in English; `currentStatus.status` has the API's own words in the
 * language of the call. An open list: the API may send others. 17 and 19 are said to be out of use; several
 * codes share a meaning.
 */
export const TRACKING_STATUSES = Object.freeze(trackingStatusLabels);

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
