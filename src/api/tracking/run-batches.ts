import { stopSignal } from '../stop-signal.js';

/**
 * Works on all batches, a few at a time. The first that fails ends the others, and this rejects with its
 * error.
 */
export async function runBatches<Batch>(
  batches: readonly Batch[],
  concurrency: number,
  outer: AbortSignal | undefined,
  work: (batch: Batch, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { signal, stop } = stopSignal(outer);
  let stopped = false;
  const queue = batches.values();
  const workThrough = async (): Promise<void> => {
    for (const batch of queue) {
      if (stopped) return;
      await work(batch, signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, batches.length) }, workThrough));
  } finally {
    stopped = true;
    stop();
  }
}
