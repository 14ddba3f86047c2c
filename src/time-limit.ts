import type { Clock } from './clock.js';

/** What {@link withTimeLimit} rejects with. */
export class TimeLimitError extends Error {
  readonly code = 'ETIMEDOUT';
}

/** The result of an operation, or a {@link TimeLimitError} when it takes longer than `limitMs`. */
export async function withTimeLimit<T>(operate: () => Promise<T>, limitMs: number, clock: Clock): Promise<T> {
  let timer: ReturnType<Clock['setTimeout']> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = clock.setTimeout(() => {
      // A busy process fires its timers before it reads its sockets: the answer may be there.
      setImmediate(() => {
        reject(new TimeLimitError(`No answer within ${String(limitMs)} ms.`));
      });
    }, limitMs);
  });
  try {
    return await Promise.race([operate(), timeout]);
  } finally {
    if (timer !== undefined) clock.clearTimeout(timer);
  }
}
