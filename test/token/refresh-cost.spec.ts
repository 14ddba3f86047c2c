import { describe, expect, it } from '@jest/globals';
import { MemoryTokenStore } from '../support/memory-token-store.js';
import { resetConnection } from '../support/scripted-auth-server.js';
import { useLifecycles } from '../support/lifecycles.js';
import { rejection, setUpTokens } from '../support/token-setup.js';
import { TestClock } from '../../src/testing/test-clock.js';

describe.each(useLifecycles())('what a refresh has cost, with $name', ({ setUp }) => {
  it('K1 an event counts the requests to the token endpoint, and their time', async () => {
    const { tokens, server, clock, eventsOf } = setUp();
    server.next(resetConnection, resetConnection);
    const first = tokens.getToken();
    await clock.advance(200);
    await clock.advance(600);
    await first;
    await tokens.refresh();
    expect(eventsOf('refreshed')).toMatchObject([
      { requests: 3, lockWaitMs: 0, durationMs: 800 },
      { requests: 1, lockWaitMs: 0 },
    ]);
  });

  it('K1 so does that of one that failed', async () => {
    const { tokens, server, eventsOf } = setUp();
    server.next({ status: 401 });
    await rejection(tokens.getToken());
    expect(eventsOf('refreshFailed')).toMatchObject([{ requests: 1, lockWaitMs: 0 }]);
  });
});

describe('what a refresh has cost', () => {
  it('K1 the wait for the lock of another process counts apart, and a token that it fetched costs no request', async () => {
    const clock = new TestClock();
    const tokenStore = new MemoryTokenStore(clock);
    const [holder, waiter] = [1, 2].map(() => setUpTokens({ tokenStore }, undefined, clock));
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    holder!.server.next(() => held.then(() => ({ body: holder!.server.body() })));
    const tokens = Promise.all([holder!.tokens.getToken(), waiter!.tokens.getToken()]);
    await clock.advance(350);
    answer();
    await clock.advance(150);
    await tokens;
    expect(holder!.eventsOf('refreshed')).toMatchObject([{ requests: 1, lockWaitMs: 0 }]);
    expect(waiter!.eventsOf('adopted')).toMatchObject([{ requests: 0, lockWaitMs: 400, durationMs: 400 }]);
  });
});
