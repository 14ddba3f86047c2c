import { NovaPostApiError, NovaPostNetworkError, isNovaPostError } from '../../nova-post.errors.js';
import { errorWith } from '../error-with.js';
import type { Tracked } from './tracking-query.js';

/** Which of many shipments a request was about. */
export type TrackingBatch =
  | { readonly numbers: readonly string[] }
  /** As text. */
  | { readonly ids: readonly string[] };

/** What was found before a tracking call ended in an error, and what was not asked or answered. */
export interface PartlyTracked<Item> extends Tracked<Item> {
  /** To be given to the same method again. */
  readonly unanswered: { readonly numbers: readonly string[]; readonly ids: readonly string[] };
}

/**
 * The numbers or ids of the request that failed, from an error of a tracking call; `undefined` for other
 * errors. Nothing is wrong with those of the other requests, and perhaps not with each of these.
 */
export function failedBatchOf(error: unknown): TrackingBatch | undefined {
  return isNovaPostError(error) ? (error as { batch?: TrackingBatch }).batch : undefined;
}

/**
 * What `tracking.track()` or `history()` had found when it ended in this error, so that only the rest needs
 * to be asked again; `undefined` for other errors.
 */
export function partlyTrackedOf<Item = unknown>(error: unknown): PartlyTracked<Item> | undefined {
  return isNovaPostError(error) ? (error as { partial?: PartlyTracked<Item> }).partial : undefined;
}

/** An error about the token is about no batch. */
export function withBatch(error: unknown, batch: TrackingBatch): unknown {
  const ofRequest = error instanceof NovaPostApiError || error instanceof NovaPostNetworkError;
  return ofRequest ? Object.assign(error, { batch }) : error;
}

/** The error with what was found until then; left out of logs, which it would fill. */
export function withPartial<Item>(error: unknown, partial: PartlyTracked<Item>): unknown {
  if (!isNovaPostError(error)) return error;
  return Object.defineProperty(errorWith(error, {}), 'partial', { value: partial });
}

/** The API refuses the request for what it names; asking again with less may succeed. */
export function isRefusal(error: unknown): error is NovaPostApiError {
  return error instanceof NovaPostApiError && [400, 404, 422].includes(error.status);
}
