import { inspect } from 'node:util';
import type { AxiosError, AxiosInstance, InternalAxiosRequestConfig } from 'axios';
import { createAuthRefresh } from 'axios-auth-refresh';
import { setupCache } from 'axios-cache-interceptor';
import MockAdapter from 'axios-mock-adapter';
import axiosRetry from 'axios-retry';
import { describe, expect, it } from '@jest/globals';
import * as rax from 'retry-axios';
import { NovaPostClient } from 'nestjs-nova-post';
import { expectNoSecrets, type NovaPostEmulator } from 'nestjs-nova-post/testing';
import { startApp, startEmulator, type NovaPostApp } from '../support/app-setup.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';

interface SetUp extends NovaPostApp {
  readonly emulator: NovaPostEmulator;
  readonly axiosRef: AxiosInstance;
}

async function setUp(): Promise<SetUp> {
  const emulator = await startEmulator();
  const app = await startApp(emulator, { retry: false });
  return { ...app, emulator, axiosRef: app.http.axiosRef };
}

/** For plug-ins whose types are those of axios for CommonJS: the same instance. */
const plain = (axiosRef: AxiosInstance): never => axiosRef as never;

/** What arrived, without what belongs to one attempt. */
const arrived = ({ apiRequests }: NovaPostEmulator): string[] =>
  apiRequests.map(({ method, url, rawBody, headers }) =>
    [method, url, rawBody.toString(), headers['content-type'], headers['x-mine']].join(' '),
  );

const requests: [string, (axiosRef: AxiosInstance) => Promise<unknown>][] = [
  ['a GET with a query', (axiosRef) => axiosRef.get('divisions', { params: { countryCodes: ['PL'] } })],
  [
    'a POST with a body and a header',
    (axiosRef) => axiosRef.post('divisions', { a: 'Ї' }, { headers: { 'X-Mine': '1' } }),
  ],
  ['a PUT with a text', (axiosRef) => axiosRef.put('divisions', ' text ')],
  ['a DELETE with a body', (axiosRef) => axiosRef.delete('divisions', { data: { numbers: ['1'] } })],
];

describe('an error’s configuration that is sent again', () => {
  it.each(requests)('is the same request, with a token of its own: %s', async (_what, send) => {
    const { emulator, axiosRef, tokens } = await setUp();
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 500 } });
    emulator.misbehave({ on: '/divisions', then: { status: 200, body: {} } });
    const error = (await rejection(send(axiosRef))) as unknown as AxiosError;
    await tokens.invalidate();
    error.config!.headers['X-Again'] = '1';
    await axiosRef({ ...error.config! });
    const [first, second] = arrived(emulator);
    expect(second).toBe(first);
    const [before, after] = emulator.apiRequests;
    expect(after?.headers['x-again']).toBe('1');
    expect(after?.headers.authorization).not.toBe(before?.headers.authorization);
    expect(emulator.tokenRequests.length).toBe(2);
    expectNoSecrets([error.config, error.response], {
      token: String(before?.headers.authorization),
      key: emulator.apiKey,
    });
  });

  it.each(['of an error', 'of an answer'])(
    'runs once, though it has been through our adapter before: %s',
    async (_of) => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator, { retry: { retries: 2, baseDelayMs: 1 } });
      for (const adapter of [undefined, 'fetch' as const]) {
        const settings = adapter === undefined ? {} : { adapter };
        const answer = await http.axiosRef.get('divisions', { params: { limit: 1 }, ...settings });
        emulator.misbehave({ on: '/divisions', then: { status: 503 } });
        const error = (await rejection(http.axiosRef.get('divisions', settings))) as unknown as AxiosError;
        const before = emulator.apiRequests.length;
        const config = _of === 'of an error' ? error.config : answer.config;
        await rejection(http.axiosRef(config as InternalAxiosRequestConfig));
        expect(emulator.apiRequests.length - before).toBe(1 + 2);
        emulator.behave();
      }
    },
  );

  it('goes through its own proxy again, whose password is in no configuration, error or answer', async () => {
    const proxyServer = await startForeignServer((request, response) => {
      response.writeHead(request.url?.endsWith('bad') === true ? 404 : 200).end('{}');
    });
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false });
    const auth = { username: 'u', password: 'canary-password-of-proxy-1a2b3c4d' };
    const proxy = { host: '127.0.0.1', port: proxyServer.port, protocol: 'http', auth };
    const answer = await http.axiosRef.get('good', { proxy });
    const error = (await rejection(http.axiosRef.get('bad', { proxy }))) as unknown as AxiosError;
    expectNoSecrets([answer, answer.config, error, error.config, error.response], {
      password: auth.password,
    });
    await http.axiosRef({ ...answer.config });
    await rejection(http.axiosRef({ ...error.config! }));
    const sent = proxyServer.seen.map(({ url, headers }) => [
      url?.split('/').at(-1),
      headers['proxy-authorization'],
    ]);
    const basic = `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;
    expect(sent).toEqual([
      ['good', basic],
      ['bad', basic],
      ['good', basic],
      ['bad', basic],
    ]);
  });

  it('can be written to, as axios’ own', async () => {
    const { emulator, axiosRef } = await setUp();
    emulator.misbehave({ on: '/divisions', then: { status: 500 } });
    const error = (await rejection(axiosRef.get('divisions'))) as unknown as AxiosError & {
      config: InternalAxiosRequestConfig & { again?: boolean };
    };
    error.config.again = true;
    error.config = { ...error.config, url: 'other' };
    expect(error.config).toMatchObject({ again: true, url: 'other' });
    expect(inspect(error)).not.toContain('other');
  });
});

describe('axios-retry', () => {
  it.each(requests)('repeats the same request as often as it is told: %s', async (_what, send) => {
    const { emulator, axiosRef } = await setUp();
    axiosRetry(plain(axiosRef), { retries: 3, retryCondition: () => true, retryDelay: () => 1 });
    emulator.misbehave({ on: '/divisions', then: { status: 500 } });
    expect(await rejection(send(axiosRef))).toMatchObject({ name: 'NovaPostApiError', status: 500 });
    expect(arrived(emulator)).toHaveLength(1 + 3);
    expect(new Set(arrived(emulator)).size).toBe(1);
  });
});

describe('retry-axios', () => {
  it('repeats the same request as often as it is told', async () => {
    const { emulator, axiosRef } = await setUp();
    rax.attach(plain(axiosRef));
    emulator.misbehave({ on: '/divisions', then: { status: 500 } });
    const raxConfig = { retry: 2, backoffType: 'static' as const, retryDelay: 1 };
    const config = { params: { countryCodes: ['PL'] }, raxConfig };
    expect(await rejection(axiosRef.get('divisions', config))).toMatchObject({ status: 500 });
    expect(arrived(emulator)).toHaveLength(1 + 2);
    expect(new Set(arrived(emulator)).size).toBe(1);
  });
});

describe('axios-auth-refresh', () => {
  it('sends the same request again after its own refresh, and not for ever', async () => {
    const { emulator, axiosRef } = await setUp();
    let refreshed = 0;
    createAuthRefresh(
      plain(axiosRef),
      () => {
        refreshed += 1;
        return Promise.resolve();
      },
      { statusCodes: [403] },
    );
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 403 } });
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 200, body: {} } });
    await axiosRef.post('divisions', { a: 1 });
    expect(refreshed).toBe(1);
    expect(new Set(arrived(emulator)).size).toBe(1);
    emulator.misbehave({ on: '/divisions', then: { status: 403 } });
    expect(await rejection(axiosRef.post('divisions', { a: 1 }))).toMatchObject({ status: 403 });
    expect(arrived(emulator)).toHaveLength(2 + 2);
  });
});

describe('axios-cache-interceptor', () => {
  it('answers from its cache without a request', async () => {
    const { emulator, axiosRef } = await setUp();
    const cached = setupCache(plain(axiosRef));
    const first = await cached.get('divisions', { params: { limit: 1 } });
    const second = await cached.get('divisions', { params: { limit: 1 } });
    expect([first.cached, second.cached]).toEqual([false, true]);
    expect(second.data).toEqual(first.data);
    expect(emulator.requests.length).toBe(2);
  });
});

describe('axios-mock-adapter', () => {
  it('answers without any server, and no token is fetched', async () => {
    const { emulator, axiosRef } = await setUp();
    const mock = new MockAdapter(plain(axiosRef));
    mock.onGet('divisions').reply(200, { items: [1] });
    mock.onGet('nowhere').reply(404, { message: 'none' });
    mock.onGet('broken').networkError();
    expect((await axiosRef.get('divisions')).data).toEqual({ items: [1] });
    expect(await rejection(axiosRef.get('nowhere'))).toMatchObject({ name: 'NovaPostNotFoundError' });
    expect(await rejection(axiosRef.get('broken'))).toMatchObject({ name: 'NovaPostNetworkError' });
    expect(emulator.requests.length).toBe(0);
  });

  it('lets through what it has no answer to, with the token', async () => {
    const { emulator, axiosRef } = await setUp();
    new MockAdapter(plain(axiosRef), { onNoMatch: 'passthrough' });
    expect((await axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
    expect(emulator.apiRequests.length).toBe(1);
  });
});

describe('the typed client beside an application’s interceptors', () => {
  it('is not reached by them, by a mock, or by changed defaults of the instance', async () => {
    const { emulator, axiosRef, app } = await setUp();
    axiosRef.interceptors.response.use((response) => response.data as never);
    axiosRef.interceptors.request.use(() => Promise.reject(new Error('mine')));
    axiosRef.defaults.transformResponse = [() => 'spoilt'];
    new MockAdapter(plain(axiosRef));
    const page = await app.get(NovaPostClient).divisions.list({ limit: 2 });
    expect(page.items).toHaveLength(2);
    expect(emulator.apiRequests.length).toBe(1);
  });
});
