import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { TestClock } from '../../src/testing/test-clock.js';
import { useLifecycles } from '../support/lifecycles.js';
import { settling } from '../support/shared-setup.js';
import { startMarket } from '../accounts/accounts-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(useLifecycles())('the async context of a request, with $name', ({ setUp }) => {
  it('I6 a refresh, its timers and its events run in none, whichever request started them', async () => {
    const requests = new AsyncLocalStorage<string>();
    const { tokens, server, clock } = setUp();
    const seen: (string | undefined)[] = [];
    const look = () => seen.push(requests.getStore());
    const setTimeout = clock.setTimeout;
    Object.assign(clock, {
      setTimeout: (callback: () => void, ms: number) => {
        const context = requests.getStore();
        return setTimeout(() => {
          seen.push(context);
          callback();
        }, ms);
      },
    });
    server.always(() => {
      look();
      return { body: server.body() };
    });
    tokens.events$.subscribe(look);
    const token = await requests.run('a request', () => tokens.getToken());
    await clock.advance(2 * HOUR);
    await requests.run('another request', () => tokens.invalidate());
    await requests.run('a third request', () => tokens.getToken());
    await requests.run('a fourth request', () => tokens.getToken({ rejected: token }));
    await clock.advance(HOUR);
    expect(seen.length).toBeGreaterThan(8);
    expect(new Set(seen)).toEqual(new Set([undefined]));
  });
});

describe('an account that a request opens', () => {
  it('I6 keeps nothing of that request in its timers', async () => {
    const requests = new AsyncLocalStorage<string>();
    const clock = new TestClock();
    const contexts: (string | undefined)[] = [];
    const setTimeout = clock.setTimeout;
    Object.assign(clock, {
      setTimeout: (callback: () => void, ms: number) => {
        // The timer of a call's own time limit belongs to the request.
        if (ms > MINUTE) contexts.push(requests.getStore());
        return setTimeout(callback, ms);
      },
    });
    const { accounts, emulator, keys } = await startMarket({ options: { clock } });
    await requests.run('a request', () => accounts.use({ apiKey: keys[0]! }).tokens.getToken());
    await clock.advance(HOUR, settling(emulator));
    expect(contexts.length).toBeGreaterThan(0);
    expect(new Set(contexts)).toEqual(new Set([undefined]));
  });
});
