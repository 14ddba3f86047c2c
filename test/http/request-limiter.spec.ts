import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { RequestLimiter, soonestTurnMs } from '../../src/http/request-limiter.js';
import { rejection } from '../support/token-setup.js';

const limit = { requests: 2, perMs: 1_000 };

/** Counts on the test's clock, as a server with a fixed interval would. */
function setUp() {
  const clock = new TestClock();
  const counter = {
    asked: 0,
    stopped: 0,
    endsAtMs: -1,
    used: 0,
    count: () => {
      counter.asked += 1;
      const nowMs = clock.monotonic();
      if (nowMs >= counter.endsAtMs) Object.assign(counter, { used: 0, endsAtMs: nowMs + limit.perMs });
      counter.used += 1;
      return Promise.resolve(counter.used > limit.requests ? counter.endsAtMs - nowMs : undefined);
    },
    stop: () => {
      counter.stopped += 1;
      return Promise.resolve();
    },
  };
  const limiter = new RequestLimiter(limit, counter, clock);
  const order: string[] = [];
  const take = (
    name: string,
    remainingMs = Infinity,
    urgent = false,
    signal = new AbortController().signal,
  ) =>
    limiter.take(signal, remainingMs, urgent).then((waitMs) => {
      order.push(waitMs === undefined ? name : `${name} refused ${String(waitMs)}`);
    });
  return { clock, counter, limiter, order, take };
}

describe('RequestLimiter', () => {
  it('gives turns in the order of arrival, an urgent one first, each interval its share', async () => {
    const { clock, order, take } = setUp();
    await Promise.all([take('a'), take('b')]);
    void take('c');
    void take('d');
    void take('e');
    await clock.advance(500);
    void take('token', 5_000, true);
    await clock.advance(499);
    expect(order).toEqual(['a', 'b']);
    await clock.advance(1);
    expect(order).toEqual(['a', 'b', 'token', 'c']);
    await clock.advance(1_000);
    expect(order).toEqual(['a', 'b', 'token', 'c', 'd', 'e']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('turns away at once whose turn would come too late, counting those ahead', async () => {
    const { clock, counter, order, take } = setUp();
    await Promise.all([take('a'), take('b')]);
    void take('c');
    void take('d');
    await clock.advance(400);
    const asked = counter.asked;
    await Promise.all([take('e', 1_500), take('f', 500)]);
    expect(order).toEqual(['a', 'b', 'e refused 1600', 'f refused 1600']);
    expect(counter.asked).toBe(asked);
  });

  it('gives the place of one who leaves to the next, and ends its timer with the last', async () => {
    const { clock, order, take } = setUp();
    await Promise.all([take('a'), take('b')]);
    const leaving = new AbortController();
    const failed = rejection(take('c', Infinity, false, leaving.signal));
    void take('d');
    await clock.advance(10);
    leaving.abort(new Error('enough'));
    expect((await failed).message).toBe('enough');
    await clock.advance(990);
    expect(order).toEqual(['a', 'b', 'd']);
    const last = new AbortController();
    void take('e');
    const end = rejection(take('f', Infinity, false, last.signal));
    await clock.advance(1);
    expect(clock.pendingTimers).toBe(1);
    last.abort();
    await end;
    expect(clock.pendingTimers).toBe(0);
    expect((await rejection(take('g', 1, false, AbortSignal.abort()))).name).toBe('AbortError');
  });

  it('a counter that fails holds nobody back, and stop() turns all away', async () => {
    const { clock, counter, limiter, order, take } = setUp();
    const count = counter.count;
    counter.count = () => Promise.reject(new Error('broken'));
    await Promise.all([take('a'), take('b'), take('c')]);
    counter.count = count;
    await Promise.all([take('d'), take('e')]);
    const waiting = take('f');
    await clock.advance(100);
    await limiter.stop();
    await waiting;
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e', 'f refused 900']);
    expect([counter.stopped, clock.pendingTimers]).toEqual([1, 0]);
  });

  it.each([
    ['nobody ahead, turns to be had', 0, -1, 0],
    ['as many ahead as an interval has turns', 2, -1, 0],
    ['two intervals ahead', 4, -1, 1_000],
    ['closed, nobody ahead', 0, 300, 300],
    ['closed, one ahead', 1, 300, 300],
    ['closed, two ahead', 2, 300, 1_300],
  ])('the soonest turn: %s', (_what, ahead, closedMs, waitMs) => {
    expect(soonestTurnMs(ahead, closedMs, limit)).toBe(waitMs);
  });
});
