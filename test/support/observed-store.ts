import type { TokenStore } from 'nestjs-nova-post';

const OPERATIONS = ['acquire', 'commit', 'release', 'forget', 'read'] as const;

/** What is on its way and has not been answered. */
export type Pending = Set<Promise<unknown>>;

/**
 * Keeps track of the store's operations that have not been answered, so that a test on a clock of its own knows when it may
 * move it.
 *
 * @param before called at the beginning of each.
 */
export function observeStore(store: TokenStore, before: () => void = () => undefined): Pending {
  const pending: Pending = new Set();
  for (const name of OPERATIONS) {
    const operate = store[name].bind(store) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [name]: (...args: unknown[]) => {
        before();
        return observe(pending, operate(...args));
      },
    });
  }
  return pending;
}

/** The same promise, pending until it is settled. */
export function observe<T>(pending: Pending, operation: Promise<T>): Promise<T> {
  const observed = operation.finally(() => pending.delete(observed));
  pending.add(observed);
  return observed;
}

/** Resolves when nothing is pending and nothing more happens unless time passes; nothing has begun when it does. */
export async function settled(pending: Pending): Promise<void> {
  for (let quietTurns = 0; quietTurns < 4;) {
    await Promise.allSettled(pending);
    await new Promise((resolve) => setImmediate(resolve));
    quietTurns = pending.size === 0 ? quietTurns + 1 : 0;
  }
}
