import type {
  TimeIntervalDay,
  TimeIntervalInput,
  TimeIntervals,
} from '../../api/contract/contract.generated.js';
import { json } from '../server/answer.js';
import { apiTime, DAY_MS } from '../server/api-time.js';
import type { Route } from '../server/route.js';
import {
  collectionDays,
  dayOf,
  hasSameDay,
  ORDER_TO_HOUR,
  SAME_DAY_ORDER_TO_HOUR,
  weekdayOf,
} from './collection-days.js';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** When couriers of the emulator come. Times are UTC. */
const SLOTS = [
  { from: '09:00', to: '13:00' },
  { from: '13:00', to: '18:00' },
];

const NO_COLLECTION: TimeIntervalDay = { from: null, to: null, orderTo: null, timeIntervals: [] };

/** `POST /time-intervals/find`: the hours of couriers. */
export function timeIntervalRoutes(): Route[] {
  return [
    {
      method: 'POST',
      path: '/time-intervals/find',
      token: 'needed',
      handle: ({ request, now }) => json(timeIntervals(request.body as TimeIntervalInput, now)),
    },
  ];
}

/**
 * Where couriers come on the same day, that is what is answered, whatever was asked for: it outranks the next day. A body
 * without a place gets general hours, which have no slots.
 */
function timeIntervals(input: TimeIntervalInput, now: number): TimeIntervals {
  const sameDay = hasSameDay(input.countryCode, input.addressParts);
  const days = collectionDays(now, sameDay);
  const weekdays = WEEKDAYS.map((name, weekday) => {
    const day = days.find((candidate) => weekdayOf(candidate) === weekday);
    return [name, day === undefined ? NO_COLLECTION : hoursOf(day, now, namesPlace(input))] as const;
  });
  return {
    id: 1,
    countryCode: input.countryCode,
    divisionId: input.divisionId ?? null,
    type: sameDay ? 'PickupDayToDay' : 'PickupNextDay',
    deliveryPartner: null,
    ignoreNonWorkingDays: false,
    ...Object.fromEntries(weekdays),
    createdAt: apiTime(dayOf(now)),
    updatedAt: apiTime(dayOf(now)),
    deletedAt: null,
  };
}

/** A time to order by is given for today and tomorrow only. */
function hoursOf(day: number, now: number, slotted: boolean): TimeIntervalDay {
  const orderToHour = { 0: SAME_DAY_ORDER_TO_HOUR, [DAY_MS]: ORDER_TO_HOUR }[day - dayOf(now)];
  const orderTo = orderToHour === undefined ? null : `${String(orderToHour)}:00`;
  return {
    from: '09:00',
    to: '18:00',
    orderTo,
    timeIntervals: slotted ? SLOTS.map((slot) => ({ ...slot, orderTo })) : [],
  };
}

function namesPlace({ divisionId, latitude, longitude, addressParts }: TimeIntervalInput): boolean {
  const located = typeof latitude === 'number' && typeof longitude === 'number';
  return typeof divisionId === 'number' || located || Object.keys(addressParts ?? {}).length > 0;
}
