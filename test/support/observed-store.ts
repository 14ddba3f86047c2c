import type { TokenStore } from 'nestjs-nova-post';
import type { RequestCounter } from '../../src/request-limit.js';

const OPERATIONS = ['acquire', 'commit', 'release', 'forget', 'read'] as const;

/** What is on its way and has not been answered. */
export type Pending = Set<Promise<unknown>>;

/**
 * Keeps track of the store's operations that have not been answered, so that a test on a clock of its own knows when it may
 * move it.
 *
 * @param before awaited at the beginning of each.
 */
export function observeStore(store: TokenStore, before?: () => Promise<unknown>): Pending {
  const pending: Pending = new Set();
  for (const name of OPERATIONS) {
    const operate = store[name].bind(store) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(store, {
      [name]: (...args: unknown[]) =>
        observe(
          pending,
          after(before, () => operate(...args)),
        ),
    });
  }
  const openCounter = store.requestCounter?.bind(store);
  if (openCounter !== undefined) {
    store.requestCounter = (...args) => observeCounter(openCounter(...args), pending, before);
  }
  return pending;
}

function observeCounter(
  counter: RequestCounter,
  pending: Pending,
  before?: () => Promise<unknown>,
): RequestCounter {
  return {
    tryAcquire: async () => {
      const result = await observe(
        pending,
        after(before, () => counter.tryAcquire()),
      );
      if (result.kind === 'limited') return result;
      const answered = () => {
        void observe(
          pending,
          after(before, async () => {
            result.answered();
          }),
        );
      };
      return { ...result, answered };
    },
  };
}

function after<T>(before: (() => Promise<unknown>) | undefined, operate: () => Promise<T>): Promise<T> {
  return before === undefined ? operate() : before().then(operate);
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
