import { LONGEST_TIMEOUT_MS, type Clock } from './clock.js';

/** For work that must not be ended. */
export const NEVER_ABORTED: AbortSignal = new AbortController().signal;

export interface WaitLimits {
  /** The caller's own cancellation. */
  readonly signal?: AbortSignal | undefined;
  /** How long this caller waits, in milliseconds; more than 2^31 − 1 is no limit. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Waits for shared work without being able to end it: a caller that gives up leaves the others and the work alone.
 * Rejects with the signal's reason, or with `onTimeout()` when the time is up.
 */
export function waitFor<T>(
  work: Promise<T>,
  limits: WaitLimits,
  clock: Clock,
  onTimeout: () => Error = endedByTime,
): Promise<T> {
  const { signal, timeoutMs } = limits;
  if (signal === undefined && timeoutMs === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => {
      done();
      reject(reasonOf(signal));
    };
    const timer =
      timeoutMs === undefined || timeoutMs > LONGEST_TIMEOUT_MS
        ? undefined
        : clock.setTimeout(() => {
            done();
            reject(onTimeout());
          }, timeoutMs);
    const done = () => {
      signal?.removeEventListener('abort', onAbort);
      if (timer !== undefined) clock.clearTimeout(timer);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    work.finally(done).then(resolve, reject);
    if (signal?.aborted === true) onAbort();
  });
}

/** Waits for a time on the given clock; rejects with the signal's reason when it is aborted. */
export function delay(ms: number, clock: Clock, signal?: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(reasonOf(signal));
      return;
    }
    const onAbort = () => {
      clock.clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function endedByTime(): Error {
  return new Error('The time is up.');
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason as Error;
}
