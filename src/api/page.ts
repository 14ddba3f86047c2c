/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Number of this page, from 1. */
  readonly page: number;
  readonly lastPage: number;
  /** Rows per page in force. */
  readonly perPage: number;
  /** Rows that match, on all pages. */
  readonly total: number;
}

/** A list as the API answers it. */
interface PageAnswer<T> {
  readonly items: readonly T[];
  readonly current_page: number;
  readonly last_page: number;
  readonly per_page: number;
  readonly total: number;
}

export function pageOf<T>(answer: PageAnswer<T>): Page<T> {
  return {
    items: answer.items,
    page: answer.current_page,
    lastPage: answer.last_page,
    perPage: answer.per_page,
    total: answer.total,
  };
}
