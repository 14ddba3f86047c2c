import type { QueryReader } from './query-reader.js';

/** Which part of a list was asked for. */
export interface PageRequest {
  limit: number;
  page: number;
}

/** `limit` is 15 unless said otherwise and has no ceiling; pages count from 1. */
export function readPage(query: QueryReader): PageRequest {
  return { limit: query.integerFrom1('limit', 15), page: query.integerFrom1('page', 1) };
}

/**
 * The envelope of a list. `from` and `to` are null on directories and the numbers of the first and last row elsewhere:
 * that is how the published samples have it.
 */
export function pageOf<T>(rows: readonly T[], { limit, page }: PageRequest, rowNumbers: 'null' | 'numbers') {
  const first = (page - 1) * limit;
  const items = rows.slice(first, first + limit);
  const numbered = rowNumbers === 'numbers' && items.length > 0;
  return {
    current_page: page,
    last_page: Math.max(1, Math.ceil(rows.length / limit)),
    per_page: limit,
    total: rows.length,
    from: numbered ? first + 1 : null,
    to: numbered ? first + items.length : null,
    items,
  };
}
