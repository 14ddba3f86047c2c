import { describe, expect, it } from '@jest/globals';
import { lifetimeOf } from '../../src/token/schemes/reply-times.js';
import { useLifecycles } from '../support/lifecycles.js';
import { fakeJwt } from '../support/scripted-auth-server.js';
import type { TokenSetup } from '../support/token-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Every token handed out during a day, compared with the server's clock when it was. */
async function aDay({ tokens, server, clock }: TokenSetup): Promise<{ expired: number; requests: number }> {
  let expired = 0;
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const token = (await tokens.getToken()).reveal();
    if ((server.endsAtMs.get(token) ?? 0) <= clock.now() + server.skewMs) expired += 1;
    await clock.advance(MINUTE);
  }
  return { expired, requests: server.requests };
}

const lifecycles = useLifecycles();

describe.each(lifecycles)('time with $name', ({ setUp }) => {
  it.each([-10, 10])(
    'D1 a local clock %s min off makes no difference: as many refreshes, no expired token',
    async (minutes) => {
      const straight = await aDay(setUp());
      const skewed = setUp();
      skewed.server.skewMs = -minutes * MINUTE;
      expect(await aDay(skewed)).toEqual({ expired: 0, requests: straight.requests });
    },
  );

  it('D4 after the clock jumps back an hour no expired token is used', async () => {
    const { tokens, server, clock } = setUp();
    const first = await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(30 * MINUTE);
    clock.jump(-HOUR);
    await clock.advance(29 * MINUTE);
    expect((await tokens.getToken()).equals(first)).toBe(true);
    await clock.advance(MINUTE);
    await expect(tokens.getToken()).rejects.toMatchObject({ name: 'NovaPostTokenUnavailableError' });
  });

  it('D4 after the clock jumps forward an hour there is at most one extra refresh', async () => {
    const { tokens, server, clock } = setUp();
    await tokens.getToken();
    await clock.advance(10 * MINUTE);
    clock.jump(HOUR);
    server.skewMs = -HOUR;
    for (let minute = 0; minute < 30; minute += 1) {
      await tokens.getToken();
      await clock.advance(MINUTE);
    }
    expect(server.requests).toBe(2);
  });

  it('D5 a machine that slept past the end of its token gets a fresh one with the first call, in one request', async () => {
    const { tokens, server, clock } = setUp();
    const old = await tokens.getToken();
    clock.suspend(8 * HOUR);
    expect(tokens.status().state).toBe('expired');
    const got = await Promise.all(Array.from({ length: 20 }, () => tokens.getToken()));
    expect(got.every((token) => !token.equals(old))).toBe(true);
    expect(server.requests).toBe(2);
  });
});

describe.each(lifecycles.filter(({ kind }) => !kind.tellsMoment))(
  'a lifetime that is told, with $name',
  ({ setUp }) => {
    it.each([-10, 10])(
      'D1 a local clock %s min off makes no difference without a Date header either',
      async (minutes) => {
        const straight = await aDay(setUp());
        const skewed = setUp();
        skewed.server.sendDate = false;
        skewed.server.skewMs = -minutes * MINUTE;
        expect(await aDay(skewed)).toEqual({ expired: 0, requests: straight.requests });
      },
    );
  },
);

describe('lifetimes', () => {
  describe('D2 an absolute expiresAt', () => {
    const expiresAt = new Date('2026-01-01T12:00:00Z');
    const since = { wallMs: Date.parse('2026-01-01T00:10:00Z'), monotonicMs: 0 };
    const serverDateMs = Date.parse('2026-01-01T00:00:00Z');

    it('is measured against the Date of the reply', () => {
      const { remainingMs } = lifetimeOf(
        { token: 't', expiresAt },
        { since, roundTripMs: 50, serverDateMs },
        HOUR,
      );
      expect(remainingMs).toBe(12 * HOUR);
    });

    it.each([
      ['without a usable Date', 50, undefined],
      ['after a long round trip', 3000, serverDateMs],
    ])('is measured against the local clock %s', (_what, roundTripMs, date) => {
      const { remainingMs } = lifetimeOf(
        { token: 't', expiresAt },
        { since, roundTripMs, serverDateMs: date },
        HOUR,
      );
      expect(remainingMs).toBe(12 * HOUR - 10 * MINUTE);
    });
  });

  it('the reply goes before the JWT, and the configured default comes last', () => {
    const timing = { since: { wallMs: 0, monotonicMs: 0 }, roundTripMs: 1, serverDateMs: undefined };
    const token = fakeJwt({ iat: 1000, exp: 1000 + 600 });
    expect(lifetimeOf({ token, expiresInMs: 5000 }, timing, HOUR).remainingMs).toBe(5000);
    expect(lifetimeOf({ token }, timing, HOUR).remainingMs).toBe(10 * MINUTE);
    expect(lifetimeOf({ token: 'opaque' }, timing, 7 * MINUTE).remainingMs).toBe(7 * MINUTE);
    expect(lifetimeOf({ token: 'a.%%%.c' }, timing, 7 * MINUTE).remainingMs).toBe(7 * MINUTE);
    expect(lifetimeOf({ token: fakeJwt({ exp: 'soon' }) }, timing, 7 * MINUTE).remainingMs).toBe(7 * MINUTE);
  });
});
