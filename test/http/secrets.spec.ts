import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { AccessToken, NovaPostModule, isNovaPostError } from 'nestjs-nova-post';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { API_KEY, startApp, startEmulator, startModule } from '../support/app-setup.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { logged } from '../support/log-guard.js';
import { rejection } from '../support/token-setup.js';

const quick = { retries: 1, baseDelayMs: 1, maxDelayMs: 5 };

describe('H1 secrets appear nowhere', () => {
  /** Everything that can go wrong with a call, and what a caller then holds in the hand. */
  const failures: [string, (emulator: Awaited<ReturnType<typeof startEmulator>>) => void][] = [
    ['a refused key', (emulator) => emulator.removeApiKey(API_KEY)],
    ['a failing token endpoint', (emulator) => emulator.failTokenRequests(1, 500)],
    ['a reset token request', (emulator) => emulator.misbehave({ on: 'token', then: { reset: true } })],
    ['a truncated token reply', (emulator) => emulator.misbehave({ on: 'token', then: { truncate: true } })],
    [
      'a redirected token request',
      (emulator) => emulator.misbehave({ on: 'token', then: { redirect: 'https://elsewhere.example/' } }),
    ],
    [
      'a garbage token reply',
      (emulator) => emulator.misbehave({ on: 'token', then: { body: '<html>', contentType: 'text/html' } }),
    ],
    [
      'a token reply that echoes the key',
      (emulator) =>
        emulator.misbehave({
          on: 'token',
          then: { status: 422, body: { errors: { apiKey: `${API_KEY} is wrong` } } },
        }),
    ],
    ['a reset call', (emulator) => emulator.misbehave({ on: 'api', then: { reset: true } })],
    ['a truncated answer', (emulator) => emulator.misbehave({ on: 'api', then: { truncate: true } })],
    ['401', (emulator) => emulator.misbehave({ on: 'api', then: { status: 401 } })],
    [
      '422',
      (emulator) => emulator.misbehave({ on: 'api', then: { status: 422, body: { errors: { a: 'b' } } } }),
    ],
    ['429', (emulator) => emulator.throttle({ retryAfterSeconds: 600 })],
    [
      '500 as HTML',
      (emulator) =>
        emulator.misbehave({ on: 'api', then: { status: 500, body: '<html>', contentType: 'text/html' } }),
    ],
    [
      'too many redirects',
      (emulator) => emulator.misbehave({ on: 'api', then: { redirect: `${emulator.baseURL}/divisions` } }),
    ],
    [
      'JSON that is none',
      (emulator) =>
        emulator.misbehave({ on: 'api', then: { body: '{"a":', contentType: 'application/json' } }),
    ],
  ];

  it.each(failures)('in the error, the status and the log after %s', async (_what, breakIt) => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator, { retry: quick });
    breakIt(emulator);
    for (const responseType of ['json', 'stream', 'arraybuffer'] as const) {
      const outcome: unknown = await http.axiosRef
        .request({
          method: 'get',
          url: 'divisions',
          responseType,
          transitional: { silentJSONParsing: false },
        })
        .catch((error: unknown) => error);
      expectNoSecrets(outcome, { apiKey: API_KEY, ...tokensOnTheWire(emulator) });
      const ended = await endOfStream(outcome);
      expectNoSecrets(ended, { apiKey: API_KEY, ...tokensOnTheWire(emulator) });
    }
    expectNoSecrets([tokens.status(), tokens, http, http.axiosRef.defaults, logged], {
      apiKey: API_KEY,
      ...tokensOnTheWire(emulator),
    });
  });

  it('in an answer that a caller prints', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    for (const responseType of ['json', 'stream', 'arraybuffer'] as const) {
      const response = await http.axiosRef.get('divisions', { params: { limit: 1 }, responseType });
      expectNoSecrets(inspect(response, { depth: 10 }), tokensOnTheWire(emulator));
      if (responseType === 'stream') (response.data as { destroy(): void }).destroy();
    }
  });

  it('in the body and headers of an error that echoes the request', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    const token = (await tokens.getToken()).reveal();
    emulator.misbehave({
      on: 'api',
      then: {
        status: 400,
        headers: { 'x-echo': token },
        body: { errors: { header: `you sent ${token}`, deep: [{ [token]: token }] } },
      },
    });
    const error = await rejection(http.axiosRef.get('divisions'));
    expectNoSecrets(error, { token });
    expectNoSecrets((error as { response?: unknown }).response, { token });
    expect(JSON.stringify((error as unknown as { response: { data: unknown } }).response.data)).toContain(
      'you sent [redacted]',
    );
  });

  it.each(['json', 'text', 'arraybuffer'] as const)(
    'H9 in an error that the caller’s validateStatus lets through, asked for as %s',
    async (responseType) => {
      const emulator = await startEmulator();
      const { http, tokens } = await startApp(emulator);
      const token = (await tokens.getToken()).reveal();
      const echo = { headers: { 'x-echo': token }, body: { errors: { header: `you sent ${token}` } } };
      emulator.misbehave({ on: 'api', then: { status: 400, ...echo } });
      const response = await http.axiosRef.get('divisions', { responseType, validateStatus: () => true });
      expect(response.status).toBe(400);
      expectNoSecrets(response, { token });
      expect(String(responseType === 'json' ? JSON.stringify(response.data) : response.data)).toContain(
        'you sent [redacted]',
      );
    },
  );

  it('H9 in an error with a token whose plus is echoed as \\u002B', async () => {
    const emulator = await startEmulator();
    const token = 'opaque+canary+token+5b6c7d8e9f0a';
    const { http } = await startApp(emulator, { apiKey: undefined, scheme: fixedScheme('X-Token', token) });
    const body = JSON.stringify({ errors: { a: `you sent ${token}` } }).replaceAll('+', '\\u002B');
    emulator.misbehave({ on: 'api', then: { status: 400, body, contentType: 'application/json' } });
    const error = await rejection(http.axiosRef.get('divisions'));
    expect(error).toMatchObject({ fields: { a: ['you sent [redacted]'] } });
    expectNoSecrets([error, (error as { response?: unknown }).response], { token });
  });

  it('H1 in what transformResponse finds in this.response', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    const token = (await tokens.getToken()).reveal();
    const seen: unknown[] = [];
    function transformResponse(this: unknown, data: unknown): unknown {
      seen.push(this, inspect(this, { depth: 10, showHidden: true }));
      return data;
    }
    await http.axiosRef.get('divisions', { params: { limit: 1 }, transformResponse });
    await rejection(http.axiosRef.get('divisions', { params: { limit: 'x' }, transformResponse }));
    expect(seen).toHaveLength(4);
    expectNoSecrets(seen, { token });
  });

  it('in a caller’s cancellation', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    emulator.misbehave({ on: 'api', then: { hang: true } });
    const controller = new AbortController();
    const failed = rejection(http.axiosRef.get('divisions', { signal: controller.signal }));
    await emulator.waitForRequests(1, 'api');
    controller.abort();
    expectNoSecrets(await failed, { apiKey: API_KEY, ...tokensOnTheWire(emulator) });
  });

  it('in the error of an application that does not start', async () => {
    const emulator = await startEmulator();
    emulator.removeApiKey(API_KEY);
    const options = { baseURL: emulator.baseURL, apiKey: API_KEY, token: { startMode: 'required' as const } };
    expectNoSecrets(await rejection(startModule(NovaPostModule.forRoot(options))), { apiKey: API_KEY });
  });

  it('in events', async () => {
    const emulator = await startEmulator();
    const { tokens } = await startApp(emulator);
    const events: unknown[] = [];
    tokens.events$.subscribe((event) => events.push(event));
    const token = await tokens.getToken();
    await tokens.invalidate(token);
    emulator.failTokenRequests(1, 401);
    await rejection(tokens.getToken());
    expect(events).toHaveLength(3);
    expectNoSecrets(events, { apiKey: API_KEY, token: token.reveal() });
  });
});

describe('H8 a token object does not show its token', () => {
  const text = 'eyJ0.canary-token-0123456789ab.sig';
  const token = new AccessToken(text, new Date(0));

  it('in templates, JSON, inspect, keys and entries', () => {
    const shown = `[token #${token.fingerprint}]`;
    expect(
      `${String(token)}|${JSON.stringify({ token })}|${inspect({ token }, { depth: 10, showHidden: true })}`,
    ).not.toContain('canary');
    expect(String(token)).toBe(shown);
    expect(JSON.parse(JSON.stringify(token))).toBe(shown);
    expect(inspect(token)).toBe(shown);
    expectNoSecrets(token, { text });
    expect(Object.entries(token)).toEqual([['fingerprint', token.fingerprint]]);
  });

  it('and reveals it when asked', () => {
    expect(token.reveal()).toBe(text);
    expect(token.equals(text)).toBe(true);
    expect(token.expiresAt).toEqual(new Date(0));
    expect(token.fingerprint).toMatch(/^[0-9a-f]{12}$/);
  });
});

/** Reads a stream to its end, and gives what it ends with. */
async function endOfStream(outcome: unknown): Promise<unknown> {
  const { data } = outcome as { data?: unknown };
  if (!(data instanceof Readable)) return undefined;
  try {
    await buffer(data);
    return undefined;
  } catch (error) {
    expect(isNovaPostError(error)).toBe(true);
    return error;
  }
}

function tokensOnTheWire(emulator: Awaited<ReturnType<typeof startEmulator>>): Record<string, string> {
  const seen = emulator.apiRequests.flatMap(({ headers }) => headers.authorization ?? []);
  return Object.fromEntries([...new Set(seen)].map((token, index) => [`token${String(index)}`, token]));
}
