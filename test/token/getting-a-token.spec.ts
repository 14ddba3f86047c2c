import { describe, expect, it } from '@jest/globals';
import { useLifecycles } from '../support/lifecycles.js';
import {
  fakeJwt,
  never,
  refusedConnection,
  resetConnection,
  type ScriptedReply,
} from '../support/scripted-auth-server.js';
import { API_KEY, rejection, setUpTokens } from '../support/token-setup.js';

describe.each(useLifecycles())('getting a token with $name', ({ setUp }) => {
  it('A1 500 concurrent callers with nothing cached cause exactly one token request', async () => {
    const { tokens, server } = setUp();
    const got = await Promise.all(Array.from({ length: 500 }, () => tokens.getToken()));
    expect(server.requests).toBe(1);
    expect(new Set(got.map((token) => token.reveal()))).toEqual(new Set(server.issued));
  });

  it.each<[string, ScriptedReply | (() => ScriptedReply)]>([
    ['a reset connection', resetConnection],
    ['a refused connection', refusedConnection],
    ['502', { status: 502, body: '' }],
    ['503', { status: 503, body: {} }],
    ['504', { status: 504, body: '' }],
  ])(
    'A2 %s once at the token endpoint fails none of 20 cold calls and costs one request',
    async (_, reply) => {
      const { tokens, server, clock } = setUp();
      server.next(reply);
      const got = Promise.all(Array.from({ length: 20 }, () => tokens.getToken()));
      await clock.advance(200);
      expect(new Set((await got).map((token) => token.reveal())).size).toBe(1);
      expect(server.requests).toBe(2);
      expect(tokens.status()).toMatchObject({ state: 'fresh', counters: { failed: 0 } });
    },
  );

  it('A2 the tries after the first come after 200 and 600 ms, and the third failure is the answer', async () => {
    const { tokens, server, clock } = setUp();
    server.always({ status: 503, body: {} });
    const start = clock.monotonic();
    const failed = rejection(tokens.getToken());
    await clock.advance(800);
    expect(await failed).toMatchObject({ reason: 'server-error', status: 503 });
    expect(server.requestTimesMs.map((at) => at - start)).toEqual([0, 200, 800]);
  });

  it('A2 no try comes that could not be answered within the 5 s of the attempt', async () => {
    const { tokens, server, clock } = setUp();
    server.next(
      () =>
        new Promise((_resolve, reject) =>
          clock.setTimeout(() => {
            reject(new Error('reset'));
          }, 4_900),
        ),
    );
    const failed = rejection(tokens.getToken());
    await clock.advance(4_900);
    expect(await failed).toMatchObject({ reason: 'network' });
    expect(server.requests).toBe(1);
  });

  it('A2 a failure is not cached: all waiters get one typed error, and the next attempt is allowed after its back-off', async () => {
    const { tokens, server, clock } = setUp();
    server.next({ status: 500, body: { errors: {} } });
    const errors = await Promise.all(Array.from({ length: 50 }, () => rejection(tokens.getToken())));
    expect(new Set(errors.map((error) => error.name))).toEqual(new Set(['NovaPostTokenUnavailableError']));
    expect(errors[0]).toMatchObject({ reason: 'server-error', status: 500 });
    expect(server.requests).toBe(1);
    const retryAt = errors[0]?.['retryAt'] as Date;
    clock.jump(0);
    await clock.advance(retryAt.getTime() - clock.now());
    await expect(tokens.getToken()).resolves.toBeDefined();
    expect(server.requests).toBe(2);
  });

  it('A3 a caller who aborts does not end the refresh the others wait for', async () => {
    const { tokens, server } = setUp();
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    server.next(async () => {
      await held;
      return { body: server.body() };
    });
    const controller = new AbortController();
    const aborted = rejection(tokens.getToken({ signal: controller.signal }));
    const others = Array.from({ length: 9 }, () => tokens.getToken());
    controller.abort(new Error('the customer has left'));
    expect((await aborted).message).toBe('the customer has left');
    answer();
    expect(await Promise.all(others)).toHaveLength(9);
    expect(server.requests).toBe(1);
  });

  it('A3 a caller who comes with an aborted signal causes no request', async () => {
    const { tokens, server } = setUp();
    await rejection(tokens.getToken({ signal: AbortSignal.abort(new Error('too late')) }));
    expect(server.requests).toBe(0);
  });

  it('A4 a caller with 300 ms of patience is rejected at 300 ms while the server hangs', async () => {
    const { tokens, server, clock } = setUp();
    server.next(never);
    let error: unknown;
    void tokens.getToken({ timeoutMs: 300 }).catch((reason: unknown) => (error = reason));
    await clock.advance(299);
    expect(error).toBeUndefined();
    await clock.advance(1);
    expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'deadline' });
    expect(tokens.status().refreshing).toBe(true);
  });
});

describe('accounts and bad answers', () => {
  it('A5 the same account registered three times has one token; another account has its own', async () => {
    const { tokens, server, open } = setUpTokens();
    const same = [tokens, open(), open()];
    const other = open({ apiKey: 'canary-api-key-other-0a1b2c3d' });
    const got = await Promise.all([...same, other].map((service) => service.getToken()));
    expect(server.requests).toBe(2);
    expect(new Set(got.map((token) => token.fingerprint)).size).toBe(2);
    expect(other.status().account).not.toBe(tokens.status().account);
  });

  it('A5 a key with the line end of a secret file is the same account', () => {
    const { tokens, open } = setUpTokens();
    expect(open({ apiKey: `${API_KEY}\n` })).toBe(tokens);
  });

  it('A5 the same key at another server is another account', () => {
    const { tokens, open } = setUpTokens();
    expect(open({ environment: 'sandbox' }).status().account).not.toBe(tokens.status().account);
  });

  describe('A6 a success that holds no usable token is a failure', () => {
    const jwt = (exp: number) => fakeJwt({ iat: exp - 3600, exp });
    const bad: [string, (now: number) => { body: unknown; headers?: Record<string, string> }, string][] = [
      [
        'HTML',
        () => ({ body: '<html>maintenance</html>', headers: { 'content-type': 'text/html' } }),
        'malformed-reply',
      ],
      ['an empty object', () => ({ body: {} }), 'malformed-reply'],
      ['an array', () => ({ body: [] }), 'malformed-reply'],
      ['jwt: null', () => ({ body: { jwt: null } }), 'malformed-reply'],
      ['an empty token', () => ({ body: { jwt: '' } }), 'malformed-reply'],
      ['CR/LF inside the token', () => ({ body: { jwt: 'a.b.c\r\nX-Injected: 1' } }), 'malformed-reply'],
      ['a space inside the token', () => ({ body: { jwt: 'Bearer abc' } }), 'malformed-reply'],
      ['an exp that has passed', (now) => ({ body: { jwt: jwt(now / 1000 - 60) } }), 'stale-reply'],
      [
        'an exp before iat',
        (now) => ({ body: { jwt: fakeJwt({ iat: now / 1000, exp: now / 1000 - 1 }) } }),
        'stale-reply',
      ],
      ['an exp one second ahead', (now) => ({ body: { jwt: jwt(now / 1000 + 1) } }), 'stale-reply'],
    ];

    it.each(bad)('%s', async (_what, reply, reason) => {
      const { tokens, server, clock } = setUpTokens();
      server.next(() => reply(clock.now()));
      const error = await rejection(tokens.getToken());
      expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason });
      expect(error.message).not.toMatch(/maintenance|Injected/);
    });

    it.each(bad)('%s leaves the old token in use', async (_what, reply) => {
      const { tokens, server, clock } = setUpTokens();
      const old = await tokens.getToken();
      server.always(() => reply(clock.now()));
      await clock.advance(45 * 60_000);
      expect(tokens.status()).toMatchObject({ state: 'degraded' });
      expect((await tokens.getToken()).equals(old)).toBe(true);
    });

    it('names status and content type of an answer that is not JSON', async () => {
      const { tokens, server } = setUpTokens();
      server.next({ body: '<html>', headers: { 'content-type': 'text/html; charset=utf-8' } });
      const error = await rejection(tokens.getToken());
      expect(error).toMatchObject({ status: 200, contentType: 'text/html' });
    });
  });

  it('a custom scheme that throws becomes a typed error without the words of the scheme', async () => {
    const { open } = setUpTokens();
    const tokens = open({
      apiKey: undefined,
      scheme: {
        name: 'broken',
        credential: () => 'canary-password-broken-1a2b3c4d',
        headers: () => ({}),
        obtain: () => Promise.reject(new TypeError('cannot use canary-password-broken-1a2b3c4d')),
      },
    });
    const error = await rejection(tokens.getToken());
    expect(error).toMatchObject({ reason: 'scheme-failed' });
    expect(error.message).toContain('TypeError');
    expect(error.message).not.toContain('canary');
  });

  it('C6 a refused connection is a network failure', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.always(refusedConnection);
    const failed = rejection(tokens.getToken());
    await clock.advance(800);
    expect(await failed).toMatchObject({ reason: 'network' });
  });
});
