import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import axios, { AxiosError } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { startApp, startEmulator } from '../support/app-setup.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';

const retry = { retries: 1, baseDelayMs: 1, maxDelayMs: 5 };

/** Each line of the table by its first cell, with what proves it. */
const LINES: Record<string, () => Promise<void>> = {
  'The token': async () => {
    const { http, emulator } = await setUp();
    await http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(emulator.apiRequests[0]?.headers.authorization).toBeDefined();
    emulator.revokeAllTokens();
    expect(
      (await http.axiosRef.post('shipments', {}).catch((error: unknown) => error as Error)) instanceof Error,
    ).toBe(true);
    expect(emulator.tokenRequests.length).toBe(2);
  },
  'Adapters of your own': async () => {
    const { http, emulator } = await setUp();
    const adapter = axios.getAdapter('http');
    const error = await rejection(http.axiosRef.get('divisions', { adapter }));
    expect(error).toMatchObject({ status: 401 });
    expect(emulator.apiRequests[0]?.headers.authorization).toBeUndefined();
    expect((await http.axiosRef.get('divisions', { adapter: 'http', params: { limit: 1 } })).status).toBe(
      200,
    );
  },
  Repeats: async () => {
    const { http, emulator } = await setUp();
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 502 } });
    expect((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 502 } });
    expect(await rejection(http.axiosRef.get('divisions', { retry: false }))).toMatchObject({ status: 502 });
  },
  'A 429 with `Retry-After`': async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock, retry: false });
    emulator.misbehave({
      on: '/divisions',
      times: 1,
      then: { status: 429, headers: { 'Retry-After': '30' } },
    });
    await rejection(http.axiosRef.post('divisions', {}));
    expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
    expect(emulator.apiRequests.length).toBe(1);
    await clock.advance(30_000);
    expect((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
  },
  '`timeout`': async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock });
    emulator.hangTokenRequests();
    const failed = rejection(http.axiosRef.get('divisions', { timeout: 300 }));
    await emulator.waitForRequests(1, 'token');
    await clock.advance(300);
    expect(await failed).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'deadline' });
  },
  '`instanceof AxiosError`': async () => {
    const { http } = await setUp();
    const error = await rejection(http.axiosRef.get('nowhere'));
    expect(error instanceof AxiosError).toBe(false);
    expect(axios.isAxiosError(error)).toBe(true);
  },
  'What an error prints': async () => {
    const { http } = await setUp();
    const error = await rejection(
      http.axiosRef.get('nowhere', { params: { phone: 'canary-phone-1a2b3c4d' } }),
    );
    expect(JSON.stringify(error)).not.toMatch(/config|canary/);
    expect(error['config']).toMatchObject({ params: { phone: 'canary-phone-1a2b3c4d' } });
  },
  'Error bodies': async () => {
    const { http } = await setUp();
    for (const responseType of ['stream', 'arraybuffer', 'text'] as const) {
      const error = await rejection(http.axiosRef.get('divisions', { params: { limit: 'x' }, responseType }));
      expect((error as unknown as AxiosError).response?.data).toMatchObject({ errors: expect.anything() });
    }
  },
  '`set-cookie`': async () => {
    const { http, emulator } = await setUp();
    const then = { status: 404, headers: { 'Set-Cookie': 'a=b', 'X-Other': '1' } };
    emulator.misbehave({ on: '/divisions', then });
    const { response } = (await rejection(http.axiosRef.get('divisions'))) as unknown as AxiosError;
    expect(response?.headers).toMatchObject({ 'x-other': '1' });
    expect(response?.headers['set-cookie']).toBeUndefined();
  },
  '`request`': async () => {
    const { http, emulator } = await setUp();
    const { request } = await http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(request).toEqual({ res: { responseUrl: `${emulator.baseURL}/divisions?limit=1` } });
  },
  'Proxy, agents and `auth` in `config`': async () => {
    const { http } = await setUp();
    const auth = { username: 'u', password: 'canary-password-1a2b3c4d' };
    const error = await rejection(http.axiosRef.get('divisions', { auth }));
    expect((error as unknown as AxiosError).config?.auth).toBeUndefined();
  },
  Streams: async () => {
    const { http } = await setUp();
    const { data } = await http.axiosRef.get<Readable>('divisions', { responseType: 'stream' });
    expect(data).toBeInstanceOf(Readable);
    expect(data).not.toHaveProperty('socket');
    await buffer(data);
  },
  'Plain http': async () => {
    const { http } = await setUp();
    const error = await rejection(http.axiosRef.get('http://192.0.2.1/'));
    expect(error).toMatchObject({ name: 'NovaPostInsecureUrlError' });
  },
  '`data:` and other URLs': async () => {
    const { http } = await setUp();
    for (const url of ['data:text/plain,hi', 'https:evil', 'file:///etc/passwd']) {
      expect(
        await rejection(http.axiosRef.get(url, url.startsWith('data:') ? { baseURL: '' } : {})),
      ).toMatchObject({ name: 'NovaPostInsecureUrlError' });
    }
  },
  'Redirects to another origin': async () => {
    const { http, emulator } = await setUp();
    const foreign = await startForeignServer();
    emulator.misbehave({ on: '/divisions', then: { redirect: `${foreign.origin}/moved`, status: 307 } });
    expect(await rejection(http.axiosRef.post('divisions', { a: 1 }))).toMatchObject({
      name: 'NovaPostInsecureUrlError',
    });
    expect(await rejection(http.axiosRef.get('divisions', { data: { a: 1 } }))).toMatchObject({
      name: 'NovaPostInsecureUrlError',
    });
    expect(foreign.seen).toEqual([]);
    await http.axiosRef.get('divisions', { headers: { 'X-Mine': 'mine' } });
    expect(foreign.seen.map(({ headers, body }) => [headers['x-mine'], headers.authorization, body])).toEqual(
      [[undefined, undefined, '']],
    );
  },
  'Redirects with the fetch adapter': async () => {
    const { http, emulator } = await setUp();
    emulator.misbehave({
      on: '/divisions',
      then: { redirect: `${emulator.baseURL}/divisions`, status: 302 },
    });
    expect(await rejection(http.axiosRef.get('divisions', { adapter: 'fetch' }))).toMatchObject({
      status: 302,
    });
  },
  'Global defaults': async () => {
    const { http, emulator } = await setUp();
    axios.defaults.headers.common['X-Host'] = 'host';
    try {
      await http.axiosRef.get('divisions', { params: { limit: 1 } });
    } finally {
      delete axios.defaults.headers.common['X-Host'];
    }
    expect(emulator.apiRequests[0]?.headers).not.toHaveProperty('x-host');
  },
  '`http.headers`': async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer();
    const { http } = await startApp(emulator, { http: { headers: { 'X-Gateway': 'key' } } });
    const { config } = await http.axiosRef.get('divisions', { params: { limit: 1 } });
    await http.axiosRef.get(`${foreign.origin}/x`);
    expect(emulator.apiRequests[0]?.headers['x-gateway']).toBe('key');
    expect(foreign.seen[0]?.headers['x-gateway']).toBeUndefined();
    expect(config.headers.has('X-Gateway')).toBe(false);
  },
  "A proxy's 407": async () => {
    const proxyServer = await startForeignServer((_request, response) => response.writeHead(407).end());
    const { http } = await setUp();
    const proxy = { host: '127.0.0.1', port: proxyServer.port, protocol: 'http' };
    const error = await rejection(http.axiosRef.get('divisions', { proxy }));
    expect(error).toMatchObject({
      name: 'NovaPostNetworkError',
      code: 'ERR_PROXY_AUTHENTICATION',
      notSent: true,
    });
  },
};

async function setUp() {
  const emulator = await startEmulator();
  return { emulator, ...(await startApp(emulator, { retry })) };
}

const page = readFileSync(new URL('../../docs/differences-from-axios.md', import.meta.url), 'utf8');
const cells = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .map((line) => line.split(' | ')[0]!.slice(2).trim())
  .slice(1);

describe('the table of differences from plain axios', () => {
  it('has a test for each line, and a line for each test', () => {
    expect(cells).toEqual(Object.keys(LINES));
  });

  it.each(Object.entries(LINES))('%s', async (_line, prove) => {
    await prove();
  });
});
