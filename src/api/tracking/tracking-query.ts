import type { EntityId } from '../contract/contract.generated.js';
import type { QueryOf } from '../contract/operations.js';
import type { NovaPostApiError } from '../../nova-post.errors.js';
import type { IterateOptions } from '../iterate-pages.js';
import type { TrackingHistoryItem, TrackingItem } from './tracking-item.js';

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

export interface TrackQuery extends TrackedShipments, TrackingDetails {}
export interface HistoryQuery extends TrackedShipments, HistoryDetails {}

/** `concurrency`: how many batches are asked at a time, 1 to 32, default 4. `timeoutMs` is for each batch. */
export type TrackingOptions = IterateOptions;

/** What was found of the shipments asked for. */
export interface Tracked<Item> {
  /** In the order asked for, numbers before ids. Those that name none of what was asked come last. */
  readonly items: readonly Item[];
  /**
   * Numbers and ids, as text, that no item names: the API leaves out what it does not know. Of ids it is told
   * in the history only; the items of tracking do not name them.
   */
  readonly missing: readonly string[];
  /**
   * Numbers and ids, as text, for which the API refused a request. It says so of a whole request of up to
   * 100; the others in it are asked again without them. When all that was asked for is refused, the call
   * rejects instead.
   */
  readonly refused: readonly RefusedShipment[];
}

/** A number or an id that the API refuses to track. */
export interface RefusedShipment {
  readonly name: string;
  /** What the API says. */
  readonly error: NovaPostApiError;
}

/** All a batch shares. */
export type TrackingFlags = Omit<QueryOf<'GET /shipments/tracking'>, 'numbers' | 'ids'>;
export type HistoryFlags = Omit<QueryOf<'GET /shipments/tracking/history'>, 'numbers' | 'ids'>;

/** As the API takes them. */
export function trackingDates(dates: TrackingDates): Record<keyof TrackingDates, string> {
  const { trackingDateFrom: from, trackingDateTo: to } = dates;
  return {
    trackingDateFrom: typeof from === 'string' ? from : from.toISOString(),
    trackingDateTo: typeof to === 'string' ? to : to.toISOString(),
  };
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
  const { currentStatus, alternativeNumbers, alternativeNumbersGW, parcels } = item;
  return [
    ...(currentStatus === undefined ? [] : [currentStatus.number]),
    ...alternativeNumbers,
    ...[...alternativeNumbersGW, ...parcels].flatMap(({ number }) => number ?? []),
  ];
}

export function namesOfHistoryItem({ id, number }: TrackingHistoryItem): readonly string[] {
  return id === undefined ? [number] : [number, String(id)];
}
