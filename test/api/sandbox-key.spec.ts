import { inspect } from 'node:util';
import axios, { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { TestApiKey, requestTestApiKey } from 'nestjs-nova-post';
import { TestClock, expectNoSecrets } from 'nestjs-nova-post/testing';
import { phoneProblem } from '../../src/api/sandbox-key.js';
import { startApp, startEmulator } from '../support/app-setup.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';

const PHONE = '498213437654';
const KEY = 'canary-api-key-sandbox-0a1b2c3d';
const YEAR_MS = 365 * 86_400_000;

/** A transport that keeps what it is asked to send and answers with a key. */
function recorder(body: unknown = { apiKey: KEY, createdAt: '', expDate: '', status: 'Active' }) {
  const sent: InternalAxiosRequestConfig[] = [];
  const transport = (config: InternalAxiosRequestConfig) => {
    sent.push(config);
    const headers = new AxiosHeaders({ 'content-type': 'application/json' });
    return Promise.resolve({ status: 200, statusText: 'OK', headers, config, data: JSON.stringify(body) });
  };
  return { sent, transport };
}

/** What a request that must not leave this process is refused with. */
async function refusal(options: Record<string, unknown>) {
  const { sent, transport } = recorder();
  const given = { phone: PHONE, ...options, http: { transport } };
  const error = await rejection(requestTestApiKey(given));
  expect(sent).toEqual([]);
  expect(error.name).toBe('NovaPostConfigError');
  expectNoSecrets(error, { phone: PHONE });
  return error;
}

describe('a test key', () => {
  it('is made for a phone without a module, a key or a token, and works', async () => {
    const emulator = await startEmulator();
    const { apiKey, status } = await requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL });
    expect(status).toBe('Active');
    expect(emulator.requests.length).toBe(1);
    const [request] = emulator.requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/v.1.0/test-api-keys',
      body: { phone: PHONE },
      status: 200,
    });
    expect(request?.headers['content-type']).toMatch(/^application\/json/);
    expect(request?.headers).not.toHaveProperty('authorization');
    const { http } = await startApp(emulator, { apiKey });
    expect((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
  });

  it('tells when it was made and when it ends', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { createdAt, expiresAt } = await requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL });
    expect(createdAt).toEqual(new Date(clock.now()));
    expect(expiresAt).toEqual(new Date(clock.now() + YEAR_MS));
  });

  it('prints without the key, which only its property gives', async () => {
    const { transport } = recorder();
    const key = await requestTestApiKey({ phone: PHONE, http: { transport } });
    expect(key).toBeInstanceOf(TestApiKey);
    expect(key.apiKey === KEY).toBe(true);
    expectNoSecrets(
      [key, Object.assign({}, key), String(key), JSON.stringify({ key }), new Error(inspect(key))],
      {
        apiKey: KEY,
      },
    );
    expect(inspect(key)).toContain('read .apiKey');
    expect(Object.keys(JSON.parse(JSON.stringify(key)) as object)).toEqual([
      'createdAt',
      'expiresAt',
      'status',
    ]);
  });

  it('is not thrown away for what stands beside it', async () => {
    const { transport } = recorder({ apiKey: KEY, createdAt: 'yesterday' });
    const key = await requestTestApiKey({ phone: PHONE, http: { transport } });
    expect(key.apiKey === KEY).toBe(true);
    expect(key.status).toBe('unknown');
    expect(() => [inspect(key), JSON.stringify(key), String(key)]).not.toThrow();
  });

  it.each([[{}], [{ apiKey: '' }], [{ apiKey: 7 }], [null], ['<html>']])(
    'an answer without one is a typed error: %j',
    async (body) => {
      const { transport } = recorder(body);
      const error = await rejection(requestTestApiKey({ phone: PHONE, http: { transport } }));
      expect(error).toMatchObject({
        name: 'NovaPostNetworkError',
        code: 'ERR_BAD_RESPONSE',
        path: '/test-api-keys',
      });
    },
  );
});

describe('the phone', () => {
  it.each([
    ['with a plus', '+498213437654', /no plus/],
    ['with spaces', '49 821 3437654', /space/],
    ['with dashes', '49-821-3437654', /dash/],
    ['with the line end of a file', '498213437654\n', /digits only/],
    ['in other digits', '٤٩٨٢١٣٤٣٧٦٥٤', /digits only/],
    ['without a country prefix', '08213437654', /country prefix/],
    ['with 00 before the country prefix', '00498213437654', /country prefix/],
    ['of Ukraine', '380501234567', /Ukrainian/],
    ['that is empty', '', /missing/],
    ['that is a number', 498213437654, /must be text/],
    ['that is left out', undefined, /must be text/],
  ])('%s is refused before anything is sent', async (_what, phone, why) => {
    const error = await refusal({ phone });
    expect(error.message).toMatch(why);
    expect(error).toMatchObject({ options: ['phone'] });
    if (String(phone).length > 5) expectNoSecrets(error, { phone: String(phone).trim() });
  });

  it.each(['7', '38', '381601234567', '4912345678901234567890'])(
    'is not judged by its length or by anything that is not published (%s)',
    (phone) => {
      expect(phoneProblem(phone)).toBeUndefined();
    },
  );

  it('must be in an object', async () => {
    for (const given of [undefined, null, PHONE]) {
      const error = await rejection(requestTestApiKey(given as never));
      expect(error).toMatchObject({ name: 'NovaPostConfigError', options: ['phone'] });
      expectNoSecrets(error, { phone: PHONE });
    }
  });
});

describe('a refusal of the server', () => {
  const unknown = '49100000000';
  const ambiguous = '49200000000';

  it.each([
    [400, 'NovaPostApiError', '123', 'Invalid phone format', /country prefix first/],
    [404, 'NovaPostNotFoundError', unknown, 'Client not found', /registered at my\.novapost\.com/],
    [409, 'NovaPostApiError', ambiguous, 'Multiple matching clients found', /Several clients/],
    [429, 'NovaPostRateLimitError', PHONE, 'Daily limit reached', /One request a day/],
  ])('%s is a %s that says what to do next', async (status, name, phone, reason, nextStep) => {
    const emulator = await startEmulator();
    if (status !== 400) {
      const body = { success: false, errors: [reason] };
      emulator.misbehave({ on: '/test-api-keys', then: { status, body } });
    }
    const error = await rejection(requestTestApiKey({ phone, baseURL: emulator.baseURL }));
    expect(error).toMatchObject({
      name,
      status,
      method: 'POST',
      path: '/test-api-keys',
      fields: { '': [reason] },
    });
    expect(error.message).toMatch(nextStep);
    expect(error.message).toContain(reason);
    expect(axios.isAxiosError(error)).toBe(true);
    expect(emulator.requests.length).toBe(1);
    if (phone.length > 5) expectNoSecrets([error, error['response'], error['config']], { phone });
  });

  it('that repeats the phone shows none of it', async () => {
    const emulator = await startEmulator();
    emulator.misbehave({
      on: '/test-api-keys',
      then: {
        status: 400,
        headers: { 'X-Echo': PHONE },
        body: { success: false, errors: [`${PHONE} is no good`] },
      },
    });
    const error = await rejection(requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL }));
    expect(error).toMatchObject({ fields: { '': ['[redacted] is no good'] } });
    expectNoSecrets([error, error['response'], error['config']], { phone: PHONE });
  });

  it('with Retry-After tells the seconds', async () => {
    const emulator = await startEmulator();
    emulator.misbehave({ on: '/test-api-keys', then: { status: 429, headers: { 'Retry-After': '3600' } } });
    const error = await rejection(requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL }));
    expect(error).toMatchObject({ name: 'NovaPostRateLimitError', retryAfter: 3600 });
  });

  it('by a transport that rejects for it is the same', async () => {
    const transport = (config: InternalAxiosRequestConfig) =>
      Promise.reject(
        Object.assign(new Error('Request failed with status code 404'), {
          isAxiosError: true,
          config,
          response: {
            status: 404,
            statusText: '',
            headers: {},
            config,
            data: { errors: ['Client not found'] },
          },
        }),
      );
    const error = await rejection(requestTestApiKey({ phone: PHONE, http: { transport } }));
    expect(error).toMatchObject({ name: 'NovaPostNotFoundError', fields: { '': ['Client not found'] } });
    expectNoSecrets(error, { phone: PHONE });
  });
});

describe('only the sandbox', () => {
  it.each([
    ['environment: production', { environment: 'production' }, 'environment'],
    ['environment: ukraine', { environment: 'ukraine' }, 'environment'],
    ['the production host', { baseURL: 'https://api.novapost.com/v.1.0' }, 'baseURL'],
    ['the production host in capitals', { baseURL: 'https://API.NOVAPOST.COM/v.1.0' }, 'baseURL'],
    ['the production host with a dot', { baseURL: 'https://api.novapost.com./v.1.0' }, 'baseURL'],
    ['the Ukrainian host', { baseURL: 'https://api.novaposhta.ua/v.1.0' }, 'baseURL'],
    [
      'the production host called the sandbox',
      { baseURL: 'https://api.novapost.com/v.1.0', environment: 'sandbox' },
      'baseURL',
    ],
    ['an unknown host', { baseURL: 'https://proxy.example/v.1.0' }, 'baseURL'],
    [
      'a host that looks like the sandbox',
      { baseURL: 'https://api-stage.novapost.pl.evil.example' },
      'baseURL',
    ],
    ['plain http to another machine', { baseURL: 'http://api-stage.novapost.pl/v.1.0' }, 'baseURL'],
    ['no URL', { baseURL: 'api-stage.novapost.pl' }, 'baseURL'],
    ['a misspelt option', { baseUrl: 'https://api-stage.novapost.pl' }, 'baseUrl'],
    ['a wrong option', { timeoutMs: -1 }, 'http.timeoutMs'],
    ['a signal that is none', { signal: 'soon' as never }, 'signal'],
  ])('%s is refused before anything is sent', async (_what, options, option) => {
    const error = await refusal(options);
    expect(error).toMatchObject({ options: [option] });
    expect(error.message).toContain(option);
  });

  it.each([
    ['by default', {}, 'https://api-stage.novapost.pl/v.1.0'],
    ['by name', { environment: 'sandbox' as const }, 'https://api-stage.novapost.pl/v.1.0'],
    [
      'by its other host',
      { baseURL: 'https://api-stage.novapost.com/v.1.0' },
      'https://api-stage.novapost.com/v.1.0',
    ],
    ['on this machine', { baseURL: 'http://localhost:3999/v.1.0/' }, 'http://localhost:3999/v.1.0'],
    [
      'behind a host of one’s own, when that is said',
      { baseURL: 'https://proxy.example/np', environment: 'sandbox' as const },
      'https://proxy.example/np',
    ],
    [
      'over plain http, when both are said',
      {
        baseURL: 'http://proxy.example/np',
        environment: 'sandbox' as const,
        allowInsecureHttp: true,
      },
      'http://proxy.example/np',
    ],
  ])('the sandbox is asked %s', async (_what, options, baseURL) => {
    const { sent, transport } = recorder();
    await requestTestApiKey({ phone: PHONE, ...options, http: { transport } });
    expect(sent.map((config) => axios.getUri(config))).toEqual([`${baseURL}/test-api-keys`]);
  });
});

describe('the request', () => {
  it('takes headers and language from http, and nothing from the global axios', async () => {
    const seen: unknown[] = [];
    const id = axios.interceptors.request.use((config) => {
      seen.push(config);
      return config;
    });
    axios.defaults.auth = { username: 'host', password: 'canary-password-host-1a2b3c4d' };
    const emulator = await startEmulator();
    try {
      await requestTestApiKey({
        phone: PHONE,
        baseURL: emulator.baseURL,
        http: { language: 'pl', headers: { 'X-Trace': '7' } },
      });
    } finally {
      axios.interceptors.request.eject(id);
      delete axios.defaults.auth;
    }
    expect(seen).toEqual([]);
    expect(emulator.requests[0]?.headers).toMatchObject({ 'accept-language': 'pl', 'x-trace': '7' });
    expect(emulator.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each([301, 302, 303, 307, 308])(
    'follows no redirect (%s), not even without its body',
    async (status) => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      emulator.misbehave({
        on: '/test-api-keys',
        then: { redirect: `${foreign.origin}/take?p=${PHONE}`, status },
      });
      const error = await rejection(requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL }));
      expect(error.name).toBe('NovaPostInsecureUrlError');
      expectNoSecrets(error, { phone: PHONE });
      expect(foreign.seen).toEqual([]);
    },
  );

  it.each([
    ['no answer', { reset: true as const }, 'NovaPostNetworkError'],
    ['half an answer', { truncate: true as const }, 'NovaPostNetworkError'],
    ['an endless answer', { body: 'x'.repeat(100_000) }, 'NovaPostNetworkError'],
    ['503', { status: 503, headers: { 'Retry-After': '0' } }, 'NovaPostApiError'],
    ['401', { status: 401 }, 'NovaPostApiError'],
  ])('is sent once, whatever comes: %s', async (_what, then, name) => {
    const emulator = await startEmulator();
    emulator.misbehave({ on: '/test-api-keys', then });
    const error = await rejection(requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL }));
    expect(error.name).toBe(name);
    expectNoSecrets([error, error['response'], error['config']], { phone: PHONE });
    expect(emulator.requests.length).toBe(1);
  });

  it.each([
    ['10 s', {}, 10_000],
    ['timeoutMs', { timeoutMs: 300 }, 300],
  ])('ends after %s when no answer comes', async (_what, options, ms) => {
    const clock = new TestClock();
    const emulator = await startEmulator();
    emulator.misbehave({ on: '/test-api-keys', then: { hang: true } });
    let error: unknown;
    const done = requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL, clock, ...options }).catch(
      (reason: unknown) => (error = reason),
    );
    await emulator.waitForRequests(1);
    await clock.advance(ms - 1);
    expect(error).toBeUndefined();
    await clock.advance(1);
    await done;
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', code: 'ECONNABORTED' });
    expect(clock.pendingTimers).toBe(0);
  });

  it('ends when its signal says so, and leaves no timer', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator();
    emulator.misbehave({ on: '/test-api-keys', then: { hang: true } });
    const controller = new AbortController();
    const { signal } = controller;
    const ended = rejection(requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL, clock, signal }));
    await emulator.waitForRequests(1);
    controller.abort();
    expect(axios.isCancel(await ended)).toBe(true);
    expectNoSecrets(await ended, { phone: PHONE });
    expect(clock.pendingTimers).toBe(0);
  });

  it('is not sent at all when the signal has ended it before', async () => {
    const { sent, transport } = recorder();
    const signal = AbortSignal.abort();
    const ended = rejection(requestTestApiKey({ phone: PHONE, signal, http: { transport } }));
    expect(axios.isCancel(await ended)).toBe(true);
    expect(sent).toEqual([]);
  });

  it('leaves no timer after an answer', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator();
    await requestTestApiKey({ phone: PHONE, baseURL: emulator.baseURL, clock });
    expect(clock.pendingTimers).toBe(0);
  });
});
