import { CanceledError } from 'axios';
import type { Clock } from '../clock.js';
import { NovaPostApiError } from '../nova-post.errors.js';
import { delay } from '../wait.js';

export interface WaitOutOptions {
  /** For all waits of one request together, milliseconds. */
  readonly maxWaitMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export const DEFAULT_MAX_WAIT_MS = 60_000;

/** Of a wait that the API asks for as well; one of nothing would make a busy loop. */
const SHORTEST_WAIT_MS = 1_000;

/**
 * Makes one request of many, and waits as long as the API asks (429 and 503 with `Retry-After`) in place of
 * giving up: the others have been made already.
 */
export async function waitOut<Answer>(
  request: () => Promise<Answer>,
  { maxWaitMs, clock, signal }: WaitOutOptions,
): Promise<Answer> {
  for (let leftMs = maxWaitMs; ;) {
    try {
      return await request();
    } catch (error) {
      const waitMs = waitAskedFor(error);
      if (waitMs === undefined || waitMs > leftMs) throw error;
      leftMs -= waitMs;
      await delay(waitMs, clock, signal).catch(() => {
        throw new CanceledError();
      });
    }
  }
}

function waitAskedFor(error: unknown): number | undefined {
  if (!(error instanceof NovaPostApiError) || ![429, 503].includes(error.status)) return undefined;
  const { retryAfter } = error;
  return retryAfter === undefined ? undefined : Math.max(SHORTEST_WAIT_MS, retryAfter * 1000);
}
