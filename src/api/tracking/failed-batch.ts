import { NovaPostApiError, NovaPostNetworkError, isNovaPostError } from '../../nova-post.errors.js';

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

/**
 * Tells the error of a request which batch it is about. An error about the token is about no batch, and calls that waited
 * for the same token share it.
 */
export function withBatch(error: unknown, batch: TrackingBatch): unknown {
  const ofRequest = error instanceof NovaPostApiError || error instanceof NovaPostNetworkError;
  return ofRequest ? Object.assign(error, { batch }) : error;
}
