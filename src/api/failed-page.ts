import { isNovaPostError } from '../nova-post.errors.js';
import { errorWith } from './error-with.js';

/**
 * The page at which an `iterate…()` has ended, from the error it ended with; `undefined` for other errors.
 * All rows of the pages before it have been given out: read on with `iterate({ ...query, page })`.
 */
export function failedPageOf(error: unknown): number | undefined {
  return isNovaPostError(error) ? (error as { readonly page?: number }).page : undefined;
}

/** The error of a page, with its number. */
export function withPage(error: unknown, page: number): unknown {
  if (!isNovaPostError(error)) return error;
  const from = `All rows before page ${String(page)} have been given out: continue with { page: ${String(page)} }.`;
  return errorWith(error, { page, message: `${error.message} ${from}` });
}
