/** One page of a list. What the API does not say is `undefined`; all documented answers say it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Number of this page, from 1. */
  readonly page: number | undefined;
  readonly lastPage: number | undefined;
  /** Rows per page in force. */
  readonly perPage: number | undefined;
  /** Rows that match, on all pages. */
  readonly total: number | undefined;
}

/** A list as the API answers it. */
export interface ListResponse<T> {
  readonly items: readonly T[];
  readonly current_page?: unknown;
  readonly last_page?: unknown;
  readonly per_page?: unknown;
  readonly total?: unknown;
}

export function pageOf<T>(response: ListResponse<T>): Page<T> {
  return {
    items: response.items,
    page: countOf(response.current_page),
    lastPage: countOf(response.last_page),
    perPage: countOf(response.per_page),
    total: countOf(response.total),
  };
}

function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(count) ? (count as number) : undefined;
}
