import { isNovaPostError } from '../nova-post.errors.js';

/** Which of many shipments a request was about. */
export type TrackingBatch =
  | { readonly numbers: readonly string[] }
  /** As text. */
  | { readonly ids: readonly string[] };

/**
 * The numbers or ids of the request that failed, from an error of a tracking call; `undefined` for other errors. Nothing is
 * wrong with those of the other requests, and perhaps not with each of these.
 */
export function failedBatchOf(error: unknown): TrackingBatch | undefined {
  return isNovaPostError(error) ? (error as { batch?: TrackingBatch }).batch : undefined;
}

/** Tells an error which batch it is about. */
export function withBatch(error: unknown, batch: TrackingBatch): unknown {
  return isNovaPostError(error) ? Object.assign(error, { batch }) : error;
}
