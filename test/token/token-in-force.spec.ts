import { describe, expect, it } from '@jest/globals';
import { tokenInForce } from '../../src/token/configurable-token.service.js';
import { setUpTokens } from '../support/token-setup.js';

const HOUR = 3_600_000;

describe('a token in force', () => {
  it('a call takes it without a promise, and a due refresh begins', async () => {
    const { tokens, clock, server } = setUpTokens();
    expect(tokenInForce(tokens)).toBeUndefined();
    expect(server.requests).toBe(0);
    const token = await tokens.getToken();
    expect(tokenInForce(tokens)).toBe(token);
    // As on a machine that has slept past the refresh point: the timer has not fired yet.
    clock.suspend(45 * 60_000);
    expect(tokenInForce(tokens)).toBe(token);
    expect(tokens.status().refreshing).toBe(true);
    await tokens.refresh();
    expect(server.requests).toBe(2);
    clock.suspend(60 * 60_000);
    expect(tokenInForce(tokens)).toBeUndefined();
  });

  it('a call asks getToken where a test has replaced it', async () => {
    const { tokens } = setUpTokens();
    const token = await tokens.getToken();
    expect(tokenInForce({ getToken: () => Promise.resolve(token) })).toBeUndefined();
    tokens.getToken = () => Promise.resolve(token);
    expect(tokenInForce(tokens)).toBeUndefined();
  });

  it('invalidate() of an older token leaves the one in force', async () => {
    const { tokens, clock } = setUpTokens();
    const old = await tokens.getToken();
    const next = await tokens.refresh();
    await tokens.invalidate(old);
    expect((await tokens.getToken()).equals(next)).toBe(true);
    await tokens.invalidate(next);
    expect(tokens.status().state).toBe('empty');
    expect(clock.pendingTimers).toBe(0);
  });

  it('a renewable scheme renews, keeps an omitted refresh token, and logs in when the renewal is refused', async () => {
    const { open, server, clock } = setUpTokens();
    const calls: string[] = [];
    const tokens = open({
      apiKey: undefined,
      scheme: {
        name: 'renewable',
        credential: () => 'abc',
        headers: () => ({}),
        obtain: async (exchange) => {
          calls.push('login');
          await exchange.send({ method: 'POST', url: 'login' });
          return { token: `t${String(calls.length)}`, refreshToken: 'r1', expiresInMs: HOUR };
        },
        renew: async ({ refreshToken }, exchange) => {
          calls.push(`renew ${String(refreshToken)}`);
          await exchange.send({ method: 'POST', url: 'renew' });
          return { token: `t${String(calls.length)}`, expiresInMs: HOUR };
        },
      },
    });
    const ok = { body: {} };
    server.next(ok, ok, ok, { status: 401, body: {} }, ok);
    await tokens.getToken();
    await clock.advance(40 * 60_000);
    await clock.advance(40 * 60_000);
    await clock.advance(40 * 60_000);
    expect(calls).toEqual(['login', 'renew r1', 'renew r1', 'renew r1', 'login']);
  });

  it('an unlimited token is fetched once, and a 401 does not ask for another', async () => {
    const { open, clock } = setUpTokens();
    let fetched = 0;
    const tokens = open({
      apiKey: undefined,
      scheme: {
        name: 'static',
        credential: () => 'abc',
        headers: () => ({}),
        obtain: () => {
          fetched += 1;
          return Promise.resolve({ token: 't', unlimited: true });
        },
      },
    });
    const token = await tokens.getToken();
    await clock.advance(400 * 24 * HOUR);
    await tokens.getToken();
    expect(await tokens.getToken({ rejected: token })).toBe(token);
    expect(fetched).toBe(1);
  });
});
