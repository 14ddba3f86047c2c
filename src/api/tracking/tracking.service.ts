import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type { EntityId } from '../contract/contract.generated.js';
import {
  historyItemOf,
  trackingItemOf,
  type TrackingHistoryItem,
  type TrackingItem,
} from './tracking-item.js';
import { withPartial, type TrackingBatch } from './failed-batch.js';
import { askInParts, gather, namesIn, unanswered } from './tracking-parts.js';
import { callOptions, iterateOptions } from '../argument-rules.js';
import { DEFAULT_CONCURRENCY } from '../iterate-pages.js';
import { operation } from '../operation.js';
import { DEFAULT_MAX_WAIT_MS, waitOut } from '../wait-out.js';
import { runBatches } from './run-batches.js';
import {
  BATCH_SIZE,
  LONGEST_URL,
  arrange,
  distinct,
  queryLength,
  splitIntoBatches,
  type Arranged,
} from './tracking-batches.js';
import {
  historyFlags,
  namesOfHistoryItem,
  namesOfItem,
  trackingDates,
  trackingFlags,
  type HistoryDetails,
  type HistoryQuery,
  type TrackQuery,
  type Tracked,
  type TrackedShipments,
  type TrackingDates,
  type TrackingDetails,
  type TrackingOptions,
} from './tracking-query.js';
import { trackedShipments, trackingDateRules } from './tracking-rules.js';

const TRACK = 'GET /shipments/tracking';
const HISTORY = 'GET /shipments/tracking/history';

/** One request, and how its answers are put in order. */
interface BatchedQuery<Item> {
  readonly route: typeof TRACK | typeof HISTORY;
  /** What every batch carries. */
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly ask: (batch: TrackingBatch, options: CallOptions) => Promise<readonly Item[]>;
  readonly arrange: (batch: TrackingBatch, items: readonly Item[]) => Arranged<Item>;
}

/**
 * Where shipments are. As many numbers as you like: they are asked in requests of at most 100, a few at a
 * time, each number once. When one of the requests fails, the others end and the call rejects;
 * `failedBatchOf(error)` tells which numbers it was about, and `partlyTrackedOf(error)` what was found until
 * then. A number that the API refuses does not end the call: it is listed under `refused`.
 */
export class NovaPostTrackingService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * State and movements of shipments, one's own and others'. `GET /shipments/tracking`, several times for
   * many. An empty list gives an empty answer without a request.
   *
   * Lengths and weights of `parcels` read as centimetres and kilograms in the published sample, as
   * millimetres and grams in the reference; `statusCode` may be a number or text. `isDelivered()` and
   * `describeTrackingStatus()` take both.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example const { items, missing } = await tracking.track(['SHPL6145344878', 'SHPL6145344879']);
   */
  @operation(TRACK, () => ({ numbers: trackedShipments, options: iterateOptions }))
  track(
    shipments: readonly string[] | TrackQuery,
    options?: TrackingOptions,
  ): Promise<Tracked<TrackingItem>> {
    const query: TrackQuery = isList(shipments) ? { numbers: shipments } : shipments;
    const flags = trackingFlags(query);
    return this.#run<TrackingItem>(query, options, {
      route: TRACK,
      flags,
      ask: async (batch, callOptions) => {
        const rows = await this.#calls.rows(TRACK, { query: { ...batch, ...flags } }, callOptions);
        return rows.map(trackingItemOf);
      },
      arrange: (batch, items) =>
        'numbers' in batch ? arrange(batch.numbers, items, namesOfItem) : { items, missing: [] },
    });
  }

  /**
   * One's own shipments whose state has changed between two times. `GET /shipments/tracking`. That both ends
   * are needed then is the official SDK's word; the reference is silent.
   *
   * @example
   * const items = await novaPost.tracking.trackByDate({
   *   trackingDateFrom: new Date(Date.now() - 3_600_000),
   *   trackingDateTo: new Date(),
   * });
   */
  @operation(TRACK, () => ({ dates: trackingDateRules, options: callOptions }))
  async trackByDate(
    { trackingDateFrom, trackingDateTo, ...details }: TrackingDates & TrackingDetails,
    options?: CallOptions,
  ): Promise<readonly TrackingItem[]> {
    const dates = trackingDates({ trackingDateFrom, trackingDateTo });
    const query = { ...dates, ...trackingFlags(details) };
    return (await this.#calls.rows(TRACK, { query }, options)).map(trackingItemOf);
  }

  /**
   * The status codes shipments have had, oldest first as far as the samples show, without the rest of {@link
   * track}. `GET /shipments/tracking/history`, several times for many.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example const { items } = await novaPost.tracking.history(['SHPL6145344878']);
   */
  @operation(HISTORY, () => ({ numbers: trackedShipments, options: iterateOptions }))
  history(
    shipments: readonly string[] | HistoryQuery,
    options?: TrackingOptions,
  ): Promise<Tracked<TrackingHistoryItem>> {
    const query: HistoryQuery = isList(shipments) ? { numbers: shipments } : shipments;
    const flags = historyFlags(query);
    return this.#run<TrackingHistoryItem>(query, options, {
      route: HISTORY,
      flags,
      ask: async (batch, callOptions) => {
        const rows = await this.#calls.rows(HISTORY, { query: { ...batch, ...flags } }, callOptions);
        return rows.map(historyItemOf);
      },
      arrange: (batch, items) => {
        if ('numbers' in batch) return arrange(batch.numbers, items, namesOfHistoryItem);
        const arranged = arrange(batch.ids, items, namesOfHistoryItem);
        // Which id an item answers that has none cannot be told.
        return items.every(({ id }) => id !== undefined) ? arranged : { ...arranged, missing: [] };
      },
    });
  }

  /**
   * As {@link trackByDate}, the status codes alone. `GET /shipments/tracking/history`.
   *
   * @example
   * const items = await novaPost.tracking.historyByDate({
   *   trackingDateFrom: '2026-01-15T00:00:00Z',
   *   trackingDateTo: '2026-01-16T00:00:00Z',
   * });
   */
  @operation(HISTORY, () => ({ dates: trackingDateRules, options: callOptions }))
  async historyByDate(
    { trackingDateFrom, trackingDateTo, ...details }: TrackingDates & HistoryDetails,
    options?: CallOptions,
  ): Promise<readonly TrackingHistoryItem[]> {
    const dates = trackingDates({ trackingDateFrom, trackingDateTo });
    const query = { ...dates, ...historyFlags(details) };
    return (await this.#calls.rows(HISTORY, { query }, options)).map(historyItemOf);
  }

  async #run<Item>(
    shipments: TrackedShipments,
    { concurrency = DEFAULT_CONCURRENCY, maxWaitMs = DEFAULT_MAX_WAIT_MS, ...options }: TrackingOptions = {},
    query: BatchedQuery<Item>,
  ): Promise<Tracked<Item>> {
    const batches = this.#batches(shipments, query);
    const found = new Map<TrackingBatch, Tracked<Item>>();
    const { clock } = this.#calls;
    try {
      await runBatches(batches, concurrency, options.signal, async (batch, signal) => {
        const ask = (part: TrackingBatch) =>
          waitOut(() => query.ask(part, { ...options, signal }), { maxWaitMs, clock, signal });
        found.set(batch, await askInParts(batch, ask, query.arrange));
      });
    } catch (error) {
      throw withPartial(error, { ...gather(batches, found), unanswered: unanswered(batches, found) });
    }
    const tracked = gather(batches, found);
    const [refusal] = tracked.refused;
    const asked = batches.flatMap(namesIn);
    if (refusal === undefined || tracked.refused.length < asked.length) return tracked;
    throw refusal.error;
  }

  #batches<Item>({ numbers = [], ids = [] }: TrackedShipments, query: BatchedQuery<Item>): TrackingBatch[] {
    const path = query.route.slice(query.route.indexOf(' ') + 1);
    const flags = Object.entries(query.flags).reduce(
      (sum, [name, value]) => sum + (value === undefined ? 0 : queryLength(name, String(value))),
      0,
    );
    const longest = LONGEST_URL - this.#calls.baseURL.length - path.length - flags;
    const split = (parameter: string, values: readonly EntityId[]) =>
      splitIntoBatches(distinct(values.map((value) => String(value).trim())), {
        most: BATCH_SIZE,
        longest,
        parameter,
      });
    return [
      ...split('numbers[]', numbers).map((batch) => ({ numbers: batch })),
      ...split('ids[]', ids).map((batch) => ({ ids: batch })),
    ];
  }
}

function isList(value: readonly string[] | TrackedShipments): value is readonly string[] {
  return Array.isArray(value);
}
