/** Resolves when the condition holds; looks again after each turn of the event loop. The test's own time is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
