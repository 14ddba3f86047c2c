import { describe, expect, it } from '@jest/globals';
import { TimeoutTokenStore, isStoreFailure } from '../../src/token/shared/timeout-token-store.js';
import { MemoryTokenStore } from '../support/memory-token-store.js';
import { AccountIdentity } from '../../src/account-identity.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { rejection } from '../support/token-setup.js';

const account = new AccountIdentity(
  'nova-post',
  'https://api.novapost.com/v.1.0',
  'canary-api-key-bounded-1a2b3c4d',
);

function setUp() {
  const clock = new TestClock();
  const store = new MemoryTokenStore(clock);
  const told: (string | undefined)[] = [];
  const bounded = new TimeoutTokenStore(store, clock, 200, (trouble) => told.push(trouble));
  return { clock, store, told, bounded };
}

describe('a store that fails', () => {
  it('F4 an operation that is never answered ends at 200 ms', async () => {
    const { clock, store, bounded } = setUp();
    store.read = () => new Promise(() => undefined);
    let error: unknown;
    void bounded.read(account).catch((reason: unknown) => (error = reason));
    await clock.advance(199);
    expect(error).toBeUndefined();
    await clock.advance(1);
    expect(isStoreFailure(error)).toBe(true);
    expect(clock.pendingTimers).toBe(0);
  });

  it('H1 whatever the store throws, nothing of it comes through', async () => {
    const { store, bounded } = setUp();
    store.read = () => Promise.reject(new Error('WRONGPASS canary-password-bounded-5e6f7a8b'));
    const error = await rejection(bounded.read(account));
    expect(isStoreFailure(error)).toBe(true);
    expect(`${error.message}${String(error.cause)}`).not.toContain('canary');
  });

  it('F2 is told with the third failure in a row, once, and its return with the first success', async () => {
    const { store, told, bounded } = setUp();
    const read = store.read.bind(store);
    const fail = () => Promise.reject(new Error('refused'));
    store.read = fail;
    await rejection(bounded.read(account));
    await rejection(bounded.read(account));
    store.read = read;
    await bounded.read(account);
    expect(told).toEqual([]);
    store.read = fail;
    for (let failure = 0; failure < 5; failure += 1) await rejection(bounded.read(account));
    expect(told).toEqual(['failed']);
    store.read = read;
    await bounded.read(account);
    await bounded.read(account);
    expect(told).toEqual(['failed', undefined]);
  });
});
