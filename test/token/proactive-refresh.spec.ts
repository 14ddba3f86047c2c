import { describe, expect, it } from '@jest/globals';
import { refreshAgeMs } from '../../src/token/refresh-policy.js';
import { useLifecycles } from '../support/lifecycles.js';
import { never } from '../support/scripted-auth-server.js';
import { setUpTokens, settlesAtOnce } from '../support/token-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe.each(useLifecycles())('proactive refresh with $name', ({ setUp }) => {
  it.each([0, 0.5, 0.999])(
    'B1 without traffic for 24 h a 1 h token is refreshed 36 ± 2 times and always has 15 min left (random %s)',
    async (random) => {
      const { tokens, server, clock } = setUp({ random: () => random });
      await tokens.getToken();
      for (let minute = 0; minute < 24 * 60; minute += 1) {
        await clock.advance(MINUTE);
        const leftMs = (tokens.status().expiresAt?.getTime() ?? 0) - clock.now();
        expect(leftMs).toBeGreaterThanOrEqual(15 * MINUTE);
      }
      expect(server.requests - 1).toBeGreaterThanOrEqual(34);
      expect(server.requests - 1).toBeLessThanOrEqual(38);
    },
  );

  it('B2 a refresh in progress delays no caller while the old token is valid', async () => {
    const { tokens, server, clock } = setUp();
    const old = await tokens.getToken();
    server.always(never);
    await clock.advance(40 * MINUTE);
    expect(tokens.status().refreshing).toBe(true);
    for (let call = 0; call < 1000; call += 1) {
      const token = tokens.getToken();
      expect(await settlesAtOnce(token)).toBe(true);
      expect((await token).equals(old)).toBe(true);
    }
    expect(server.requests).toBe(2);
  });

  it('B4 a 30 s token takes at most two requests a lifetime, whatever the traffic', async () => {
    const { tokens, server, clock } = setUp();
    server.lifetimeMs = 30_000;
    for (let second = 0; second < 600; second += 1) {
      await Promise.all([tokens.getToken(), tokens.getToken()]);
      await clock.advance(1000);
    }
    expect(server.requests).toBeLessThanOrEqual(2 * 20);
    expect(server.requests).toBeGreaterThanOrEqual(20);
  });

  it('B4 a 5 s token works and is not fetched per call', async () => {
    const { tokens, server, clock } = setUp();
    server.lifetimeMs = 5_000;
    for (let call = 0; call < 600; call += 1) {
      const { expiresAt } = await tokens.getToken();
      expect(expiresAt.getTime()).toBeGreaterThan(clock.now());
      await clock.advance(100);
    }
    expect(server.requests).toBeLessThanOrEqual(24);
  });

  it.each([30, 60])(
    'B5 a token of %s days overflows no timer and takes one request in 18 days',
    async (days) => {
      const { tokens, server, clock } = setUp({ random: () => 0 });
      server.lifetimeMs = days * DAY;
      await tokens.getToken();
      await clock.advance(18 * DAY);
      expect(server.requests).toBe(1);
      await clock.advance((days * 2 * DAY) / 3 - 18 * DAY);
      expect(server.requests).toBe(2);
    },
  );

  it('B5 a token of 30 days without jitter takes one request in 20 days', async () => {
    const { tokens, server, clock } = setUp();
    server.lifetimeMs = 30 * DAY;
    await tokens.getToken();
    await clock.advance(20 * DAY - 1000);
    expect(server.requests).toBe(1);
  });

  it('surviveAuthOutage moves the refresh point, but never before half of the life', async () => {
    const { tokens, server, clock } = setUp({ token: { surviveAuthOutage: '25m' } });
    await tokens.getToken();
    await clock.advance(35 * MINUTE - 1);
    expect(server.requests).toBe(1);
    await clock.advance(1);
    expect(server.requests).toBe(2);

    const long = setUp({ token: { surviveAuthOutage: '2h' } });
    await long.tokens.getToken();
    await long.clock.advance(30 * MINUTE - 1);
    expect(long.server.requests).toBe(1);
  });
});

describe('the refresh point', () => {
  const life = (lifetimeMs: number) => ({
    since: { wallMs: 0, monotonicMs: 0 },
    lifetimeMs,
    declaredMs: lifetimeMs,
  });

  it('B7 surviveAuthOutage is kept over 1 000 tokens with every jitter, up to half of the lifetime', () => {
    let seed = 3;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let count = 0; count < 1_000; count += 1) {
      const lifetimeMs = MINUTE + random() * 2 * DAY;
      const surviveAuthOutageMs = random() * lifetimeMs;
      const policy = { refreshAt: 2 / 3, surviveAuthOutageMs, jitter: 0.25 * random() };
      const leftMs = lifetimeMs - refreshAgeMs(life(lifetimeMs), policy, random);
      expect(leftMs).toBeGreaterThanOrEqual(Math.min(surviveAuthOutageMs, lifetimeMs / 2) - 0.001);
    }
  });

  it('B7 a day and an outage of an hour: refreshed between 21.85 and 23 h, never later', () => {
    const policy = { refreshAt: 2 / 3, surviveAuthOutageMs: HOUR, jitter: 0.05 };
    expect(refreshAgeMs(life(DAY), policy, () => 0)).toBe(23 * HOUR);
    expect(refreshAgeMs(life(DAY), policy, () => 1)).toBeCloseTo(21.85 * HOUR);
  });

  it('B7 it never lies beyond the moment from which a token is not handed out', () => {
    const policy = { refreshAt: 2 / 3, surviveAuthOutageMs: 1, jitter: 0.05 };
    expect(refreshAgeMs(life(HOUR), policy, () => 0)).toBe(HOUR - 5_000);
    expect(refreshAgeMs(life(10_000), policy, () => 0)).toBe(9_800);
  });
});

describe('a timer that does not fire', () => {
  it('B1 a call that finds the token due begins its refresh, and does not wait for it', async () => {
    const { tokens, server, clock } = setUpTokens();
    const old = await tokens.getToken();
    // The wall clock goes on while the machine sleeps; timers do not.
    clock.suspend(45 * MINUTE);
    expect(server.requests).toBe(1);
    expect((await tokens.getToken()).equals(old)).toBe(true);
    await clock.advance(0);
    expect(server.requests).toBe(2);
    expect((await tokens.getToken()).equals(old)).toBe(false);
  });
});

describe('many instances', () => {
  it('B3 100 instances started together spread: no second holds more than a tenth of the wake-ups', () => {
    const life = { since: { wallMs: 0, monotonicMs: 0 }, lifetimeMs: HOUR, declaredMs: HOUR };
    const policy = { refreshAt: 2 / 3, surviveAuthOutageMs: undefined, jitter: 0.05 };
    const perSecond = new Map<number, number>();
    let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let instance = 0; instance < 100; instance += 1) {
      const second = Math.floor(refreshAgeMs(life, policy, random) / 1000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(10);
    expect(Math.min(...perSecond.keys())).toBeGreaterThanOrEqual(2280);
    expect(Math.max(...perSecond.keys())).toBeLessThanOrEqual(2520);
  });
});

describe('a server that repeats its token', () => {
  it('B6 the pause after a repeated token ends early when the machine has slept', async () => {
    const { tokens, server, clock } = setUpTokens();
    const same = server.jwt();
    server.next({ body: { jwt: same } }, { body: { jwt: same } });
    await tokens.getToken();
    await tokens.refresh();
    expect((await tokens.refresh()).reveal()).toBe(same);
    expect(server.requests).toBe(2);
    clock.suspend(31_000);
    expect((await tokens.refresh()).reveal()).not.toBe(same);
    expect(server.requests).toBe(3);
  });

  it('B6 a server that hands back the same token until it ends is asked at most once in 30 s, and no caller is refused for long', async () => {
    const { tokens, server, clock } = setUpTokens();
    let current = server.jwt();
    let endsAt = clock.now() + HOUR;
    server.always(() => {
      if (clock.now() >= endsAt) {
        current = server.jwt();
        endsAt = clock.now() + HOUR;
      }
      return { body: { jwt: current } };
    });
    for (let second = 0; second < 3 * 3600; second += 1) {
      void tokens.getToken().catch(() => undefined);
      await clock.advance(1000);
      const waiting = tokens.getToken({ timeoutMs: 10_000 });
      if (!(await settlesAtOnce(waiting))) await clock.advance(7000);
      await expect(waiting).resolves.toBeDefined();
    }
    expect(gaps(server.requestTimesMs).every((gap) => gap >= 30_000)).toBe(true);
  });

  it('B6 a nearly expired token causes no loop: at most one request in 30 s', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.always(() => ({ body: { jwt: server.jwt({ iat: -3580, exp: 20 }) } }));
    for (let second = 0; second < 300; second += 1) {
      void tokens.getToken({ timeoutMs: 100 }).catch(() => undefined);
      await clock.advance(1000);
    }
    expect(server.requests).toBeGreaterThanOrEqual(5);
    expect(gaps(server.requestTimesMs).every((gap) => gap >= 30_000)).toBe(true);
  });

  it('B6 the same token without a Date header does not live longer for being handed out twice', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.sendDate = false;
    const same = server.jwt();
    server.always(() => ({ body: { jwt: same } }));
    const first = await tokens.getToken();
    await clock.advance(45 * MINUTE);
    expect(server.requests).toBeGreaterThan(1);
    expect((await tokens.getToken()).expiresAt).toEqual(first.expiresAt);
  });
});

function gaps(timesMs: readonly number[]): number[] {
  return timesMs.slice(1).map((time, index) => time - (timesMs[index] ?? 0));
}
