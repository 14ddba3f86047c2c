import { inspect } from 'node:util';
import axios, { AxiosError, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { isNovaPostError } from 'nestjs-nova-post';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { startApp, startEmulator } from '../support/app-setup.js';
import { FIXED_TOKEN, fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';

const quick = { retries: 2, baseDelayMs: 1, maxDelayMs: 5 };

describe('interceptors of the application', () => {
  it.each([true, false])(
    'H3 one that sets another baseURL leads no token there, legacyInterceptorReqResOrdering: %s',
    async (legacyInterceptorReqResOrdering) => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      const { http } = await startApp(emulator);
      http.axiosRef.defaults.transitional = {
        ...axios.defaults.transitional,
        legacyInterceptorReqResOrdering,
      };
      http.axiosRef.interceptors.request.use((config) => Object.assign(config, { baseURL: foreign.origin }));
      await http.axiosRef.get('divisions');
      expect(foreign.seen).toHaveLength(1);
      expect(foreign.seen[0]?.headers.authorization).toBeUndefined();
      expect(emulator.requests).toEqual([]);
    },
  );

  it.each(['get', 'delete', 'head', 'options'] as const)(
    '%s sends what axios sends by it, and leaves the given configuration as it was',
    async (method) => {
      const { origin, seen } = await startForeignServer();
      const { http } = await startApp(await startEmulator(), {
        baseURL: origin,
        token: { startMode: 'lazy' },
      });
      const given = Object.freeze({
        method: 'post',
        url: 'elsewhere',
        params: { limit: 1 },
        headers: { 'X-Shop': '7' },
        auth: { username: 'ann', password: 'pw' },
        data: { body: true },
      });
      await http.axiosRef[method]('divisions', given);
      await axios.create({ baseURL: origin })[method]('divisions', given);
      // The connection is the transport's own affair.
      const [ours, theirs] = seen.map((one) => ({
        ...one,
        headers: { ...one.headers, connection: undefined },
      }));
      expect(ours).toEqual(theirs);
      expect(ours).toMatchObject({ method: method.toUpperCase(), url: '/divisions?limit=1' });
    },
  );

  it('an axios error of another client goes through untouched, whatever it holds', async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer();
    const { http } = await startApp(emulator);
    const theirs = await rejection(axios.get(foreign.origin, { validateStatus: () => false }));
    const bare = Object.assign(new Error('bare'), { isAxiosError: true, config: {} });
    for (const error of [theirs, bare]) {
      const id = http.axiosRef.interceptors.request.use(() => Promise.reject(error));
      expect(await rejection(http.axiosRef.get('divisions'))).toBe(error);
      http.axiosRef.interceptors.request.eject(id);
    }
  });

  it('no transformRequest, transformResponse or validateStatus gets to see the token', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    const seen: unknown[] = [];
    await http.axiosRef.get('divisions', {
      params: { limit: 1 },
      transformRequest: function (this: unknown, data, headers) {
        seen.push({ ...(this as object) }, headers.toJSON());
        return data as unknown;
      },
      transformResponse: function (this: unknown, data, headers) {
        seen.push({ ...(this as object) }, headers.toJSON());
        return data as unknown;
      },
    });
    expect(seen).toHaveLength(4);
    expectNoSecrets(seen, { token: (await tokens.getToken()).reveal() });
  });
});

describe('settings of one call', () => {
  it('validateStatus that refuses a 200: one request, and an error with the answer', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: quick });
    const error = await rejection(
      http.axiosRef.get('divisions', { params: { limit: 1 }, validateStatus: (status) => status === 201 }),
    );
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 200 });
    expect((error as unknown as AxiosError<{ items: unknown[] }>).response?.data.items).toHaveLength(1);
    expect(emulator.apiRequests).toHaveLength(1);
  });

  it('H1 a token echoed in a 200 that validateStatus refuses is redacted', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { apiKey: undefined, scheme: fixedScheme() });
    emulator.misbehave({ on: 'api', then: { status: 200, body: { echo: FIXED_TOKEN } } });
    const error = await rejection(http.axiosRef.get('divisions', { validateStatus: () => false }));
    expect(error).toMatchObject({ status: 200, response: { data: { echo: '[redacted]' } } });
    expectNoSecrets([error, (error as { response?: unknown }).response], { token: FIXED_TOKEN });
  });

  it('auth: no token is fetched or sent, and a 401 is not replayed', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    const auth = { username: 'u', password: 'p' };
    expect(await rejection(http.axiosRef.get('divisions', { auth }))).toMatchObject({ status: 401 });
    expect(emulator.requests.map(({ headers }) => headers.authorization)).toEqual(['Basic dTpw']);
    await tokens.getToken();
    expect(await rejection(http.axiosRef.get('divisions', { auth }))).toMatchObject({ status: 401 });
    expect(emulator.apiRequests).toHaveLength(2);
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it('maxContentLength: an answer that is too long is not asked for again', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: quick });
    const error = await rejection(http.axiosRef.get('divisions', { maxContentLength: 3 }));
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', code: 'ERR_BAD_RESPONSE' });
    expect(emulator.apiRequests).toHaveLength(1);
  });

  it('a redirect in a circle is gone through once', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: quick });
    emulator.misbehave({ on: 'api', then: { redirect: `${emulator.baseURL}/divisions` } });
    const error = await rejection(http.axiosRef.get('divisions', { maxRedirects: 3 }));
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', code: 'ERR_FR_TOO_MANY_REDIRECTS' });
    expect(emulator.apiRequests).toHaveLength(1 + 3);
  });

  it('G8 a boundary that the caller gave is kept', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    emulator.misbehave({ on: '/shipments', times: 1, then: { status: 401 } });
    emulator.misbehave({ on: '/shipments', then: { status: 200, body: {} } });
    const form = new FormData();
    form.append('a', 'b');
    const contentType = 'multipart/form-data; boundary=caller-0123456789';
    await http.axiosRef.post('shipments', form, { headers: { 'Content-Type': contentType } });
    expect(emulator.apiRequests).toHaveLength(2);
    for (const { headers, rawBody } of emulator.apiRequests) {
      expect(headers['content-type']).toBe(contentType);
      expect(rawBody.toString()).toContain('--caller-0123456789\r\n');
    }
  });
});

describe('redirects', () => {
  it('H2 a token in a header of its own, and configured headers, do not go to another origin', async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer();
    const { http } = await startApp(emulator, {
      apiKey: undefined,
      scheme: fixedScheme('X-Api-Token'),
      http: { headers: { 'X-Partner-Secret': 'canary-partner-secret-1a2b3c4d' } },
    });
    emulator.misbehave({ on: '/divisions', then: { redirect: `${foreign.origin}/moved`, status: 302 } });
    await http.axiosRef.get('divisions', { headers: { Cookie: 'canary-cookie-1a2b3c4d', 'X-Mine': 'mine' } });
    expect(emulator.apiRequests[0]?.headers['x-api-token']).toBe(FIXED_TOKEN);
    expect(emulator.apiRequests[0]?.headers['x-partner-secret']).toBeDefined();
    expect(foreign.seen).toHaveLength(1);
    expect(JSON.stringify(foreign.seen)).not.toMatch(/canary|mine/);
  });

  it('a foreign server that the caller named may redirect within itself, headers and body included', async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer((request, response) => {
      if (request.url === '/hook') response.writeHead(307, { location: '/hook/2' });
      response.end('{}');
    });
    const { http } = await startApp(emulator);
    await http.axiosRef.post(`${foreign.origin}/hook`, { a: 1 }, { headers: { 'X-Hook': 'theirs' } });
    expect(foreign.seen.map(({ url, body, headers }) => [url, body, headers['x-hook']])).toEqual([
      ['/hook', '{"a":1}', 'theirs'],
      ['/hook/2', '{"a":1}', 'theirs'],
    ]);
  });
});

describe('the fetch adapter', () => {
  const ways = [
    ['for one call', { perCall: { adapter: 'fetch' as const }, http: {} }],
    ['as http.transport', { perCall: {}, http: { transport: axios.getAdapter('fetch') } }],
  ] as const;

  it.each(ways)(
    '%s: H2 a redirect is not followed, and is an error of ours',
    async (_what, { perCall, http: options }) => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      const { http } = await startApp(emulator, { http: options, retry: quick });
      for (const status of [302, 307]) {
        emulator.misbehave({ on: 'api', times: 1, then: { redirect: `${foreign.origin}/moved`, status } });
        const error = await rejection(http.axiosRef.post('shipments', { phone: '48500100200' }, perCall));
        expect(error).toMatchObject({ name: 'NovaPostApiError', status });
        expect(axios.isAxiosError(error)).toBe(true);
      }
      expect(foreign.seen).toEqual([]);
      expect(emulator.apiRequests).toHaveLength(2);
    },
  );

  it.each(ways)(
    '%s: a rejected token is replaced and the call replayed',
    async (_what, { perCall, http: options }) => {
      const emulator = await startEmulator();
      const { http, tokens } = await startApp(emulator, { http: options, retry: quick });
      await tokens.getToken();
      emulator.revokeAllTokens();
      expect((await http.axiosRef.get('divisions', { params: { limit: 1 }, ...perCall })).status).toBe(200);
      expect(emulator.apiRequests).toHaveLength(2);
    },
  );

  it.each(['stream', 'blob', 'arraybuffer', 'text'] as const)(
    'an error asked for as %s is readable',
    async (responseType) => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      const error = await rejection(
        http.axiosRef.get('divisions', { params: { limit: 'x' }, adapter: 'fetch', responseType }),
      );
      expect(error).toMatchObject({ name: 'NovaPostValidationError', fields: { limit: expect.anything() } });
    },
  );

  it('H2 as http.transport: a redirected token request is refused', async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer();
    const { http } = await startApp(emulator, { http: { transport: axios.getAdapter('fetch') } });
    emulator.misbehave({ on: 'token', then: { redirect: `${foreign.origin}/steal`, status: 307 } });
    expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({ reason: 'redirected' });
    expect(foreign.seen).toEqual([]);
  });

  it.each([
    ['a 401 replayed', 'post', { status: 401 }],
    ['a lost connection repeated', 'put', { reset: true as const }],
  ])('G7 with a web stream as its body no call is sent twice, nor %s', async (_what, method, then) => {
    const emulator = await startEmulator();
    const sent: (string | undefined)[] = [];
    const transport = (config: InternalAxiosRequestConfig) => {
      sent.push(config.url);
      return axios.getAdapter('fetch')(config);
    };
    const { http } = await startApp(emulator, {
      apiKey: undefined,
      scheme: fixedScheme(),
      http: { transport },
      retry: quick,
    });
    emulator.misbehave({ on: 'api', then });
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"a":1}'));
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json' };
    const error = await rejection(http.axiosRef.request({ method, url: 'shipments', data: body, headers }));
    expect(isNovaPostError(error)).toBe(true);
    expect(sent).toEqual(['shipments']);
    expect(emulator.apiRequests.map(({ rawBody }) => rawBody.toString())).toEqual(['{"a":1}']);
  });

  it('G7 what a transport answers to a web stream is not replayed, and the token is refreshed', async () => {
    const emulator = await startEmulator();
    const sent: (string | undefined)[] = [];
    const transport = (config: InternalAxiosRequestConfig) => {
      sent.push(config.url);
      if (config.url !== 'shipments') return axios.getAdapter('http')(config);
      const response = { status: 401, statusText: '', headers: {}, config, data: '' };
      return Promise.reject(new AxiosError('Request failed with status code 401', '', config, {}, response));
    };
    const { http } = await startApp(emulator, { http: { transport } });
    const error = await rejection(http.axiosRef.post('shipments', new ReadableStream()));
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 401 });
    await emulator.waitForRequests(2, 'token');
    expect(sent.filter((url) => url === 'shipments')).toHaveLength(1);
  });
});

describe('errors of a call', () => {
  it('are axios errors, every class of them', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator, { retry: false });
    const errors: Error[] = [];
    const fail = async (...args: Parameters<typeof http.axiosRef.get>) => {
      errors.push(await rejection(http.axiosRef.get(...args)));
    };
    emulator.failTokenRequests(1, 401);
    await fail('divisions');
    emulator.behave();
    await fail('http://192.0.2.1/');
    const second = await startApp(emulator, { retry: false });
    emulator.failTokenRequests(1, 500);
    errors.push(await rejection(second.http.axiosRef.get('divisions')));
    const third = await startApp(emulator, { retry: false });
    await third.tokens.getToken();
    for (const then of [
      { status: 404 },
      { status: 422 },
      { status: 429 },
      { status: 500 },
      { reset: true as const },
    ]) {
      emulator.misbehave({ on: 'api', times: 1, then });
      errors.push(await rejection(third.http.axiosRef.get('divisions')));
    }
    errors.push(await rejection(third.http.axiosRef.get('divisions', { signal: AbortSignal.abort() })));
    expect(errors.map(({ name }) => name)).toEqual([
      'NovaPostCredentialsError',
      'NovaPostInsecureUrlError',
      'NovaPostTokenUnavailableError',
      'NovaPostNotFoundError',
      'NovaPostValidationError',
      'NovaPostRateLimitError',
      'NovaPostApiError',
      'NovaPostNetworkError',
      'CanceledError',
    ]);
    expect(errors.map((error) => axios.isAxiosError(error))).toEqual(errors.map(() => true));
    expect(tokens.status().state).toBe('refused');
  });

  it.each<[string, () => unknown]>([
    [
      'a raw error',
      () => Object.assign(new Error('canary-token-of-undici-1a2b3c'), { code: 'UND_ERR_SOCKET' }),
    ],
    ['a text', () => 'canary-token-of-undici-1a2b3c'],
    [
      'an axios error of another client',
      () => new AxiosError('x', 'ECONNRESET', { headers: { a: 'canary-token-of-undici-1a2b3c' } } as never),
    ],
  ])('a transport that throws %s ends in an error of ours, without what it holds', async (_what, make) => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, {
      apiKey: undefined,
      scheme: fixedScheme(),
      retry: false,
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- some do
      http: { transport: () => Promise.reject(make()) },
    });
    const error = await rejection(http.axiosRef.get('divisions'));
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', path: '/divisions' });
    expectNoSecrets(error, { token: 'canary-token-of-undici-1a2b3c' });
  });

  it('an unknown adapter and a header that cannot be sent, too', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false });
    for (const wrong of [{ adapter: 'carrier-pigeon' as never }, { method: 'G T' }]) {
      const error = await rejection(http.axiosRef.request({ url: 'divisions', ...wrong }));
      expect(axios.isAxiosError(error)).toBe(true);
      expect(isNovaPostError(error)).toBe(true);
    }
  });

  it('do not print the query, and keep it for a repeat', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false });
    const url = 'divisions?mail=canary-mail-1a2b3c4d';
    const params = { phone: 'canary-phone-1a2b3c4d' };
    for (const then of [{ status: 404 }, { reset: true as const }, { hang: true as const }]) {
      emulator.misbehave({ on: '/divisions', times: 1, then });
      const error = await rejection(http.axiosRef.get(url, { params, timeout: 100 }));
      const printed = [inspect(error, { depth: 10 }), JSON.stringify(error), error.message, error.stack];
      expect(printed.join()).not.toMatch(/canary/);
      expect(error['config']).toMatchObject({ method: 'get', url, params });
    }
  });
});
