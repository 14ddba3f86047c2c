import { describe, expect, it } from '@jest/globals';
import { useLifecycles } from '../support/lifecycles.js';
import { never, refusedConnection } from '../support/scripted-auth-server.js';
import { rejection, setUpTokens, settlesAtOnce } from '../support/token-setup.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe.each(useLifecycles())('the auth server fails, with $name', ({ setUp }) => {
  it.each([0, 0.5, 0.999])(
    'C1 down for 10 min with 12 min left: no failed call, at most 45 attempts, a new token 35 s after it is back (random %s)',
    async (random) => {
      const { tokens, server, clock } = setUp({ random: () => random, token: { jitter: 0 } });
      await tokens.getToken();
      server.always({ status: 503, body: {} });
      // Attempts begin at 40 min; the outage lasts from 48 to 58 min, with 12 min left when it starts to matter.
      await clock.advance(40 * MINUTE - 1);
      const before = tokens.status().counters.failed;
      for (let second = 0; second < 10 * 60; second += 1) {
        await clock.advance(SECOND);
        expect(await settlesAtOnce(tokens.getToken())).toBe(true);
        await tokens.getToken();
      }
      expect(tokens.status().counters.failed - before).toBeLessThanOrEqual(45);
      const old = tokens.status().fingerprint;
      server.recover();
      await clock.advance(35 * SECOND);
      expect(tokens.status()).toMatchObject({ state: 'fresh', lastError: undefined });
      expect(tokens.status().fingerprint).not.toBe(old);
    },
  );

  it('C2 down past expiry: callers are refused at once with retryAt, and there is one probe per back-off step', async () => {
    const { tokens, server, clock } = setUp();
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(61 * MINUTE);
    expect(tokens.status().state).toBe('expired');
    const before = server.requests;
    for (let call = 0; call < 200; call += 1) {
      const call = tokens.getToken();
      expect(await settlesAtOnce(call)).toBe(true);
      const error = await rejection(call);
      expect(error).toMatchObject({
        name: 'NovaPostTokenUnavailableError',
        reason: 'server-error',
        status: 500,
      });
      expect((error['retryAt'] as Date).getTime()).toBeGreaterThan(clock.now());
    }
    expect(server.requests).toBe(before);
    await clock.advance(60 * SECOND);
    expect(server.requests - before).toBeLessThanOrEqual(4);
    expect(server.requests - before).toBeGreaterThanOrEqual(2);
    server.recover();
    await clock.advance(30 * SECOND);
    await expect(tokens.getToken()).resolves.toBeDefined();
  });

  it.each([429, 503])('C4 %s with Retry-After: 120 means no token request for 120 s', async (status) => {
    const { tokens, server, clock } = setUp();
    const old = await tokens.getToken();
    server.next({ status, headers: { 'retry-after': '120' }, body: {} });
    await clock.advance(40 * MINUTE);
    expect(server.requests).toBe(2);
    for (let second = 0; second < 119; second += 1) {
      await clock.advance(SECOND);
      expect((await tokens.getToken()).equals(old)).toBe(true);
      await rejection(tokens.refresh());
    }
    expect(server.requests).toBe(2);
    await clock.advance(2 * SECOND);
    expect(server.requests).toBe(3);
    expect(tokens.status().state).toBe('fresh');
  });

  it('C4 a Retry-After date is read against the Date of the reply, not against the local clock', async () => {
    const { tokens, server, clock } = setUp();
    server.skewMs = 3_600_000;
    server.next(() => ({
      status: 503,
      headers: { 'retry-after': new Date(clock.now() + server.skewMs + 120_000).toUTCString() },
    }));
    const error = await rejection(tokens.getToken());
    expect((error['retryAt'] as Date).getTime() - clock.now()).toBe(120_000);
  });

  it.each([401, 403, 422])(
    'C5 refused credentials (%s) are tried once a minute, and recover when they are right',
    async (status) => {
      const { tokens, server, clock } = setUp();
      server.always({ status, body: { errors: { errorMessage: 'Invalid key' } } });
      for (let second = 0; second < 10 * 60; second += 1) {
        const error = await rejection(tokens.getToken());
        expect(error).toMatchObject({ name: 'NovaPostCredentialsError', status });
        await clock.advance(SECOND);
      }
      expect(server.requests).toBeLessThanOrEqual(11);
      expect(server.requests).toBeGreaterThanOrEqual(10);
      expect(
        server.requestTimesMs.slice(1).every((at, i) => at - (server.requestTimesMs[i] ?? 0) >= MINUTE),
      ).toBe(true);
      server.recover();
      await clock.advance(MINUTE);
      expect(tokens.status().state).toBe('fresh');
    },
  );

  it.each([0, 0.5, 0.999])(
    'C6 60 s of refused connections cost at most 9 attempts (random %s)',
    async (random) => {
      const { tokens, server, clock } = setUp({ random: () => random });
      server.always(refusedConnection);
      for (let tenth = 0; tenth < 600; tenth += 1) {
        void tokens.getToken().catch(() => undefined);
        await clock.advance(100);
      }
      const { failed } = tokens.status().counters;
      expect(failed).toBeLessThanOrEqual(9);
      expect(failed).toBeGreaterThanOrEqual(4);
      expect(server.requests).toBeLessThanOrEqual(3 * 9);
    },
  );

  it('C7 a server that accepts and never answers ends the attempt at 5 s', async () => {
    const { tokens, server, clock } = setUp();
    server.next(never);
    let error: unknown;
    void tokens.getToken().catch((reason: unknown) => (error = reason));
    await clock.advance(4_999);
    expect(error).toBeUndefined();
    await clock.advance(1);
    expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'timeout' });
  });

  it('H2 a redirect of the token request is not followed', async () => {
    const { tokens, server } = setUp();
    server.next({ status: 302, headers: { location: 'https://elsewhere.example/steal' }, body: '' });
    expect(await rejection(tokens.getToken())).toMatchObject({ reason: 'redirected', status: 302 });
    expect(server.requests).toBe(1);
  });

  it('each caller gets an error object of its own', async () => {
    const { tokens, server } = setUp();
    server.always({ status: 500, body: {} });
    await rejection(tokens.getToken());
    expect(await rejection(tokens.getToken())).not.toBe(await rejection(tokens.getToken()));
  });
});

describe('a wrong key', () => {
  it('C5 the message of a wrong key names the environment and where a key comes from', async () => {
    const { open, server } = setUpTokens();
    server.always({ status: 401, body: {} });
    const { message } = await rejection(open({ environment: 'sandbox' }).getToken());
    expect(message).toContain('sandbox');
    expect(message).toContain('api-stage.novapost.pl');
    expect(message).toMatch(/business account/);
  });
});
