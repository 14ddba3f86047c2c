import { inputError } from './input-error.js';

const DEFAULT_CONCURRENCY = 4;
const HIGHEST_CONCURRENCY = 32;

/** @throws NovaPostValidationError when it is not a whole number from 1 to 32. */
export function checkedConcurrency(route: string, concurrency = DEFAULT_CONCURRENCY): number {
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= HIGHEST_CONCURRENCY) {
    return concurrency;
  }
  throw inputError(route, {
    concurrency: [`must be a whole number from 1 to ${String(HIGHEST_CONCURRENCY)}`],
  });
}

/**
 * Works on all batches, a few at a time. Results come in the order of the batches. The first that fails ends the others,
 * and this rejects with its error.
 */
export async function runBatches<Batch, Result>(
  batches: readonly Batch[],
  concurrency: number,
  outer: AbortSignal | undefined,
  work: (batch: Batch, signal: AbortSignal) => Promise<Result>,
): Promise<readonly Result[]> {
  const stop = new AbortController();
  const signal = outer === undefined ? stop.signal : AbortSignal.any([stop.signal, outer]);
  const results: Result[] = [];
  const queue = batches.entries();
  const workThrough = async (): Promise<void> => {
    for (const [index, batch] of queue) {
      if (stop.signal.aborted) return;
      results[index] = await work(batch, signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, batches.length) }, workThrough));
    return results;
  } finally {
    stop.abort();
  }
}
