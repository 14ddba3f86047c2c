import type { CallOptions } from './call-options.js';
import { checkedConcurrency } from './concurrency.js';
import type { Page } from './page.js';

/** Last argument of every `iterate…()` method. */
export interface IterateOptions extends CallOptions {
  /** How many pages are fetched at a time, 1 to 32. Default 4. So many pages are held in memory at most. */
  readonly concurrency?: number | undefined;
}

type FetchPage<T> = (page: number, options: CallOptions) => Promise<Page<T>>;

/** The largest page that official clients ask for; the API's own default of 15 means seven times the requests. */
export const ITERATED_PAGE_SIZE = 100;

/**
 * All rows from a page on, in order. Fetches pages ahead as long as somebody reads; a reader that stops (`break`, an
 * error) ends the requests under way. Can be read several times, each time from the start.
 *
 * @throws NovaPostValidationError for a `concurrency` out of range.
 */
export function iteratePages<T>(
  route: string,
  fetchPage: FetchPage<T>,
  { concurrency, ...options }: IterateOptions = {},
  firstPage = 1,
): AsyncIterable<T> {
  const pagesAtATime = checkedConcurrency(route, concurrency);
  return {
    [Symbol.asyncIterator]: () => rows(fetchPage, pagesAtATime, options, firstPage),
  };
}

async function* rows<T>(
  fetchPage: FetchPage<T>,
  concurrency: number,
  options: CallOptions,
  firstPage: number,
): AsyncGenerator<T, void, undefined> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
  const ahead: Promise<Page<T>>[] = [];
  let next = firstPage;
  // The first page tells how many there are; it may change on the way.
  let lastPage = firstPage;
  const fetchAhead = (): void => {
    while (ahead.length < concurrency && next <= lastPage) {
      const page = fetchPage(next, { ...options, signal });
      // Its reader gets the error; one that has stopped reading does not want it.
      page.catch(() => undefined);
      ahead.push(page);
      next += 1;
    }
  };
  try {
    fetchAhead();
    for (let page = ahead.shift(); page !== undefined; page = ahead.shift()) {
      const { items, lastPage: toldLastPage } = await page;
      lastPage = toldLastPage;
      fetchAhead();
      yield* items;
    }
  } finally {
    stop.abort();
  }
}
