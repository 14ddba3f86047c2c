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
