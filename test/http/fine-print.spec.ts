import { Readable } from 'node:stream';
import { AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { NovaPostModule } from 'nestjs-nova-post';
import { optionsFromEnvironment } from 'nestjs-nova-post/config';
import { TestClock } from 'nestjs-nova-post/testing';
import { readErrorFields, readErrorStream } from '../../src/http/error-body.js';
import { retryDelayMs, type FailedAttempt } from '../../src/http/retry-policy.js';
import { transportOf } from '../../src/http/transport.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { startApp, startEmulator, startModule } from '../support/app-setup.js';
import { rejection, setUpTokens } from '../support/token-setup.js';

const apiKey = 'canary-api-key-9c8b7a6d5e4f';
const HOUR = 3_600_000;

describe('the fine print', () => {
  it.each<[unknown, object]>([
    [
      { errors: { phone: 'bad', sender: { name: ['a', 'b'] } } },
      { phone: ['bad'], 'sender.name': ['a', 'b'] },
    ],
    [{ errors: ['one', 'two'] }, { '': ['one', 'two'] }],
    [{ errors: { errorMessage: 'no key' } }, { '': ['no key'] }],
    [{ message: 'm' }, { '': ['m'] }],
    [{ error: 'e' }, { '': ['e'] }],
    [{ ErrorMessage: 'E' }, { '': ['E'] }],
    [{ jsonrpc: '2.0', error: { code: 1, message: 'rpc' } }, { '': ['rpc'] }],
    ['text', {}],
    [null, {}],
    [[], {}],
  ])('error fields of %j', (body, fields) => {
    expect(readErrorFields(body)).toEqual(fields);
  });

  it('an error stream is cut at 64 KB, and one that breaks off tells what has come', async () => {
    expect(
      await readErrorStream(
        Readable.from([Buffer.alloc(60_000, 'x'), Buffer.alloc(60_000, 'y'), Buffer.alloc(60_000)]),
      ),
    ).toHaveLength(65_536);
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('begin');
        throw new Error('reset');
      })(),
    );
    expect(await readErrorStream(broken)).toBe('begin');
  });

  it('every environment variable reaches its option', () => {
    expect(
      optionsFromEnvironment({
        NOVA_POST_API_KEY: ' k\n',
        NOVA_POST_ENVIRONMENT: 'sandbox',
        NOVA_POST_BASE_URL: 'https://x/v',
        NOVA_POST_LANGUAGE: 'uk',
        NOVA_POST_TIMEOUT_MS: '2500',
        NOVA_POST_START_MODE: 'required',
        NOVA_POST_SURVIVE_AUTH_OUTAGE: '20m',
        NOVA_POST_ALLOW_INSECURE_HTTP: 'false',
        NOVA_POST_TRUSTED_ORIGINS: 'https://a, https://b',
      }),
    ).toEqual({
      apiKey: 'k',
      environment: 'sandbox',
      baseURL: 'https://x/v',
      http: { language: 'uk', timeoutMs: 2500 },
      token: { startMode: 'required', surviveAuthOutage: '20m' },
      allowInsecureHttp: false,
      trustedOrigins: ['https://a', 'https://b'],
    });
    expect(optionsFromEnvironment({ NOVA_POST_ALLOW_INSECURE_HTTP: '1' }).allowInsecureHttp).toBe(true);
    expect(optionsFromEnvironment({ NOVA_POST_ALLOW_INSECURE_HTTP: 'yes' }).allowInsecureHttp).toBe('yes');
  });

  it('options are brought into one form', async () => {
    const proxy = { host: 'p', port: 1 },
      httpsAgent = { a: 1 },
      transport = (config: InternalAxiosRequestConfig) => Promise.resolve({ config } as AxiosResponse);
    const resolved = resolveOptions({
      apiKey,
      baseURL: 'https://x/v.1.0//',
      trustedOrigins: ['https://t/path?q'],
      http: { proxy, httpsAgent, transport, language: 'uk', headers: { 'Accept-Language': 'pl' } },
    });
    expect(resolved).toMatchObject({
      baseURL: 'https://x/v.1.0',
      trustedOrigins: ['https://t'],
      http: { headers: { 'Accept-Language': 'pl' } },
    });
    const config = { url: 'https://x/v.1.0/token', headers: new AxiosHeaders() };
    const sent = await transportOf(resolved).adapter(config);
    expect(sent.config).toMatchObject({ proxy, httpsAgent });
  });

  it('retry policy', () => {
    const policy = { retries: 3, baseDelayMs: 100, maxDelayMs: 1000 };
    const attempt: FailedAttempt = {
      method: 'GET',
      repeats: 0,
      status: undefined,
      code: 'ECONNRESET',
      retryAfterMs: undefined,
      repeatable: true,
      remainingMs: Infinity,
    };
    const wait = (more: Partial<FailedAttempt>, random = 0) =>
      retryDelayMs({ ...attempt, ...more }, policy, () => random);
    expect([wait({}), wait({}, 0.5), wait({ repeats: 1 }), wait({ repeats: 2 })]).toEqual([50, 75, 100, 200]);
    expect([
      wait({ repeats: 3 }),
      wait({ repeatable: false }),
      wait({ remainingMs: 50 }),
      wait({ method: 'PATCH' }),
      wait({ method: 'POST' }),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(wait({ method: 'OPTIONS' })).toBe(50);
  });

  it('API calls and token requests go through http.transport', async () => {
    const urls: (string | undefined)[] = [];
    const transport = (config: InternalAxiosRequestConfig) => {
      urls.push(config.url?.replace(/\?.*/, ''));
      return Promise.resolve({
        status: 200,
        statusText: '',
        config,
        headers: new AxiosHeaders(),
        data: '{"jwt":"a.b.c"}',
      });
    };
    const { http } = await startModule(
      NovaPostModule.forRoot({ apiKey, http: { transport }, token: { startMode: 'lazy' } }),
    );
    await http.axiosRef.get('divisions');
    expect(urls).toEqual(['https://api.novapost.com/v.1.0/clients/authorization', 'divisions']);
  });

  it('a cancellation during the wait for a repeat ends the call', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http, tokens } = await startApp(emulator, { clock });
    await tokens.getToken();
    emulator.misbehave({ on: '/divisions', then: { status: 503, headers: { 'Retry-After': '3' } } });
    const controller = new AbortController();
    const failed = rejection(http.axiosRef.get('divisions', { signal: controller.signal }));
    while (clock.msToNextTimer !== 3_000) await new Promise((r) => setImmediate(r));
    controller.abort();
    expect((await failed).name).toBe('CanceledError');
  });

  it('the time limit ends with the head of a streamed answer', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock });
    const { data } = await http.axiosRef.get<Readable>('divisions', {
      params: { limit: 100 },
      responseType: 'stream',
    });
    await clock.advance(60_000);
    let length = 0;
    for await (const chunk of data) length += (chunk as Buffer).length;
    expect(length).toBeGreaterThan(1000);
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
