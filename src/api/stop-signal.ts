import { setMaxListeners } from 'node:events';

/** A signal for many requests at a time, aborted by `stop()` or by the signal of the caller. */
export function stopSignal(outer: AbortSignal | undefined): { signal: AbortSignal; stop: () => void } {
  const own = new AbortController();
  const signal = outer === undefined ? own.signal : AbortSignal.any([own.signal, outer]);
  // As many listeners as requests are no leak.
  setMaxListeners(0, signal);
  return { signal, stop: () => own.abort() };
}
