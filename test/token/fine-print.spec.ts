import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { createServer } from 'node:http';
import { once } from 'node:events';
import axios, { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { NovaPostModule } from 'nestjs-nova-post';
import { TestClock, expectNoSecrets } from 'nestjs-nova-post/testing';
import { AccountIdentity } from '../../src/account-identity.js';
import {
  closeAfterTest,
  startApp,
  startEmulator,
  startModule,
  API_KEY as KEY,
} from '../support/app-setup.js';
import { fakeJwt } from '../support/scripted-auth-server.js';
import { rejection, setUpTokens, settlesAtOnce } from '../support/token-setup.js';
import { until } from '../support/until.js';

const MINUTE = 60_000,
  HOUR = 60 * MINUTE;

async function foreignServer() {
  const seen: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer((q, s) => {
    const c: Buffer[] = [];
    q.on('data', (x: Buffer) => c.push(x));
    q.on('end', () => {
      seen.push({ headers: q.headers, body: Buffer.concat(c).toString() });
      s.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest(
    () =>
      new Promise((r) => {
        server.closeAllConnections();
        server.close(r);
      }),
  );
  return { origin: `http://127.0.0.1:${String((server.address() as { port: number }).port)}`, seen };
}

function gate() {
  let open: () => void = () => undefined;
  const shut = new Promise<void>((r) => (open = r));
  return {
    open: () => {
      open();
    },
    shut,
  };
}

describe('the fine print', () => {
  it.each(['a.b.c\r\nX-Injected:1', 'a.b.c\n', 'a.b.c\r', 'a.b.c\u0000', 'a.b.ü'])(
    'A6 %j in a token is refused',
    async (jwt) => {
      const { tokens, server } = setUpTokens();
      server.next({ body: { jwt } });
      expect(await rejection(tokens.getToken())).toMatchObject({ reason: 'malformed-reply' });
    },
  );

  it('B1 the lifetime counts from the start of a slow request, not from its reply', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.sendDate = false;
    const start = clock.now();
    const jwt = server.jwt();
    const { open, shut } = gate();
    server.next(async () => {
      await shut;
      return { body: { jwt } };
    });
    const got = tokens.getToken();
    await clock.advance(4_000);
    open();
    expect((await got).expiresAt).toEqual(new Date(start + HOUR));
    await clock.advance(40 * MINUTE - 4_000);
    expect(server.requests).toBe(2);
  });

  it.each([
    [0, 40],
    [0.5, 39],
    [1, 38],
  ])('B3 the service uses its randomness for the refresh point (%s)', async (random, minutes) => {
    const { tokens, server, clock } = setUpTokens({ random: () => random, token: { jitter: 0.05 } });
    await tokens.getToken();
    await clock.advance(minutes * MINUTE - 1000);
    expect(server.requests).toBe(1);
    await clock.advance(1000);
    expect(server.requests).toBe(2);
  });

  it('B5 no timer is ever asked for more than setTimeout can count', async () => {
    const clock = new TestClock();
    const delays: number[] = [];
    const spying = {
      now: clock.now,
      monotonic: clock.monotonic,
      clearTimeout: clock.clearTimeout,
      setTimeout: (cb: () => void, ms: number) => {
        delays.push(ms);
        return clock.setTimeout(cb, ms);
      },
    };
    const { tokens, server } = setUpTokens({ clock: spying });
    server.lifetimeMs = 60 * 24 * HOUR;
    // the scripted server's clock is its own; time does not matter here
    await tokens.getToken();
    expect(Math.max(...delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  });

  it('H4 a scheme that asks a plain http server is refused before anything is sent', async () => {
    const { open, server } = setUpTokens();
    const tokens = open({
      apiKey: undefined,
      scheme: {
        name: 'plain',
        credential: () => 'abc',
        headers: () => ({}),
        obtain: async (exchange) => {
          await exchange.send({
            method: 'POST',
            url: 'http://auth.example.com/login',
            body: { password: 'x' },
          });
          return { token: 't' };
        },
      },
    });
    expect(await rejection(tokens.getToken())).toMatchObject({ name: 'NovaPostInsecureUrlError' });
    expect(server.requests).toBe(0);
  });

  it('H4 allowInsecureHttp allows http, and no other protocol', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { allowInsecureHttp: true });
    expect(await rejection(http.axiosRef.get('ftp://files.example/'))).toMatchObject({
      name: 'NovaPostInsecureUrlError',
    });
  });

  it('I1 the refresh timer does not keep the process alive', async () => {
    const emulator = await startEmulator();
    const { app, tokens } = await startModule(
      ScheduleModule.forRoot(),
      NovaPostModule.forRoot({ baseURL: emulator.baseURL, apiKey: KEY, token: { startMode: 'lazy' } }),
    );
    await tokens.getToken();
    const registry = app.get(SchedulerRegistry, { strict: false });
    const timer = registry.getTimeout<NodeJS.Timeout>(registry.getTimeouts()[0] ?? '');
    expect(timer.hasRef()).toBe(false);
  });

  it.each(['json', 'stream', 'arraybuffer'] as const)(
    'I1 a call leaves no timer behind, whether it succeeds or fails (%s)',
    async (responseType) => {
      const clock = new TestClock();
      const emulator = await startEmulator({ clock });
      const { http } = await startApp(emulator, { clock, retry: false });
      const { data } = await http.axiosRef.get<unknown>('divisions', { params: { limit: 1 }, responseType });
      if (responseType === 'stream') await buffer(data as NodeJS.ReadableStream);
      await rejection(http.axiosRef.get('nowhere', { responseType }));
      emulator.misbehave({ on: 'api', times: 1, then: { reset: true } });
      await rejection(http.axiosRef.get('divisions', { responseType }));
      expect(clock.pendingTimers).toBe(1);
    },
  );

  it('I2 close while a caller waits out the pause after a stale reply: told at once, no timer left', async () => {
    const { services, tokens, server, clock } = setUpTokens();
    server.always({ body: { jwt: server.jwt({ iat: -3580, exp: 20 }) } });
    await tokens.getToken();
    await clock.advance(16_000);
    const waiting = rejection(tokens.getToken());
    expect(await settlesAtOnce(waiting)).toBe(false);
    expect(clock.pendingTimers).toBeGreaterThan(0);
    await services.onApplicationShutdown();
    expect(await waiting).toMatchObject({ reason: 'closed' });
    expect(clock.pendingTimers).toBe(0);
  });

  it('B4 a token with less than 5 s left is not handed out, one with more is', async () => {
    const { tokens, server, clock } = setUpTokens();
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(HOUR - 5_001);
    expect(await tokens.getToken()).toBeDefined();
    await clock.advance(1);
    await rejection(tokens.getToken());
  });

  it('B6 the same token without a Date header is not handed out past its end', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.sendDate = false;
    const same = server.jwt();
    server.always(() => ({ body: { jwt: same } }));
    const { expiresAt } = await tokens.getToken();
    let late = 0;
    for (let minute = 0; minute < 120; minute += 1) {
      void tokens.getToken({ timeoutMs: 50_000 }).then(
        () => {
          if (clock.now() > expiresAt.getTime()) late += 1;
        },
        () => undefined,
      );
      await clock.advance(MINUTE);
    }
    expect(late).toBe(0);
  });

  it('B6 the same token without Date: state after its end', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.sendDate = false;
    const same = server.jwt();
    server.always(() => ({ body: { jwt: same } }));
    await tokens.getToken();
    await clock.advance(61 * MINUTE);
    expect(tokens.status().state).toBe('expired');
  });

  it('B6 an expired token as the answer is asked for at most once in 30 s', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.always(() => ({ body: { jwt: server.jwt({ iat: -3700, exp: -100 }) } }));
    for (let second = 0; second < 300; second += 1) {
      void tokens.getToken().catch(() => undefined);
      await clock.advance(1000);
    }
    expect(server.requests).toBeGreaterThanOrEqual(5);
    expect(
      server.requestTimesMs.slice(1).every((at, i) => at - (server.requestTimesMs[i] ?? 0) >= 30_000),
    ).toBe(true);
  });

  it('C1 the longest wait between two attempts is 30 s, and a success starts the back-off anew', async () => {
    const { tokens, server, clock } = setUpTokens({ random: () => 0.999 });
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(55 * MINUTE);
    const gaps = server.requestTimesMs.slice(2).map((at, i) => at - (server.requestTimesMs[i + 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000);
    expect(Math.max(...gaps)).toBeGreaterThan(29_000);
    server.recover();
    await clock.advance(30_000);
    expect(tokens.status().state).toBe('fresh');
    server.next({ status: 500, body: {} });
    const { retryAt } = (await rejection(tokens.refresh())) as unknown as { retryAt: Date };
    expect(retryAt.getTime() - clock.now()).toBeLessThanOrEqual(1_000);
  });

  it('C6 refresh() keeps the back-off while the old token is valid', async () => {
    const { tokens, server } = setUpTokens();
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    for (let call = 0; call < 20; call += 1) await rejection(tokens.refresh());
    expect(server.requests).toBe(2);
  });

  it('C4 a rejected token does not break the silence that Retry-After asks for', async () => {
    const { tokens, server } = setUpTokens();
    const token = await tokens.getToken();
    server.always({ status: 503, headers: { 'retry-after': '120' }, body: {} });
    await rejection(tokens.refresh());
    for (let call = 0; call < 5; call += 1) await rejection(tokens.getToken({ rejected: token }));
    expect(server.requests).toBe(2);
  });

  it('I2 close waits until the refresh has ended', async () => {
    const { services, tokens, server } = setUpTokens();
    server.next(() => new Promise<never>(() => undefined));
    void tokens.getToken().catch(() => undefined);
    await services.onApplicationShutdown();
    expect(tokens.status().refreshing).toBe(false);
  });

  it('I3 lazy asks nothing, not even later', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { tokens } = await startApp(emulator, { clock, token: { startMode: 'lazy' } });
    await clock.advance(7 * 24 * HOUR);
    expect(tokens.status()).toMatchObject({ state: 'empty', refreshing: false });
    expect(emulator.tokenRequests).toEqual([]);
  });

  it('I5 interceptors do not pile up on the global axios', async () => {
    const count = () =>
      [axios.interceptors.request, axios.interceptors.response].map(
        (m) => (m as unknown as { handlers: unknown[] }).handlers.length,
      );
    const before = count();
    const emulator = await startEmulator();
    await startApp(emulator);
    await startApp(emulator);
    expect(count()).toEqual(before);
  });

  it('K3 the next token has a warning of its own', async () => {
    const { tokens, server, clock, eventsOf } = setUpTokens();
    for (const outage of [1, 2]) {
      server.recover();
      await tokens.getToken().catch(() => undefined);
      await clock.advance(MINUTE);
      expect(tokens.status().state).toBe('fresh');
      server.always({ status: 500, body: {} });
      await clock.advance(58 * MINUTE);
      expect(eventsOf('refreshOverdue')).toHaveLength(outage);
    }
  });

  it('K4 events are dated by the clock', async () => {
    const { tokens, events, clock } = setUpTokens();
    await tokens.getToken();
    expect(events.map(({ at }) => at.getTime())).toEqual([clock.now()]);
  });

  it('K4 the time limit of a call runs on the given clock', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock });
    emulator.misbehave({ on: '/shipments', then: { hang: true } });
    const failed = rejection(http.axiosRef.post('shipments', {}, { timeout: HOUR }));
    await emulator.waitForRequests(1, '/shipments');
    await clock.advance(HOUR);
    expect(await failed).toMatchObject({ name: 'NovaPostNetworkError', code: 'ECONNABORTED' });
  });

  it.each([
    [0, 125],
    [0.5, 187.5],
  ])('K4 the wait before a repeat uses the given randomness (%s)', async (random, ms) => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http, tokens } = await startApp(emulator, { clock, random: () => random });
    await tokens.getToken();
    emulator.misbehave({ on: '/divisions', times: 1, then: { reset: true } });
    const answer = http.axiosRef.get('divisions', { params: { limit: 1 } });
    await until(() => clock.msToNextTimer < 1000);
    expect(clock.msToNextTimer).toBe(ms);
    await clock.advance(250);
    expect((await answer).status).toBe(200);
  });

  it('D2 a Date that comes with an Age is not used', async () => {
    const { open, server, clock } = setUpTokens();
    const tokens = open({
      apiKey: undefined,
      scheme: {
        name: 'absolute',
        credential: () => 'abc',
        headers: () => ({}),
        obtain: async (exchange) => {
          await exchange.send({ method: 'GET', url: 'token' });
          return { token: 'opaque', expiresAt: new Date(clock.now() + HOUR) };
        },
      },
    });
    server.next({
      headers: { date: new Date(clock.now() - 30 * MINUTE).toUTCString(), age: '1800' },
      body: {},
    });
    expect((await tokens.getToken()).expiresAt.getTime() - clock.now()).toBe(HOUR);
  });

  it('A4 a call with 300 ms of patience ends at 300 ms with a typed error while the token server hangs', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http, tokens } = await startApp(emulator, { clock });
    emulator.hangTokenRequests();
    const failed = rejection(http.axiosRef.get('divisions', { timeout: 300 }));
    await emulator.waitForRequests(1, 'token');
    await clock.advance(300);
    expect((await failed).name).toMatch(/^NovaPost/);
    expect(tokens.status().refreshing).toBe(true);
  });

  it('C6 Retry-After: 0 does not do away with the back-off', async () => {
    const { tokens, server } = setUpTokens();
    server.always({ status: 429, headers: { 'retry-after': '0' }, body: {} });
    for (let call = 0; call < 20; call += 1) await rejection(tokens.getToken());
    expect(server.requests).toBe(1);
  });

  it('C4 a Retry-After of days is taken for a mistake: the next attempt comes after an hour', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.next({ status: 429, headers: { 'retry-after': '999999' }, body: {} });
    await rejection(tokens.getToken());
    await clock.advance(HOUR + 1000);
    expect(server.requests).toBe(2);
  });

  it('G1 a rejected token is handed to nobody while it is being replaced', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator, { retry: false });
    const old = await tokens.getToken();
    const { open, shut } = gate();
    emulator.revokeAllTokens();
    emulator.misbehave({ on: 'token', times: 1, then: { until: shut } });
    const first = http.axiosRef.get('divisions', { params: { limit: 1 } });
    await emulator.waitForRequests(2, 'token');
    const second = tokens.getToken();
    expect(await settlesAtOnce(second)).toBe(false);
    open();
    expect((await second).equals(old)).toBe(false);
    expect((await first).status).toBe(200);
  });

  it.each([403, 429])('G6 %s causes no refresh, not even later', async (status) => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator, { retry: false });
    await tokens.getToken();
    emulator.misbehave({ on: 'api', times: 1, then: { status } });
    await rejection(http.axiosRef.get('divisions'));
    expect(tokens.status()).toMatchObject({
      state: 'fresh',
      refreshing: false,
      counters: { refreshed: 1, invalidated: 0 },
    });
    await http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(emulator.tokenRequests.length).toBe(1);
  });

  it('G8 unsubscribing while the rejected token is being replaced ends the call', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator, { retry: false });
    await tokens.getToken();
    emulator.revokeAllTokens();
    const { open, shut } = gate();
    emulator.misbehave({ on: 'token', times: 1, then: { until: shut } });
    const controller = new AbortController();
    const failed = rejection(http.axiosRef.get('divisions', { signal: controller.signal }));
    await emulator.waitForRequests(2, 'token');
    controller.abort();
    expect(axios.isCancel(await failed)).toBe(true);
    expect(tokens.status().refreshing).toBe(true);
    open();
  });

  it('G9 the token request is seen by no interceptor of the global axios', async () => {
    const seen: string[] = [];
    const id = axios.interceptors.request.use((config) => {
      seen.push(String(config.url));
      return config;
    });
    try {
      const { tokens } = setUpTokens();
      await tokens.getToken();
    } finally {
      axios.interceptors.request.eject(id);
    }
    expect(seen).toEqual([]);
  });

  it('H1 the account that a token store gets shows nothing of its credential', () => {
    expectNoSecrets(new AccountIdentity('s', 'https://x', 'canary-password-account-1a2b3c4d'), {
      credential: 'canary-password-account-1a2b3c4d',
    });
  });

  it('H1 what is printed of an error holds nothing of the query, and the error holds no cookie', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false });
    emulator.misbehave({
      on: 'api',
      then: { status: 400, headers: { 'Set-Cookie': 'sid=canary-token-0123456789' }, body: {} },
    });
    const error = await rejection(http.axiosRef.get('divisions', { params: { phone: '48500100200' } }));
    expectNoSecrets(error, { cookie: 'canary-token-0123456789' });
    // Its configuration, with which the request may be sent again, is only for handlers.
    const printed = [inspect(error, { depth: 10 }), JSON.stringify(error), String(error), error.stack];
    expectNoSecrets(printed, { phone: '48500100200' });
  });

  it('H1 a redirect that echoes the key is not quoted', async () => {
    const { tokens, server } = setUpTokens();
    server.next({
      status: 302,
      headers: { location: `https://elsewhere.example/?apiKey=canary-api-key-4f9d2c7a1b3e` },
      body: '',
    });
    expectNoSecrets(await rejection(tokens.getToken()), { key: 'canary-api-key-4f9d2c7a1b3e' });
  });

  it('H2 a redirect to another origin carries no header of the scheme, whatever its name', async () => {
    const emulator = await startEmulator();
    const foreign = await foreignServer();
    const { http } = await startApp(emulator, {
      retry: false,
      apiKey: undefined,
      scheme: {
        name: 'x',
        credential: () => 'abc',
        headers: (token) => ({ 'X-Api-Token': token }),
        obtain: () => Promise.resolve({ token: 'the-token' }),
      },
    });
    emulator.misbehave({ on: '/divisions', then: { redirect: `${foreign.origin}/moved`, status: 302 } });
    await http.axiosRef.get('divisions');
    expect(emulator.apiRequests[0]?.headers['x-api-token']).toBe('the-token');
    expect(foreign.seen[0]?.headers['x-api-token']).toBeUndefined();
  });

  it('H2 a redirect to plain http is refused before anything is sent', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false, http: { timeoutMs: 1000 } });
    emulator.misbehave({ on: '/divisions', then: { redirect: 'http://192.0.2.1/moved', status: 302 } });
    expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({
      name: 'NovaPostInsecureUrlError',
    });
  });

  it("H2 the caller's own beforeRedirect is called", async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    emulator.misbehave({
      on: '/shipments',
      times: 1,
      then: { redirect: `${emulator.baseURL}/divisions?limit=1`, status: 302 },
    });
    const seen: unknown[] = [];
    await http.axiosRef.get('shipments', {
      beforeRedirect: (options) => {
        seen.push(options['href']);
      },
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    'https://api.novapost.com.evil.example/x',
    'https://evilapi.novapost.com/x',
    'https://api.novapost.com:8443/x',
    'https://api.novapost.com@evil.example/x',
  ])('H3 %s gets no token', async (url) => {
    // Taken at once: the answer's headers are cleaned afterwards.
    const sent: { url: string | undefined; authorization: unknown }[] = [];
    const transport = (config: InternalAxiosRequestConfig) => {
      sent.push({ url: config.url, authorization: config.headers.get('authorization') });
      const now = Math.floor(Date.now() / 1000);
      return Promise.resolve({
        status: 200,
        statusText: '',
        config,
        headers: new AxiosHeaders({ 'content-type': 'application/json' }),
        data: JSON.stringify({ jwt: fakeJwt({ iat: now, exp: now + 3600 }) }),
      });
    };
    const { http, tokens } = await startModule(
      NovaPostModule.forRoot({ apiKey: KEY, http: { transport }, token: { startMode: 'lazy' } }),
    );
    await tokens.getToken();
    await http.axiosRef.get('divisions');
    await http.axiosRef.get(url);
    expect(sent.map(({ authorization }) => Boolean(authorization))).toEqual([false, true, false]);
  });
});
