import { z } from 'zod';
import type { EntityId, TrackingHistory, TrackingItem } from '../contract/contract.generated.js';
import type { QueryOf } from '../contract/operations.js';
import { inputError } from '../input-error.js';
import { countryCode, partialObject } from '../input-rules.js';
import type { IterateOptions } from '../iterate-pages.js';

/** Shipments to be tracked: by waybill numbers, by ids, or some by one and some by the other. */
export interface TrackedShipments {
  readonly numbers?: readonly string[] | undefined;
  /** Integers in Europe, UUIDs in Ukraine. */
  readonly ids?: readonly EntityId[] | undefined;
}

/** What tracking tells beside the state. */
export interface TrackingDetails {
  /** Adds `undeliveryReasons`. */
  readonly withUndeliveryReason?: boolean | undefined;
  /** Adds `createdOnTheBasis`: returns, redirections and the like. */
  readonly withCreatedOnTheBasis?: boolean | undefined;
  /** Limits the movements to one country, such as `'PL'`. */
  readonly countryCode?: string | undefined;
  /** Adds `alternativeNumbers` and `alternativeNumbersGW`: numbers of delivery partners. */
  readonly external?: boolean | undefined;
}

/** What history tells beside the codes. */
export interface HistoryDetails {
  /** Adds `related_numbers`, and makes the labels longer. */
  readonly extended?: boolean | undefined;
}

/** Both ends are needed, as an ISO 8601 time with a zone or a Date. */
export interface TrackingDates {
  readonly trackingDateFrom: string | Date;
  readonly trackingDateTo: string | Date;
}

export type TrackQuery = TrackedShipments & TrackingDetails;
export type HistoryQuery = TrackedShipments & HistoryDetails;

/** `concurrency`: how many batches are asked at a time, 1 to 32, default 4. `timeoutMs` is for each batch. */
export type TrackingOptions = IterateOptions;

/** A shipment's row of the history. */
export type TrackingHistoryItem = TrackingHistory['items'][number];

/** What was found of the shipments asked for. */
export interface Tracked<Item> {
  /** In the order asked for, numbers before ids. Those that name none of what was asked come last. */
  readonly items: readonly Item[];
  /**
   * Numbers and ids, as text, that no item names: the API leaves out what it does not know. Of ids it is told in the history
   * only; the items of tracking do not name them.
   */
  readonly missing: readonly string[];
}

/** All a batch shares. */
export type TrackingFlags = Omit<QueryOf<'GET /shipments/tracking'>, 'numbers' | 'ids'>;
export type HistoryFlags = Omit<QueryOf<'GET /shipments/tracking/history'>, 'numbers' | 'ids'>;

export const trackingRules = partialObject({
  countryCode,
  withUndeliveryReason: z.boolean('must be true or false'),
  withCreatedOnTheBasis: z.boolean('must be true or false'),
});

/** Longer than any number or id. */
const LONGEST_NAME = 50;

/** @throws NovaPostValidationError for one that is empty, too long, or neither text nor a number. */
export function checkNames(route: string, { numbers = [], ids = [] }: TrackedShipments): void {
  const problems: Record<string, readonly string[]> = {};
  const look = (field: string, values: readonly unknown[], types: readonly string[]): void => {
    for (const [index, value] of values.entries()) {
      const length = types.includes(typeof value) ? String(value).trim().length : 0;
      if (length > 0 && length <= LONGEST_NAME) continue;
      problems[`${field}.${String(index)}`] = [
        `must be ${types.includes('number') ? 'an id' : 'text'} of 1 to ${String(LONGEST_NAME)} characters`,
      ];
    }
  };
  look('numbers', numbers, ['string']);
  look('ids', ids, ['string', 'number']);
  if (Object.keys(problems).length > 0) throw inputError(route, problems);
}

/** @throws NovaPostValidationError for a time that is missing or cannot be read. */
export function trackingDates(route: string, dates: TrackingDates): Record<keyof TrackingDates, string> {
  const problems: Record<string, readonly string[]> = {};
  const read = (name: keyof TrackingDates): string => {
    const given: unknown = dates[name];
    const date = typeof given === 'string' || given instanceof Date ? new Date(given) : new Date(NaN);
    if (Number.isNaN(date.getTime())) {
      problems[name] = ['must be a time such as 2026-01-15T00:00:00Z, or a Date'];
      return '';
    }
    return typeof given === 'string' ? given : date.toISOString();
  };
  const found = { trackingDateFrom: read('trackingDateFrom'), trackingDateTo: read('trackingDateTo') };
  if (Object.keys(problems).length > 0) throw inputError(route, problems);
  return found;
}

export function trackingFlags({ external, ...details }: TrackingDetails): TrackingFlags {
  const { withUndeliveryReason, withCreatedOnTheBasis, countryCode: country } = details;
  return {
    ...(withUndeliveryReason !== undefined && { withUndeliveryReason }),
    ...(withCreatedOnTheBasis !== undefined && { withCreatedOnTheBasis }),
    ...(country !== undefined && { countryCode: country }),
    ...(external !== undefined && { external: external ? '1' : '0' }),
  };
}

export function historyFlags({ extended }: HistoryDetails): HistoryFlags {
  return extended === undefined ? {} : { extended: extended ? '1' : '0' };
}

/** Everything a tracking item may have been asked by. */
export function namesOfItem(item: TrackingItem): readonly string[] {
  const { currentStatus, alternativeNumbers = [], alternativeNumbersGW = [], parcels = [] } = item;
  return [
    currentStatus.number,
    ...alternativeNumbers,
    ...[...alternativeNumbersGW, ...parcels].flatMap(({ number }) => number ?? []),
  ];
}

export function namesOfHistoryItem({ id, number }: TrackingHistoryItem): readonly string[] {
  return id === undefined ? [number] : [number, String(id)];
}
