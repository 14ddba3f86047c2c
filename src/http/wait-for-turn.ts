import type { Clock } from '../clock.js';
import type { RequestLimit, RequestPermit } from '../request-limit.js';
import { delay } from '../wait.js';
import type { Deadline } from './deadline.js';
import type { RequestLimiter } from './request-limiter.js';
import type { ServerPause } from './server-pause.js';

/** A request's turn would come too late for it. */
interface TooLate {
  readonly kind: 'limited';
  readonly retryInMs: number;
  /** `undefined` when it is the server that holds calls back. */
  readonly limit: RequestLimit | undefined;
}

/**
 * Waits until a request may go.
 *
 * @returns its permit, when requests are limited.
 * @throws when the call ends meanwhile.
 */
export async function waitForTurn(
  pause: ServerPause,
  limiter: RequestLimiter | undefined,
  deadline: Deadline,
  clock: Clock,
): Promise<RequestPermit | TooLate | undefined> {
  for (let waitMs = pause.remainingMs; waitMs > 0; waitMs = pause.remainingMs) {
    // A tenth of the time is for the answer: a request that is sent in the last moment gets none.
    if (waitMs >= deadline.remainingMs * 0.9) return { kind: 'limited', retryInMs: waitMs, limit: undefined };
    await delay(waitMs, clock, deadline.signal);
  }
  const result = await limiter?.acquire(deadline.signal, deadline.remainingMs);
  return result?.kind === 'limited' ? { ...result, limit: limiter?.limit } : result;
}
