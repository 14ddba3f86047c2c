import type { PickupCreateInput, PickupUpdateInput } from '../contract/contract.generated.js';

/**
 * A moment: a `Date`, or ISO text that names its zone, such as `2026-03-02T08:00:00Z` or
 * `2026-03-02T09:00:00+01:00`. It is sent as the API wants it, in UTC with six fractional digits.
 */
export type PickupTime = Date | string;

interface PickupTimes {
  /** Start of the window the courier comes in. */
  readonly pickedTimeFrom?: PickupTime | null | undefined;
  /** End of that window. */
  readonly pickedTimeTo?: PickupTime | null | undefined;
}

/** What a pickup is made of. */
export interface PickupInput extends Omit<PickupCreateInput, keyof PickupTimes>, PickupTimes {}

/** What of a pickup is to change. */
export interface PickupChanges extends Omit<PickupUpdateInput, keyof PickupTimes>, PickupTimes {}

const ZONED_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/i;

/**
 * A moment as the API wants it; digits below a microsecond are dropped. Text that is no moment, or does not
 * say in which zone, is given back as it is.
 */
export function pickupTime(time: PickupTime): string {
  if (time instanceof Date) return Number.isNaN(time.getTime()) ? String(time) : inMicroseconds(time, '');
  const [, seconds, fraction = '', zone] = ZONED_TIME.exec(time.trim()) ?? [];
  const moment = new Date(`${seconds ?? ''}${zone ?? ''}`.toUpperCase());
  return Number.isNaN(moment.getTime()) ? time : inMicroseconds(moment, fraction);
}

/**
 * `fraction` are the digits after the point, in place of the milliseconds of the moment when there are any.
 */
function inMicroseconds(moment: Date, fraction: string): string {
  const [seconds = '', milliseconds = ''] = moment.toISOString().slice(0, -1).split('.');
  return `${seconds}.${(fraction || milliseconds).slice(0, 6).padEnd(6, '0')}Z`;
}

/** The same with its times as text. */
export function withTextTimes<Input extends PickupTimes>({
  pickedTimeFrom,
  pickedTimeTo,
  ...rest
}: Input): Omit<Input, keyof PickupTimes> & { pickedTimeFrom?: string | null; pickedTimeTo?: string | null } {
  return {
    ...rest,
    ...(pickedTimeFrom !== undefined && { pickedTimeFrom: pickedTimeFrom && pickupTime(pickedTimeFrom) }),
    ...(pickedTimeTo !== undefined && { pickedTimeTo: pickedTimeTo && pickupTime(pickedTimeTo) }),
  };
}
