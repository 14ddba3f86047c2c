import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { MemoryRequestCounter, SharedRequestCounter } from '../../src/http/request-counters.js';
import { RequestLimiter, soonestPermitMs } from '../../src/http/request-limiter.js';
import type { RequestCounter, RequestDenial, RequestPermit } from '../../src/request-limit.js';
import { rejection } from '../support/token-setup.js';

const limit = { requests: 2, perMs: 1_000 };
/** Requests are remembered in steps of 20 ms: a place comes free at the end of one. */
const FREE_AFTER_MS = 1_020;

function setUp() {
  const clock = new TestClock();
  const counter = new MemoryRequestCounter(limit, clock);
  const limiter = new RequestLimiter(limit, counter, clock);
  const order: string[] = [];
  const acquire = (
    name: string,
    remainingMs = Infinity,
    urgent = false,
    signal = new AbortController().signal,
  ) =>
    limiter.acquire(signal, remainingMs, urgent).then((result) => {
      order.push(result.kind === 'granted' ? name : `${name} limited ${String(result.retryInMs)}`);
      if (result.kind === 'granted') result.answered();
    });
  return { clock, counter, limiter, order, acquire };
}

describe('RequestLimiter', () => {
  it('gives permits in the order of arrival, an urgent one first, each interval its share', async () => {
    const { clock, order, acquire } = setUp();
    await Promise.all([acquire('a'), acquire('b')]);
    void acquire('c');
    void acquire('d');
    void acquire('e');
    await clock.advance(500);
    void acquire('token', 5_000, true);
    await clock.advance(FREE_AFTER_MS - 501);
    expect(order).toEqual(['a', 'b']);
    await clock.advance(1);
    expect(order).toEqual(['a', 'b', 'token', 'c']);
    await clock.advance(FREE_AFTER_MS);
    expect(order).toEqual(['a', 'b', 'token', 'c', 'd', 'e']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('rejects at once what would get its permit too late, counting those ahead', async () => {
    const { clock, counter, order, acquire } = setUp();
    await Promise.all([acquire('a'), acquire('b')]);
    void acquire('c');
    void acquire('d');
    await clock.advance(400);
    await Promise.all([acquire('e', 1_500), acquire('f', 500)]);
    expect(order).toEqual(['a', 'b', 'e limited 1620', 'f limited 1620']);
    expect(await counter.tryAcquire()).toMatchObject({ kind: 'limited' });
  });

  it('gives the place of one that leaves to the next, and ends its timer with the last', async () => {
    const { clock, order, acquire } = setUp();
    await Promise.all([acquire('a'), acquire('b')]);
    const leaving = new AbortController();
    const failed = rejection(acquire('c', Infinity, false, leaving.signal));
    void acquire('d');
    await clock.advance(10);
    leaving.abort(new Error('enough'));
    expect((await failed).message).toBe('enough');
    await clock.advance(FREE_AFTER_MS - 10);
    expect(order).toEqual(['a', 'b', 'd']);
    void acquire('e');
    const last = new AbortController();
    const end = rejection(acquire('f', Infinity, false, last.signal));
    await clock.advance(1);
    expect(order).toEqual(['a', 'b', 'd', 'e']);
    expect(clock.pendingTimers).toBe(1);
    last.abort();
    await end;
    expect(clock.pendingTimers).toBe(0);
    expect((await rejection(acquire('g', 1, false, AbortSignal.abort()))).name).toBe('AbortError');
  });

  it('a counter that fails limits nothing, and stop() rejects all that wait', async () => {
    const { clock, counter, limiter, order, acquire } = setUp();
    const { tryAcquire } = counter;
    counter.tryAcquire = () => Promise.reject(new Error('broken'));
    await Promise.all([acquire('a'), acquire('b'), acquire('c')]);
    counter.tryAcquire = tryAcquire;
    await Promise.all([acquire('d'), acquire('e')]);
    const waiting = acquire('f');
    await clock.advance(100);
    limiter.stop();
    await waiting;
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e', 'f limited 920']);
    expect(clock.pendingTimers).toBe(0);
  });

  it.each([
    ['none ahead, permits to be had', 0, -1, 0],
    ['one ahead of the last permit', 1, -1, 0],
    ['as many ahead as an interval has permits', 2, -1, 1_000],
    ['closed, none ahead', 0, 300, 300],
    ['closed, one ahead', 1, 300, 300],
    ['closed, two ahead', 2, 300, 1_300],
  ])('the soonest permit: %s', (_what, ahead, closedMs, waitMs) => {
    expect(soonestPermitMs(ahead, closedMs, limit)).toBe(waitMs);
  });
});

describe('what counts', () => {
  const granted = (result: RequestPermit | RequestDenial): RequestPermit => {
    if (result.kind !== 'granted') throw new Error('Expected a permit.');
    return result;
  };

  it('a request counts from its permit on, and for an interval after its answer', async () => {
    const { clock, counter } = setUp();
    const [slow, quick] = [granted(await counter.tryAcquire()), granted(await counter.tryAcquire())];
    quick.answered();
    await clock.advance(900);
    slow.answered();
    await clock.advance(FREE_AFTER_MS - 900);
    granted(await counter.tryAcquire());
    expect(await counter.tryAcquire()).toEqual({ kind: 'limited', retryInMs: 900 });
    await clock.advance(900);
    granted(await counter.tryAcquire());
  });

  it('a request that is never answered counts for an interval after the longest time on its way', async () => {
    const { clock, counter } = setUp();
    granted(await counter.tryAcquire());
    granted(await counter.tryAcquire());
    await clock.advance(1_000);
    expect(await counter.tryAcquire()).toEqual({ kind: 'limited', retryInMs: 1_020 });
    await clock.advance(1_020);
    granted(await counter.tryAcquire());
  });

  it('a shared counter that fails and returns: this process keeps to the limit by itself throughout', async () => {
    const clock = new TestClock();
    const others = new MemoryRequestCounter({ requests: 10, perMs: 1_000 }, clock);
    let fails = false;
    let asked = 0;
    const store: RequestCounter = {
      tryAcquire: () => {
        asked += 1;
        return fails ? Promise.reject(new Error('broken')) : others.tryAcquire();
      },
    };
    const counter = new SharedRequestCounter(store, limit, clock, 200);
    granted(await counter.tryAcquire()).answered();
    fails = true;
    granted(await counter.tryAcquire()).answered();
    fails = false;
    expect(await counter.tryAcquire()).toMatchObject({ kind: 'limited' });
    // A store that has failed is left alone for a second.
    await clock.advance(FREE_AFTER_MS);
    expect(asked).toBe(2);
    granted(await counter.tryAcquire());
    expect(asked).toBe(3);
  });

  it('what a shared counter denies takes no permit of this process', async () => {
    const clock = new TestClock();
    const store: RequestCounter = {
      tryAcquire: () => Promise.resolve({ kind: 'limited', retryInMs: 7 }),
    };
    const counter = new SharedRequestCounter(store, limit, clock, 200);
    for (let time = 0; time < 5; time += 1) {
      expect(await counter.tryAcquire()).toEqual({ kind: 'limited', retryInMs: 7 });
    }
  });
});
