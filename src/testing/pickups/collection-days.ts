import { DAY_MS } from '../server/api-time.js';

/** How many working days ahead a courier can be ordered for. */
const WORKING_DAYS_AHEAD = 7;

/** Until when, by UTC, tomorrow's courier can be ordered. */
export const ORDER_TO_HOUR = 17;
/** Until when today's can, where couriers come on the same day. */
export const SAME_DAY_ORDER_TO_HOUR = 12;

/** Midnight (UTC) of the day of a moment. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

/** The days couriers can be ordered for, by their midnights: today in some places only, then working days. */
export function collectionDays(now: number, sameDay: boolean): number[] {
  const today = dayOf(now);
  const days: number[] = [];
  if (sameDay && isWorkingDay(today) && hourOf(now) < SAME_DAY_ORDER_TO_HOUR) days.push(today);
  const count = days.length + WORKING_DAYS_AHEAD;
  const tooLateForTomorrow = hourOf(now) >= ORDER_TO_HOUR;
  for (let day = today + (tooLateForTomorrow ? 2 : 1) * DAY_MS; days.length < count; day += DAY_MS) {
    if (isWorkingDay(day)) days.push(day);
  }
  return days;
}

/** How much later a wish comes true: 0 for a day on which a courier comes, otherwise the way to the next such day. */
export function delayMs(wish: number, now: number, sameDay: boolean): number {
  const wanted = dayOf(wish);
  let next = collectionDays(now, sameDay).find((day) => day >= wanted) ?? wanted;
  // Later than couriers can be ordered for yet, a day only has to be a working day.
  while (!isWorkingDay(next)) next += DAY_MS;
  return next - wanted;
}

/** Couriers of the same day are ordered in one city. */
export function hasSameDay(
  countryCode: string | undefined,
  addressParts: { city?: string } | null | undefined,
): boolean {
  return countryCode === 'PL' && /^(warsaw|warszawa)$/i.test(addressParts?.city?.trim() ?? '');
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return new Date(day).getUTCDay();
}

function isWorkingDay(day: number): boolean {
  return weekdayOf(day) !== 0 && weekdayOf(day) !== 6;
}

function hourOf(ms: number): number {
  return new Date(ms).getUTCHours();
}
