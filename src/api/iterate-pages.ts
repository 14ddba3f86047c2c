import type { Clock } from '../clock.js';
import type { CallOptions } from './call-options.js';
import { withPage } from './failed-page.js';
import type { Page } from './page.js';
import { stopSignal } from './stop-signal.js';
import { DEFAULT_MAX_WAIT_MS, waitOut } from './wait-out.js';

/** Last argument of every `iterate…()` method. */
export interface IterateOptions extends CallOptions {
  /** How many pages are fetched at a time, 1 to 32. Default 4. So many pages are held in memory at most. */
  readonly concurrency?: number | undefined;
  /**
   * How long to wait when the API asks to come again later (429 or 503 with `Retry-After`): milliseconds for
   * one page, or one batch of tracking, in all. Default 60 000; 0 is not at all. Beyond it the error comes,
   * see `failedPageOf()`.
   */
  readonly maxWaitMs?: number | undefined;
}

/** Which page of a list, and of how many rows. */
export interface PageQuery {
  readonly limit: number;
  readonly page: number;
}

type FetchPage<T> = (page: PageQuery, options: CallOptions) => Promise<Page<T>>;

export const DEFAULT_CONCURRENCY = 4;

/**
 * The largest page that official clients ask for; the API's own default of 15 means seven times the requests.
 */
const ITERATED_PAGE_SIZE = 100;

/**
 * All rows from a page on, each once by its `id`. Rows that come and go meanwhile move the others: where the
 * list has become shorter between two pages, by its `total`, the pages before are read again. So a row that
 * is in the list all the time comes, unless as many rows appear behind a place as are removed before it at
 * the same moment. Of rows that come or go meanwhile nothing is promised, nor of the order of those that
 * move. The ids of all rows are kept until the reading ends.
 *
 * Fetches pages ahead as long as rows are read; a reader that stops (`break`, an error) ends the requests
 * under way. Can be read several times, each time from the start.
 */
export function iteratePages<T extends object>(
  fetchPage: FetchPage<T>,
  clock: Clock,
  { page = 1, limit = ITERATED_PAGE_SIZE }: { [Name in keyof PageQuery]?: PageQuery[Name] | undefined } = {},
  options: IterateOptions = {},
): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]: () => new PageReader(fetchPage, clock, { page, limit }, options).rows(),
  };
}

/** One reading of a list from its first page to its last. */
class PageReader<T extends object> {
  readonly #fetch: (page: number) => Promise<Page<T>>;
  readonly #first: number;
  readonly #concurrency: number;
  readonly #stop: () => void;
  readonly #seen = new Set<string>();
  readonly #ahead: Promise<Page<T>>[] = [];
  #next: number;
  /** As the last page that was read says; it may change on the way. */
  #lastPage: number;

  constructor(
    fetchPage: FetchPage<T>,
    clock: Clock,
    { page, limit }: PageQuery,
    { concurrency = DEFAULT_CONCURRENCY, maxWaitMs = DEFAULT_MAX_WAIT_MS, ...options }: IterateOptions,
  ) {
    const { signal, stop } = stopSignal(options.signal);
    this.#first = this.#next = this.#lastPage = page;
    this.#concurrency = concurrency;
    this.#stop = stop;
    this.#fetch = async (number) => {
      try {
        const request = () => fetchPage({ limit, page: number }, { ...options, signal });
        return await waitOut(request, { maxWaitMs, clock, signal });
      } catch (error) {
        throw withPage(error, number);
      }
    };
  }

  async *rows(): AsyncGenerator<T, void, undefined> {
    try {
      this.#fetchAhead();
      let previous: Page<T> | undefined;
      for (let number = this.#first; ; number += 1) {
        const page = await this.#ahead.shift();
        if (page === undefined) return;
        const fresh = this.#notSeen(page);
        // Without a number of pages there is another one until one is empty, or brings nothing new.
        this.#lastPage = page.lastPage ?? (fresh.length === 0 ? number : number + 1);
        this.#fetchAhead();
        for (const moved of pagesToReadAgain(previous, page, number)) {
          if (moved >= this.#first && (moved < number || this.#concurrency > 1)) {
            yield* this.#notSeen(await this.#fetch(moved));
          }
        }
        yield* fresh;
        previous = page;
      }
    } finally {
      this.#stop();
    }
  }

  #fetchAhead(): void {
    while (this.#ahead.length < this.#concurrency && this.#next <= this.#lastPage) {
      const page = this.#fetch(this.#next);
      // Its reader gets the error; one that has stopped reading does not want it.
      page.catch(() => undefined);
      this.#ahead.push(page);
      this.#next += 1;
    }
  }

  #notSeen({ items }: Page<T>): readonly T[] {
    return items.filter((row) => {
      const key = keyOf(row);
      if (this.#seen.has(key)) return false;
      this.#seen.add(key);
      return true;
    });
  }
}

/**
 * The pages around a place where the list has become shorter between two requests: rows that were on the
 * later page then are on an earlier one now, which had been read. The two may have been answered in the other
 * order, and then the list became longer, and the later page is the one to read again.
 */
function pagesToReadAgain<T>(
  previous: Page<T> | undefined,
  page: Page<T>,
  number: number,
): readonly number[] {
  const goneRows = (previous?.total ?? 0) - (page.total ?? Infinity);
  if (goneRows <= 0) return [];
  const pages = Math.ceil(goneRows / Math.max(1, previous?.items.length ?? 1));
  return Array.from({ length: pages + 1 }, (_, index) => number - pages + index);
}

/** Rows without an id are the same when all of their fields are. */
function keyOf(row: object): string {
  const { id } = row as { readonly id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? String(id) : JSON.stringify(row);
}
