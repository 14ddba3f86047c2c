/** Longer than any test may take: what still waits then would keep its worker busy for ever. */
const GIVE_UP_MS = 120_000;

/** Resolves when the condition holds; looks again after each turn of the event loop. The test's own time is the limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAtMs = performance.now() + GIVE_UP_MS;
  while (!(await condition())) {
    if (performance.now() > giveUpAtMs) throw new Error(`until() waited in vain: ${condition.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
