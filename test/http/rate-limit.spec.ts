import axios, { type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { NovaPostModule, type NovaPostModuleOptions, type TokenScheme } from 'nestjs-nova-post';
import { TestClock, expectNoSecrets, type NovaPostEmulator } from 'nestjs-nova-post/testing';
import { Test } from '@nestjs/testing';
import { NovaPostHttpService, getNovaPostHttpToken } from 'nestjs-nova-post';
import { seededRandom } from '../accounts/seeded-random.js';
import { API_KEY, closeAfterTest, startApp, startEmulator, type NovaPostApp } from '../support/app-setup.js';
import { FIXED_TOKEN, fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const FIVE_A_MINUTE = { requests: 5, perMs: 60_000 };

const get = ({ http }: Pick<NovaPostApp, 'http'>, timeout?: number, page = 1) =>
  http.axiosRef.get('divisions', { params: { limit: 1, page }, ...(timeout !== undefined && { timeout }) });

async function times(count: number, call: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done += 1) await call();
}

describe('rateLimit', () => {
  it('a server that counts any interval never sees more than the limit, however long requests and answers travel', async () => {
    const clock = new TestClock();
    const random = seededRandom(20_261_127);
    const emulator = await startEmulator({ clock });
    const travel = () => new Promise<void>((resolve) => clock.setTimeout(resolve, random() * 900));
    const rateLimit = { requests: 10, perMs: 1_000 };
    let sending = 0;
    const transport = async (config: InternalAxiosRequestConfig) => {
      await travel();
      sending += 1;
      const response = await axios.getAdapter('http')(config);
      sending -= 1;
      await travel();
      return response;
    };
    const sent = async () => {
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await until(() => sending === 0);
    };
    const { http } = await startApp(emulator, { clock, rateLimit, http: { transport, timeoutMs: 0 } });
    let done = 0;
    const call = () => http.axiosRef.get('divisions').then(() => (done += 1));
    const calls = Array.from({ length: 95 }, call);
    while (done < calls.length) await clock.advance(10, sent);
    const times = emulator.apiRequests.map(({ receivedAt }) => receivedAt).sort((a, b) => a - b);
    const fullest = times.map(
      (time) => times.filter((other) => other >= time && other < time + 1_000).length,
    );
    expect(Math.max(...fullest)).toBeLessThanOrEqual(10);
    // Nor less than the limit allows: each interval waits for the slowest of its requests at most.
    expect(clock.monotonic()).toBeLessThan(10 * (1_000 + 2 * 900 + 20));
  });

  it('the call over the limit is rejected at once when its next slot comes after its timeout', async () => {
    const emulator = await startEmulator();
    const app = await startApp(emulator, { rateLimit: FIVE_A_MINUTE });
    await times(5, () => get(app));
    const error = await rejection(get(app, 1_000));
    expect(error).toMatchObject({
      name: 'NovaPostRateLimitError',
      code: 'NOVA_POST_RATE_LIMIT',
      status: 429,
      method: 'GET',
      path: '/divisions',
    });
    expect(error['retryAfter']).toBeGreaterThan(1);
    expect(error['retryAfter']).toBeLessThanOrEqual(62);
    expect(error.message).toMatch(
      /was not sent: rateLimit of 5 requests per 60 s reached; next slot in \d+ s, after this call's timeout/,
    );
    expect(axios.isAxiosError(error) && error.response?.status).toBe(429);
    expectNoSecrets(error, { key: API_KEY, token: (await app.tokens.getToken()).reveal() });
    expect(emulator.apiRequests).toHaveLength(5);
  });

  it('is off by default, and with false', async () => {
    const emulator = await startEmulator();
    for (const options of [{}, { rateLimit: false as const }]) {
      const app = await startApp(emulator, options);
      await times(12, () => get(app));
    }
    expect(emulator.apiRequests).toHaveLength(24);
  });

  it('calls over the limit wait, and go in the order they came', async () => {
    const emulator = await startEmulator();
    const app = await startApp(emulator, { rateLimit: { requests: 2, perMs: 400 } });
    await app.tokens.getToken();
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => get(app, 60_000, index + 1)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const pages = emulator.apiRequests.map(({ query }) => Number(query['page']));
    // Two go at a time and may overtake each other on the way.
    expect([pages.slice(0, 2), pages.slice(2, 4), pages.slice(4)].map((pair) => pair.sort())).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('repeats count: one that is rate limited leaves the answer there is', async () => {
    const emulator = await startEmulator();
    const app = await startApp(emulator, {
      rateLimit: { requests: 2, perMs: 60_000 },
      retry: { retries: 5, baseDelayMs: 1, maxDelayMs: 5 },
    });
    emulator.misbehave({ on: '/divisions', then: { status: 503, headers: { 'Retry-After': '0' } } });
    for (const responseType of ['json', 'stream'] as const) {
      const error = await rejection(app.http.axiosRef.get('divisions', { responseType }));
      expect(error).toMatchObject(
        responseType === 'json'
          ? { status: 503, code: 'ERR_BAD_RESPONSE' }
          : { code: 'NOVA_POST_RATE_LIMIT' },
      );
    }
    expect(emulator.apiRequests).toHaveLength(2);
  });

  it('a replay counts: rate limited, the call ends with its 401, and the token is replaced all the same', async () => {
    const emulator = await startEmulator();
    const app = await startApp(emulator, { rateLimit: { requests: 1, perMs: 60_000 } });
    await app.tokens.getToken();
    emulator.revokeAllTokens();
    expect(await rejection(get(app))).toMatchObject({ name: 'NovaPostApiError', status: 401 });
    expect(emulator.apiRequests).toHaveLength(1);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('holds for trusted origins together, and not for any other', async () => {
    const emulator = await startEmulator();
    const trusted = await startForeignServer();
    const foreign = await startForeignServer();
    const app = await startApp(emulator, { rateLimit: FIVE_A_MINUTE, trustedOrigins: [trusted.origin] });
    await times(3, () => get(app));
    await times(2, () => app.http.axiosRef.get(trusted.origin));
    await times(7, () => app.http.axiosRef.get(foreign.origin));
    expect(await rejection(app.http.axiosRef.get(trusted.origin))).toMatchObject({
      code: 'NOVA_POST_RATE_LIMIT',
    });
    expect(trusted.seen).toHaveLength(2);
    expect(foreign.seen).toHaveLength(7);
  });

  it('registrations of one account in an application count together', async () => {
    const emulator = await startEmulator();
    const options: NovaPostModuleOptions = {
      baseURL: emulator.baseURL,
      apiKey: emulator.apiKey,
      token: { startMode: 'lazy' },
      rateLimit: FIVE_A_MINUTE,
    };
    const module = await Test.createTestingModule({
      imports: [NovaPostModule.forRoot(options), NovaPostModule.forRoot({ ...options, name: 'again' })],
    }).compile();
    const app = await module.init();
    closeAfterTest(() => app.close());
    await times(3, () => get({ http: app.get(NovaPostHttpService) }));
    const again = app.get<NovaPostHttpService>(getNovaPostHttpToken('again'));
    await times(2, () => get({ http: again }));
    expect(await rejection(get({ http: again }))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
  });

  describe('a call that waits for its permit', () => {
    async function full(options: Partial<NovaPostModuleOptions> = {}) {
      const clock = new TestClock();
      const emulator = await startEmulator({ clock });
      const app = await startApp(emulator, { clock, rateLimit: FIVE_A_MINUTE, ...options });
      await times(5, () => get(app));
      return { ...app, emulator, clock, timers: clock.pendingTimers };
    }

    it('can be aborted, and leaves no timer', async () => {
      const { http, emulator, clock, timers } = await full();
      const controller = new AbortController();
      const failed = rejection(
        http.axiosRef.get('divisions', { signal: controller.signal, timeout: 120_000 }),
      );
      await until(() => clock.pendingTimers === timers + 2);
      controller.abort();
      expect((await failed).name).toBe('CanceledError');
      await until(() => clock.pendingTimers === timers);
      expect(emulator.apiRequests).toHaveLength(5);
    });

    it('is rejected as soon as its permit turns out to come too late', async () => {
      const clock = new TestClock();
      const emulator = await startEmulator({ clock });
      const app = await startApp(emulator, { clock, rateLimit: FIVE_A_MINUTE });
      await app.tokens.getToken();
      const hanging = emulator.misbehave({ on: '/divisions', then: { hang: true } });
      // The answers may come at any time, or never.
      const unanswered = Array.from({ length: 5 }, () => get(app, 0).catch(() => undefined));
      await emulator.waitForRequests(5, 'api');
      const failed = rejection(get(app, 61_000));
      await until(() => clock.msToNextTimer <= 60_000);
      await clock.advance(60_000);
      expect(await failed).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
      expect(emulator.apiRequests).toHaveLength(5);
      hanging.release();
      await Promise.all(unanswered);
    });

    it('is rejected when the application closes', async () => {
      const { http, app, emulator, clock, timers } = await full();
      const failed = rejection(http.axiosRef.get('divisions', { timeout: 0 }));
      await until(() => clock.pendingTimers === timers + 1);
      await app.close();
      expect(await failed).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
      expect(clock.pendingTimers).toBe(0);
      expect(emulator.apiRequests).toHaveLength(5);
    });

    it('goes with the token that is in force when its permit comes', async () => {
      const emulator = await startEmulator();
      const app = await startApp(emulator, { rateLimit: { requests: 1, perMs: 300 } });
      await get(app);
      const waiting = get(app, 60_000);
      await app.tokens.refresh();
      expect((await waiting).status).toBe(200);
      expect(emulator.apiRequests.at(-1)?.headers.authorization).toBe((await app.tokens.getToken()).reveal());
      expect(emulator.tokenRequests).toHaveLength(2);
    });
  });

  describe('of a scheme', () => {
    const limited = (emulator: NovaPostEmulator, requests: number): TokenScheme => ({
      ...fixedScheme(),
      rateLimit: { requests, perMs: 60_000 },
      obtain: async (exchange) => {
        await exchange.send({
          method: 'GET',
          url: 'clients/authorization',
          params: { apiKey: emulator.apiKey },
        });
        return { token: FIXED_TOKEN, expiresInMs: 3_600_000 };
      },
    });
    const open = async (requests: number, options: Partial<NovaPostModuleOptions> = {}) => {
      const emulator = await startEmulator();
      emulator.misbehave({ on: 'api', then: { status: 200, body: {} } });
      const scheme = limited(emulator, requests);
      const app = await startApp(emulator, { apiKey: undefined, scheme, ...options });
      return { ...app, emulator };
    };

    it('holds without the option, and counts token requests', async () => {
      const app = await open(3);
      await times(2, () => get(app));
      expect(await rejection(get(app))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
      expect([app.emulator.tokenRequests.length, app.emulator.apiRequests.length]).toEqual([1, 2]);
    });

    it('the option goes before it, and false turns it off', async () => {
      const wider = await open(1, { rateLimit: { requests: 4, perMs: 60_000 } });
      await times(3, () => get(wider));
      expect(await rejection(get(wider))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
      const off = await open(1, { rateLimit: false });
      await times(6, () => get(off));
      expect(off.emulator.apiRequests).toHaveLength(6);
    });

    it('a token request over the limit is not sent either, and pauses as if the server had asked for it', async () => {
      const app = await open(2);
      await times(1, () => get(app));
      await rejection(app.tokens.refresh());
      expect(app.tokens.status()).toMatchObject({
        state: expect.stringMatching(/fresh|degraded/),
        lastError: { reason: 'throttled' },
      });
      expect(app.emulator.tokenRequests).toHaveLength(1);
    });
  });
});
