import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { isNovaPostError } from 'nestjs-nova-post';
import { TestClock } from 'nestjs-nova-post/testing';
import { startApp, startEmulator } from '../support/app-setup.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

describe('calls through NovaPostHttpService', () => {
  it.each(['divisions', '/divisions'])('%s goes below the base URL with the bare token', async (url) => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    const { data } = await firstValueFrom(
      http.get<{ items: unknown[] }>(url, { params: { countryCodes: ['PL'], limit: 2 } }),
    );
    expect(data.items).toHaveLength(2);
    const [request] = emulator.apiRequests;
    expect(request?.path).toBe('/divisions');
    expect(request?.query).toMatchObject({ limit: '2' });
    expect(request?.url).toMatch(/countryCodes(\[\]|%5B%5D)=PL/);
    expect(request?.headers.authorization).toBe((await tokens.getToken()).reveal());
  });

  it('A1 500 concurrent first calls cause exactly one token request', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { http: { timeoutMs: 0 } });
    const answers = await Promise.all(
      Array.from({ length: 500 }, () => http.axiosRef.get('divisions', { params: { limit: 1 } })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it('B2 a token rotated under load: no call fails, none waits for the token', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http, tokens } = await startApp(emulator, { clock, token: { jitter: 0 } });
    await tokens.getToken();
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.misbehave({ on: 'token', times: 1, then: { until: gate } });
    const before = tokens.status().fingerprint;
    await clock.advance(40 * 60_000);
    await emulator.waitForRequests(2, 'token');
    // The refresh stands still; all of these are answered nevertheless.
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => http.axiosRef.get('divisions', { params: { limit: 1 } })),
      );
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    }
    expect(tokens.status()).toMatchObject({ fingerprint: before, refreshing: true });
    openGate();
    await until(() => !tokens.status().refreshing);
    expect((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
    expect(tokens.status().fingerprint).not.toBe(before);
    expect(emulator.tokenRequests).toHaveLength(2);
    expect(emulator.apiRequests.every(({ status }) => status === 200)).toBe(true);
  });

  it('C7 a hanging auth server ends in a typed error at 5 s, and its socket is closed', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock });
    emulator.hangTokenRequests();
    const failed = rejection(http.axiosRef.get('divisions'));
    await emulator.waitForRequests(1, 'token');
    await clock.advance(4_999);
    expect(emulator.tokenRequests[0]?.aborted).toBe(false);
    await clock.advance(1);
    expect(await failed).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'timeout' });
    await until(() => emulator.tokenRequests[0]?.aborted === true);
    expect(emulator.apiRequests).toHaveLength(0);
  });

  it('A6 a token reply of 1 MB is refused', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    emulator.misbehave({ on: 'token', times: 1, then: { body: { jwt: 'x'.repeat(1_000_000) } } });
    expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({ reason: 'malformed-reply' });
  });

  it('A5 a changed API key is a new account: the old token is never sent', async () => {
    const emulator = await startEmulator();
    const first = await startApp(emulator);
    const old = (await first.tokens.getToken()).reveal();
    const second = await startApp(emulator, { apiKey: emulator.addApiKey('canary-api-key-second-5e6f7a8b') });
    await second.http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(emulator.tokenRequests).toHaveLength(2);
    expect(emulator.apiRequests.map(({ headers }) => headers.authorization)).not.toContain(old);
  });

  it('A3 a caller who unsubscribes while waiting for the token does not end the refresh', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.misbehave({ on: 'token', times: 1, then: { until: gate } });
    const leaving = http.get('divisions').subscribe();
    const staying = Array.from({ length: 9 }, () => http.axiosRef.get('divisions', { params: { limit: 1 } }));
    await emulator.waitForRequests(1, 'token');
    leaving.unsubscribe();
    openGate();
    expect((await Promise.all(staying)).map(({ status }) => status)).toEqual(
      Array.from({ length: 9 }, () => 200),
    );
    expect(emulator.tokenRequests).toHaveLength(1);
    expect(emulator.apiRequests).toHaveLength(9);
  });

  describe('cancellation and time limits reach the socket', () => {
    it('AbortSignal', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      emulator.misbehave({ on: '/divisions', then: { hang: true } });
      const controller = new AbortController();
      const failed = rejection(http.axiosRef.get('divisions', { signal: controller.signal }));
      await emulator.waitForRequests(1, '/divisions');
      controller.abort();
      expect(axios.isCancel(await failed)).toBe(true);
      await until(() => emulator.apiRequests[0]?.aborted === true);
    });

    it('the time limit', async () => {
      const clock = new TestClock();
      const emulator = await startEmulator({ clock });
      const { http } = await startApp(emulator, { clock });
      emulator.misbehave({ on: '/shipments', then: { hang: true } });
      const failed = rejection(http.axiosRef.post('shipments', {}, { timeout: 800 }));
      await emulator.waitForRequests(1, '/shipments');
      await clock.advance(800);
      const error = await failed;
      expect(error).toMatchObject({
        name: 'NovaPostNetworkError',
        code: 'ECONNABORTED',
        method: 'POST',
        path: '/shipments',
      });
      expect(error.message).toContain('800 ms');
      await until(() => emulator.apiRequests[0]?.aborted === true);
      expect(emulator.apiRequests).toHaveLength(1);
    });

    it('leaves no listener on a signal that many calls share', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      const { signal } = new AbortController();
      let listeners = 0;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args: Parameters<typeof add>) => {
        listeners += 1;
        add(...args);
      };
      signal.removeEventListener = (...args: Parameters<typeof remove>) => {
        listeners -= 1;
        remove(...args);
      };
      for (let call = 0; call < 20; call += 1)
        await http.axiosRef.get('divisions', { params: { limit: 1 }, signal });
      emulator.misbehave({ on: '/divisions', then: { status: 404 } });
      await rejection(http.axiosRef.get('divisions', { signal }));
      expect(listeners).toBe(0);
    });
  });

  describe('where the token goes', () => {
    it('H3 an absolute URL elsewhere is called without the token', async () => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      const { http } = await startApp(emulator);
      await http.axiosRef.get(`${foreign.origin}/webhook`);
      expect(foreign.seen[0]?.headers.authorization).toBeUndefined();
      expect(emulator.tokenRequests).toHaveLength(0);
    });

    it('H3 a base URL given for one call does not lead the token away', async () => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      const { http } = await startApp(emulator);
      await http.axiosRef.get('divisions', { baseURL: foreign.origin });
      expect(foreign.seen[0]?.headers.authorization).toBeUndefined();
    });

    it('H3 a trusted origin gets the token', async () => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      const { http, tokens } = await startApp(emulator, { trustedOrigins: [foreign.origin] });
      await http.axiosRef.get(`${foreign.origin}/v.1.0/divisions`);
      expect(foreign.seen[0]?.headers.authorization).toBe((await tokens.getToken()).reveal());
    });

    it.each([
      'http://api.novapost.com/v.1.0/divisions',
      'http://192.0.2.1/',
      'ftp://files.example/',
      '//elsewhere.example/x',
    ])('H4 %s is refused before anything is sent', async (url) => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      expect(await rejection(http.axiosRef.get(url))).toMatchObject({ name: 'NovaPostInsecureUrlError' });
      expect(emulator.requests).toHaveLength(0);
    });

    it('H2 a redirect to another origin carries no header', async () => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      const { http } = await startApp(emulator);
      emulator.misbehave({ on: '/divisions', then: { redirect: `${foreign.origin}/moved`, status: 302 } });
      await http.axiosRef.get('divisions');
      expect(foreign.seen).toHaveLength(1);
      expect(foreign.seen[0]?.headers.authorization).toBeUndefined();
    });

    it.each([307, 308] as const)(
      'H2 a redirect (%s) that would carry the body to another origin is refused',
      async (status) => {
        const emulator = await startEmulator();
        const foreign = await startForeignServer();
        const { http } = await startApp(emulator);
        emulator.misbehave({ on: '/shipments', then: { redirect: `${foreign.origin}/moved`, status } });
        const error = await rejection(http.axiosRef.post('shipments', { phone: '48500100200' }));
        expect(error).toMatchObject({ name: 'NovaPostInsecureUrlError' });
        expect(foreign.seen).toHaveLength(0);
      },
    );

    it('H2 a redirect within the API keeps the token', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      emulator.misbehave({
        on: '/shipments',
        times: 1,
        then: { redirect: `${emulator.baseURL}/divisions?limit=1`, status: 302 },
      });
      expect((await http.axiosRef.get('shipments')).status).toBe(200);
      expect(emulator.tokenRequests).toHaveLength(1);
    });

    it('H2 a redirected token request is refused', async () => {
      const emulator = await startEmulator();
      const foreign = await startForeignServer();
      const { http } = await startApp(emulator);
      emulator.misbehave({ on: 'token', then: { redirect: `${foreign.origin}/steal`, status: 302 } });
      expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({ reason: 'redirected' });
      expect(foreign.seen).toHaveLength(0);
    });
  });

  describe('repeats', () => {
    const quick = { retries: 2, baseDelayMs: 1, maxDelayMs: 5 };

    it.each(['get', 'head', 'put', 'delete'])('%s is repeated after a reset connection', async (method) => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator, { retry: quick });
      emulator.misbehave({ on: '/divisions', times: 2, then: { reset: true } });
      emulator.misbehave({ on: '/divisions', then: { status: 200, body: {} } });
      expect((await http.axiosRef.request({ method, url: 'divisions' })).status).toBe(200);
      expect(emulator.apiRequests).toHaveLength(3);
    });

    it('an answer that breaks off is repeated', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator, { retry: quick });
      emulator.misbehave({ on: '/divisions', times: 1, then: { truncate: true } });
      expect((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
      expect(emulator.apiRequests).toHaveLength(2);
    });

    it.each([
      ['a reset connection', { reset: true } as const],
      ['429', { status: 429, headers: { 'Retry-After': '0' } }],
      ['503', { status: 503, headers: { 'Retry-After': '0' } }],
    ])('a POST is never repeated: %s', async (_what, then) => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator, { retry: quick });
      emulator.misbehave({ on: '/shipments', then });
      await rejection(http.axiosRef.post('shipments', {}));
      expect(emulator.apiRequests).toHaveLength(1);
    });

    it.each([429, 503])('%s is repeated after its Retry-After', async (status) => {
      const clock = new TestClock();
      const emulator = await startEmulator({ clock });
      const { http, tokens } = await startApp(emulator, { clock });
      await tokens.getToken();
      emulator.misbehave({ on: '/divisions', times: 1, then: { status, headers: { 'Retry-After': '3' } } });
      const answer = http.axiosRef.get('divisions', { params: { limit: 1 } });
      await until(() => clock.msToNextTimer === 3_000);
      await clock.advance(2_999);
      expect(emulator.apiRequests).toHaveLength(1);
      await clock.advance(1);
      expect((await answer).status).toBe(200);
      expect(emulator.apiRequests).toHaveLength(2);
    });

    it('a Retry-After beyond the limit ends the call and is told', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      emulator.throttle({ on: '/divisions', retryAfterSeconds: 120 });
      expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({
        name: 'NovaPostRateLimitError',
        retryAfter: 120,
      });
      expect(emulator.apiRequests).toHaveLength(1);
    });

    it('retry: false turns repeats off', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator, { retry: false });
      emulator.misbehave({ on: '/divisions', then: { reset: true } });
      expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({
        name: 'NovaPostNetworkError',
        code: 'ECONNRESET',
      });
      expect(emulator.apiRequests).toHaveLength(1);
    });

    it.each([408, 500, 502, 503, 504, 520, 524])(
      'a GET, HEAD or OPTIONS is repeated after %s, a PUT or DELETE only after 503',
      async (status) => {
        const emulator = await startEmulator();
        const { http } = await startApp(emulator, { retry: quick });
        const count = async (method: string): Promise<number> => {
          const before = emulator.apiRequests.length;
          emulator.misbehave({ on: '/divisions', times: 1, then: { status } });
          emulator.misbehave({ on: '/divisions', times: 1, then: { status: 200, body: {} } });
          await http.axiosRef.request({ method, url: 'divisions' }).catch(() => undefined);
          emulator.behave();
          return emulator.apiRequests.length - before;
        };
        expect([await count('get'), await count('head'), await count('options')]).toEqual([2, 2, 2]);
        const changing = [await count('put'), await count('delete'), await count('post')];
        expect(changing).toEqual(status === 503 ? [2, 2, 1] : [1, 1, 1]);
      },
    );

    it.each([400, 404, 501, 505])('%s is not repeated', async (status) => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator, { retry: quick });
      emulator.misbehave({ on: '/divisions', then: { status } });
      expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({ status });
      expect(emulator.apiRequests.length).toBe(1);
    });
  });

  describe('errors', () => {
    it('work in a handler written for axios', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      const error = await rejection(http.axiosRef.get('divisions', { params: { countryCodes: ['pl'] } }));
      expect(isNovaPostError(error)).toBe(true);
      expect(axios.isAxiosError(error)).toBe(true);
      if (!axios.isAxiosError(error)) return;
      expect(error.response?.status).toBe(422);
      expect(error.code).toBe('ERR_BAD_REQUEST');
      expect(error.response?.data).toMatchObject({ errors: expect.anything() });
      expect(error).toMatchObject({ name: 'NovaPostValidationError', method: 'GET', path: '/divisions' });
      expect(JSON.stringify(error)).toContain('validation.country_code');
    });

    it('404 has a class of its own', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      expect(await rejection(http.axiosRef.delete('shipments/12345'))).toMatchObject({
        name: 'NovaPostNotFoundError',
      });
    });

    it('an error body asked for as a stream or as bytes is readable all the same', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      for (const responseType of ['stream', 'arraybuffer'] as const) {
        const error = await rejection(
          http.axiosRef.get('divisions', { params: { limit: 'x' }, responseType }),
        );
        expect(error).toMatchObject({
          name: 'NovaPostValidationError',
          fields: { limit: expect.anything() },
        });
      }
    });

    it('a refused connection is a network error with the code of the system', async () => {
      const emulator = await startEmulator();
      const { http, tokens } = await startApp(emulator, { retry: false });
      await tokens.getToken();
      await emulator.stop();
      // The first call may find the old connection, which is then reset.
      await rejection(http.axiosRef.get('divisions'));
      expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({
        name: 'NovaPostNetworkError',
        code: 'ECONNREFUSED',
      });
    });

    it('what an interceptor of the application throws goes through as it is', async () => {
      const emulator = await startEmulator();
      const { http } = await startApp(emulator);
      const mine = new Error('mine');
      http.axiosRef.interceptors.request.use(() => Promise.reject(mine));
      expect(await rejection(http.axiosRef.get('divisions'))).toBe(mine);
    });
  });

  it('a stream arrives whole and can be ended early', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    const { data } = await http.axiosRef.get<AsyncIterable<Buffer>>('divisions', {
      params: { limit: 100 },
      responseType: 'stream',
    });
    const chunks: Buffer[] = [];
    for await (const chunk of data) chunks.push(chunk);
    expect((JSON.parse(Buffer.concat(chunks).toString()) as { items: unknown[] }).items).toHaveLength(100);
  });

  it('a configuration taken from an answer can be sent again', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    const first = await http.axiosRef.get('divisions', { params: { limit: 1 } });
    emulator.revokeAllTokens();
    expect((await http.axiosRef.request(first.config)).status).toBe(200);
    expect(emulator.tokenRequests).toHaveLength(2);
  });
});
