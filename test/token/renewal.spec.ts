import { describe, expect, it } from '@jest/globals';
import { useLifecycles } from '../support/lifecycles.js';
import { never, resetConnection, type ScriptedReply } from '../support/scripted-auth-server.js';

const MINUTE = 60_000;

const renewing = useLifecycles().filter(({ kind }) => kind.renews);

describe.each(renewing)('a renewal that fails, with $name', ({ setUp }) => {
  it.each<[string, ScriptedReply]>([
    ...[400, 401, 403, 404, 405, 410, 422].map((status): [string, ScriptedReply] => [
      String(status),
      { status, body: {} },
    ]),
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }],
    ['a success without a token', { body: {} }],
  ])('C9 refused with %s is followed by one login at once', async (_, refusal) => {
    const { tokens, server, clock } = setUp();
    const first = await tokens.getToken();
    server.next(refusal);
    await clock.advance(40 * MINUTE);
    expect(server.requests).toBe(3);
    expect(tokens.status()).toMatchObject({ state: 'fresh', counters: { refreshed: 2, failed: 0 } });
    expect((await tokens.getToken()).equals(first)).toBe(false);
  });

  it.each<[string, ScriptedReply | (() => ScriptedReply | Promise<ScriptedReply>)]>([
    ['500', { status: 500, body: {} }],
    ['503', { status: 503, body: {} }],
    ['a reset connection', resetConnection],
    ['no answer', never],
  ])('C9 that fails with %s waits while the token is good, and logs in past its end', async (_, fault) => {
    const { tokens, server, clock } = setUp();
    await tokens.getToken();
    const answerOf = typeof fault === 'function' ? fault : () => fault;
    const logins: number[] = [];
    server.always((config) => {
      if (!isLogin(config)) return answerOf();
      logins.push(clock.monotonic());
      return { body: server.body() };
    });
    await clock.advance(59 * MINUTE);
    expect(logins).toEqual([]);
    const states: string[] = [];
    for (let second = 0; second < 90; second += 1) {
      void tokens.getToken().catch(() => undefined);
      await clock.advance(1_000);
      states.push(tokens.status().state);
    }
    expect(logins).toHaveLength(1);
    expect(states.at(-1)).toBe('fresh');
  });
});

describe.each(renewing)('a renewal of a token that has ended, with $name', ({ setUp }) => {
  it('C9 that fails with 500 is followed by one login in the same attempt: no call fails', async () => {
    const { tokens, server, clock } = setUp();
    const old = await tokens.getToken();
    server.next({ status: 500, body: {} });
    clock.suspend(8 * 60 * MINUTE);
    const got = await Promise.all([tokens.getToken(), tokens.getToken()]);
    expect(got.some((token) => token.equals(old))).toBe(false);
    expect(server.requests).toBe(3);
    expect(tokens.status()).toMatchObject({ state: 'fresh', counters: { failed: 0 } });
  });

  it('C4 that is told to come back later is not followed by a login', async () => {
    const { tokens, server, clock } = setUp();
    await tokens.getToken();
    server.next({ status: 429, headers: { 'retry-after': '60' }, body: {} });
    clock.suspend(8 * 60 * MINUTE);
    await expect(tokens.getToken()).rejects.toMatchObject({ reason: 'throttled' });
    expect(server.requests).toBe(2);
  });
});

/** A login carries the password; a renewal does not. */
function isLogin({ data }: { data?: unknown }): boolean {
  return String(data).includes('canary-password');
}
