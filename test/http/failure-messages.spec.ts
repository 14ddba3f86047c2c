import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import axios, { type AxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { NovaPostClient } from 'nestjs-nova-post';
import { TestClock } from 'nestjs-nova-post/testing';
import { startApp, startEmulator } from '../support/app-setup.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

describe('what was never sent says so, with the caller’s own text', () => {
  it.each<[string, AxiosRequestConfig, string, string]>([
    ['a bad Date', { params: { since: new Date('x') } }, 'ERR_BAD_REQUEST', 'Invalid time value'],
    [
      'a serializer that throws',
      {
        params: { a: 1 },
        paramsSerializer: () => {
          throw new Error('my own text');
        },
      },
      'ERR_BAD_REQUEST',
      'my own text',
    ],
    ['a missing file', { method: 'post', data: 'missing' }, 'ENOENT', 'no such file'],
    ['a method that is none', { method: 'G T' }, 'ERR_INVALID_HTTP_TOKEN', 'must be a valid HTTP token'],
    ['an unparsable timeout', { timeout: 'abc' as never }, 'ERR_BAD_OPTION_VALUE', 'timeout must be'],
    ['a timeout that is an object', { timeout: {} as never }, 'ERR_BAD_OPTION_VALUE', 'timeout must be'],
    ['a retry that is wrong', { retry: { retries: -1 } }, 'ERR_BAD_OPTION_VALUE', 'retry must be'],
    [
      'a body over maxBodyLength',
      { method: 'put', data: 'xxxx', maxBodyLength: 3 },
      'ERR_BAD_REQUEST',
      'maxBodyLength',
    ],
  ])('%s', async (_what, config, code, text) => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    const data: unknown = config.data === 'missing' ? createReadStream('/nowhere/missing.pdf') : config.data;
    const error = await rejection(http.axiosRef.request({ url: 'divisions', ...config, data }));
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', code, notSent: true });
    expect(error.message).toContain('/divisions was not sent');
    expect(error.message).toContain(text);
    expect(emulator.apiRequests.length).toBe(0);
  });

  it('a connection that cannot be made, and not one that broke', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false });
    const refused = await rejection(http.axiosRef.get('http://127.0.0.1:9/x'));
    expect(refused).toMatchObject({ code: 'ECONNREFUSED', notSent: true });
    expect(refused.message).toContain('was not sent: no connection could be made');
    emulator.misbehave({ on: 'api', then: { reset: true } });
    const reset = await rejection(http.axiosRef.post('shipments', {}));
    expect(reset).toMatchObject({ code: 'ECONNRESET', notSent: false });
    expect(reset.message).toContain('got no answer');
  });

  it('a PUT that was lost before its repeat was refused may have been carried out', async () => {
    let calls = 0;
    const transport = () => {
      calls += 1;
      const code = calls === 1 ? 'ECONNRESET' : 'ECONNREFUSED';
      return Promise.reject(Object.assign(new Error(code), { code }));
    };
    const emulator = await startEmulator();
    const { tokens } = await startApp(emulator);
    await tokens.getToken();
    const retry = { retries: 1, baseDelayMs: 1 };
    const headers = { Authorization: 'mine' };
    const { http } = await startApp(emulator, { http: { transport }, retry });
    expect(await rejection(http.axiosRef.put('x', {}, { headers }))).toMatchObject({
      code: 'ECONNREFUSED',
      notSent: false,
    });
    expect(calls).toBe(2);
  });
});

describe('limits name their option', () => {
  it('maxContentLength, of one call and of typed calls', async () => {
    const emulator = await startEmulator();
    const { http, app } = await startApp(emulator, { http: { maxContentLength: 50 } });
    const own = await rejection(http.axiosRef.get('divisions', { maxContentLength: 10 }));
    const typed = await rejection(app.get(NovaPostClient).divisions.list());
    expect(
      [own.message, typed.message].map((text) => /maxContentLength allows \(\d+ bytes\)/.exec(text)?.[0]),
    ).toEqual(['maxContentLength allows (10 bytes)', 'maxContentLength allows (50 bytes)']);
    expect((await http.axiosRef.get('divisions')).status).toBe(200);
  });

  it('timeoutErrorMessage and clarifyTimeoutError work as in axios', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock });
    emulator.misbehave({ on: '/divisions', then: { hang: true } });
    const config = {
      timeout: 300,
      timeoutErrorMessage: 'too slow',
      transitional: { clarifyTimeoutError: true },
    };
    const failed = rejection(http.axiosRef.get('divisions', config));
    await emulator.waitForRequests(1, '/divisions');
    await clock.advance(300);
    expect(await failed).toMatchObject({ message: 'too slow', code: 'ETIMEDOUT' });
  });

  it('a stream that stands still ends after http.streamIdleTimeoutMs, its socket too', async () => {
    let closed = false;
    const { origin } = await startForeignServer((_request, response) => {
      response.on('close', () => (closed = true));
      response.write('half');
    });
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock });
    const { data } = await http.axiosRef.get<Readable>(`${origin}/file`, { responseType: 'stream' });
    const failed = once(data, 'error');
    const begun = once(data, 'data');
    await begun;
    await clock.advance(29_999);
    expect(data.destroyed).toBe(false);
    await clock.advance(1);
    const [error] = (await failed) as [Error];
    expect(error.message).toContain('stood still for 30000 ms, the limit of http.streamIdleTimeoutMs');
    await until(() => closed);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('a call that its caller ends', () => {
  it('keeps the reason and the configuration', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    await tokens.getToken();
    emulator.misbehave({ on: '/divisions', then: { hang: true } });
    const source = axios.CancelToken.source();
    const byToken = rejection(http.axiosRef.get('divisions', { cancelToken: source.token }));
    const controller = new AbortController();
    const bySignal = rejection(http.axiosRef.get('divisions', { signal: controller.signal }));
    await emulator.waitForRequests(2, '/divisions');
    source.cancel('the user left');
    controller.abort(new Error('shutting down'));
    expect(await byToken).toMatchObject({
      name: 'CanceledError',
      message: 'the user left',
      config: { url: 'divisions' },
    });
    expect(await bySignal).toMatchObject({ name: 'CanceledError', message: 'shutting down' });
  });

  it('many calls on one signal make no warning of a leak', async () => {
    const warnings: string[] = [];
    const onWarning = (warning: Error): unknown => warnings.push(warning.name);
    process.on('warning', onWarning);
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    const { signal } = new AbortController();
    await Promise.all(
      Array.from({ length: 30 }, () => http.axiosRef.get('divisions', { signal, params: { limit: 1 } })),
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});

describe('an error body', () => {
  it('with a list of 40 000 texts is read to the hundredth', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    emulator.misbehave({
      on: '/divisions',
      then: { status: 422, body: { errors: Array(40_000).fill('wrong') } },
    });
    const error = await rejection(http.axiosRef.get('divisions'));
    expect((error['fields'] as Record<string, string[]>)['']).toHaveLength(100);
  });
});

describe('repeats of one call', () => {
  it('are its own to turn on and off', async () => {
    const emulator = await startEmulator();
    const { http, app } = await startApp(emulator, { retry: false });
    emulator.misbehave({ on: '/divisions', then: { status: 503 } });
    await rejection(http.axiosRef.get('divisions', { retry: { retries: 2, baseDelayMs: 1 } }));
    expect(emulator.apiRequests.length).toBe(3);
    const { divisions } = app.get(NovaPostClient);
    await rejection(divisions.list({}, { retry: { retries: 1, baseDelayMs: 1 } }));
    expect(emulator.apiRequests.length).toBe(5);
  });
});

describe('a redirect through an http proxy with a password', () => {
  it('keeps Proxy-Authorization, and takes no other header to another origin', async () => {
    const proxyServer = await startForeignServer((request, response) => {
      const home = request.url?.includes('first.example') === true;
      response.writeHead(home ? 302 : 200, home ? { location: 'http://second.example/x' } : {}).end('{}');
    });
    const emulator = await startEmulator();
    const auth = { username: 'u', password: 'canary-password-proxy-1a2b3c4d' };
    const proxy = { host: '127.0.0.1', port: proxyServer.port, protocol: 'http', auth };
    const { http } = await startApp(emulator, { allowInsecureHttp: true });
    await http.axiosRef.get('http://first.example/x', { proxy, headers: { 'X-Mine': 'mine' } });
    const basic = `Basic ${Buffer.from(`u:${auth.password}`).toString('base64')}`;
    expect(
      proxyServer.seen.map(({ url, headers }) => [
        url,
        headers['proxy-authorization'] === basic,
        headers['x-mine'],
      ]),
    ).toEqual([
      ['http://first.example/x', true, 'mine'],
      ['http://second.example/x', true, undefined],
    ]);
  });
});
