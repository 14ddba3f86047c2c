import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import {
  NovaPostModule,
  ConfigurableTokenService,
  NovaPostHttpService,
  type Clock,
  type ClockTimer,
  type TokenEvent,
} from 'nestjs-nova-post';
import { TestClock } from 'nestjs-nova-post/testing';
import { logTokenEvents } from '../../src/token/app/log-token-events.js';
import { API_KEY, startApp, startEmulator, startModule } from '../support/app-setup.js';
import { rejection, setUpTokens } from '../support/token-setup.js';
import { never } from '../support/scripted-auth-server.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;

describe('start modes', () => {
  it('I3 lazy boots with the auth server down, and asks nothing', async () => {
    const emulator = await startEmulator();
    emulator.failTokenRequests(100);
    await startApp(emulator, { token: { startMode: 'lazy' } });
    expect(emulator.tokenRequests).toHaveLength(0);
  });

  it('I3 warm, the default, boots with the auth server down and has a token when it is back', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    emulator.failTokenRequests(1, 500);
    const { tokens } = await startModule(
      NovaPostModule.forRoot({ baseURL: emulator.baseURL, apiKey: API_KEY, clock }),
    );
    await emulator.waitForRequests(1, 'token');
    await until(() => tokens.status().lastError !== undefined);
    await clock.advance(1_000);
    await until(() => tokens.status().state === 'fresh');
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('I3 required boots with a token', async () => {
    const emulator = await startEmulator();
    const { tokens } = await startApp(emulator, { token: { startMode: 'required' } });
    expect(tokens.status().state).toBe('fresh');
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it('I3 required tries again after a failure that may pass', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    emulator.failTokenRequests(2, 500);
    const started = startApp(emulator, { clock, random: () => 0.5, token: { startMode: 'required' } });
    for (const attempt of [1, 2]) {
      await emulator.waitForRequests(attempt, 'token');
      await until(() => clock.msToNextTimer <= 2_000);
      await clock.advance(2_000);
    }
    expect((await started).tokens.status().state).toBe('fresh');
  });

  it('I3 required does not boot without a token, and says why within 10 s', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    emulator.hangTokenRequests();
    const failed = rejection(startApp(emulator, { clock, token: { startMode: 'required' } }));
    await emulator.waitForRequests(1, 'token');
    await clock.advance(5_000);
    await until(() => clock.pendingTimers > 0);
    await clock.advance(5_000);
    const error = await failed;
    expect(error.name).toBe('NovaPostTokenUnavailableError');
    expect(error.message).toMatch(
      /does not start.*'required'.*did not answer|does not start.*gave no token/s,
    );
  });

  it('I3 required fails at once when the key is refused', async () => {
    const emulator = await startEmulator();
    emulator.removeApiKey(API_KEY);
    const error = await rejection(startApp(emulator, { token: { startMode: 'required' } }));
    expect(error).toMatchObject({ name: 'NovaPostCredentialsError', status: 401 });
    expect(emulator.tokenRequests).toHaveLength(1);
  });
});

describe('shutdown', () => {
  it('I1 close leaves no timer in the clock and none in the SchedulerRegistry', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const options = {
      baseURL: emulator.baseURL,
      apiKey: API_KEY,
      clock,
      token: { startMode: 'lazy' as const },
    };
    const { app, tokens } = await startModule(ScheduleModule.forRoot(), NovaPostModule.forRoot(options));
    await tokens.getToken();
    expect(clock.pendingTimers).toBe(1);
    const registry = app.get(SchedulerRegistry, { strict: false });
    await app.close();
    expect(clock.pendingTimers).toBe(0);
    expect(registry.getTimeouts()).toEqual([]);
  });

  it('I1 after close no token is fetched any more, not even by a caller who comes late', async () => {
    const { services, tokens, server, clock } = setUpTokens();
    await tokens.getToken();
    await services.onApplicationShutdown();
    await clock.advance(2 * 60 * MINUTE);
    expect(await rejection(tokens.getToken())).toMatchObject({ reason: 'closed' });
    expect(await rejection(tokens.refresh())).toMatchObject({ reason: 'closed' });
    expect(server.requests).toBe(1);
    expect(clock.pendingTimers).toBe(0);
  });

  it('I2 close during a refresh ends it: who waits is told, no timer is left, the events end', async () => {
    const { services, tokens, server, clock } = setUpTokens();
    server.next(never);
    const waiting = rejection(tokens.getToken());
    let ended = false;
    tokens.events$.subscribe({ complete: () => (ended = true) });
    await services.onApplicationShutdown();
    expect(await waiting).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'closed' });
    expect(clock.pendingTimers).toBe(0);
    expect(ended).toBe(true);
  });

  it('I1 other modules may still call the API while they shut down', async () => {
    const emulator = await startEmulator();
    const { app, http } = await startApp(emulator);
    const status: number[] = [];
    Object.assign(app.get(NovaPostHttpService), {
      beforeApplicationShutdown: async () => {
        status.push((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status);
      },
    });
    await app.close();
    expect(status).toEqual([200]);
  });

  it('I5 100 create and close cycles leave no timer, no listener and nothing in memory', async () => {
    const emulator = await startEmulator();
    const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
    const pending = new Set<ClockTimer>();
    const clock = countingClock(pending);
    const services: WeakRef<object>[] = [];
    let before: number | undefined;
    for (let cycle = 0; cycle < 100; cycle += 1) {
      const module = await Test.createTestingModule({
        imports: [NovaPostModule.forRoot({ baseURL: emulator.baseURL, apiKey: API_KEY, clock })],
      }).compile();
      const app = await module.init();
      await app.get(ConfigurableTokenService).getToken();
      services.push(new WeakRef(app.get(ConfigurableTokenService)));
      await app.close();
      expect(pending.size).toBe(0);
      before ??= listeners();
    }
    expect(listeners()).toBe(before);
    expect(emulator.tokenRequests).toHaveLength(100);
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(services.filter((service) => service.deref() !== undefined).length).toBeLessThanOrEqual(5);
  });
});

/** The real clock, with a list of the timers that are pending. */
function countingClock(pending: Set<ClockTimer>): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    setTimeout: (callback, delayMs) => {
      const timer = setTimeout(() => {
        pending.delete(timer);
        callback();
      }, delayMs);
      pending.add(timer);
      return timer;
    },
    clearTimeout: (timer) => {
      pending.delete(timer);
      clearTimeout(timer as NodeJS.Timeout);
    },
  };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('a refresh in the background that fails', () => {
  it('C3 leaves no rejection unhandled, with which this run would end', async () => {
    expect([...process.execArgv, process.env['NODE_OPTIONS']].join(' ')).toContain(
      '--unhandled-rejections=strict',
    );
    const { tokens, server, clock, eventsOf } = setUpTokens();
    const token = await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(50 * MINUTE);
    void tokens.getToken({ rejected: token, signal: AbortSignal.abort() }).catch(() => undefined);
    await clock.advance(50 * MINUTE);
    expect(eventsOf('refreshFailed').length).toBeGreaterThan(10);
  });
});

describe('what an operator sees', () => {
  it('K3 a warning comes once, at half of the margin between the refresh point and the end', async () => {
    const { tokens, server, clock, eventsOf } = setUpTokens();
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(50 * MINUTE - 1);
    expect(eventsOf('refreshOverdue')).toEqual([]);
    await clock.advance(1);
    expect(eventsOf('refreshOverdue')).toMatchObject([
      { fingerprint: tokens.status().fingerprint, error: { reason: 'server-error', status: 500 } },
    ]);
    await clock.advance(9 * MINUTE);
    expect(eventsOf('refreshOverdue')).toHaveLength(1);
    expect(tokens.status()).toMatchObject({ state: 'degraded', lastError: { failures: expect.any(Number) } });
  });

  it('K3 the warning comes in time although a Retry-After reaches beyond it', async () => {
    const { tokens, server, clock, eventsOf } = setUpTokens();
    await tokens.getToken();
    server.always({ status: 503, headers: { 'retry-after': '1000' }, body: {} });
    await clock.advance(50 * MINUTE);
    expect(eventsOf('refreshOverdue')).toHaveLength(1);
  });

  it('K2 the log has the 1st, 2nd, 4th and 8th failure in a row, and so on', async () => {
    const { tokens, server, clock } = setUpTokens();
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    logTokenEvents(tokens.events$, { warn: log, log, debug: () => undefined });
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(59 * MINUTE);
    const { failed } = tokens.status().counters;
    expect(failed).toBeGreaterThan(16);
    expect(lines.filter((line) => line.startsWith('No new token'))).toHaveLength(
      Math.floor(Math.log2(failed)) + 1,
    );
  });

  it('K4 clock, randomness and transport are given, so two runs are the same', async () => {
    const run = async (): Promise<readonly number[]> => {
      let seed = 7;
      const { tokens, server, clock } = setUpTokens({
        random: () => (seed = (seed * 16807) % 2147483647) / 2147483647,
      });
      await tokens.getToken();
      server.next({ status: 500 }, { status: 500 }, { status: 429, headers: { 'retry-after': '60' } });
      await clock.advance(5 * 60 * MINUTE);
      return server.requestTimesMs;
    };
    expect(await run()).toEqual(await run());
  });

  it('the status tells state, times and counters', async () => {
    const { tokens, server, clock } = setUpTokens();
    expect(tokens.status()).toMatchObject({
      state: 'empty',
      fingerprint: undefined,
      generation: 0,
      liveSessions: 0,
    });
    const token = await tokens.getToken();
    const start = clock.now();
    expect(tokens.status()).toMatchObject({
      state: 'fresh',
      scheme: 'nova-post',
      fingerprint: token.fingerprint,
      generation: 0,
      issuedAt: new Date(start),
      expiresAt: new Date(start + 60 * MINUTE),
      nextRefreshAt: new Date(start + 40 * MINUTE),
      refreshing: false,
      lastError: undefined,
      counters: { refreshed: 1, failed: 0, adopted: 0, invalidated: 0 },
      liveSessions: 1,
    });
    server.next({ status: 500 });
    await clock.advance(40 * MINUTE);
    expect(tokens.status()).toMatchObject({
      state: 'degraded',
      counters: { failed: 1 },
      lastError: { failures: 1 },
    });
    await clock.advance(2_000);
    expect(tokens.status()).toMatchObject({
      state: 'fresh',
      generation: 0,
      liveSessions: 2,
      counters: { refreshed: 2 },
    });
  });

  it('events tell the story in order', async () => {
    const { tokens, server, clock, events } = setUpTokens();
    const token = await tokens.getToken();
    await tokens.invalidate('another token');
    await tokens.invalidate(token);
    await tokens.invalidate();
    server.next({ status: 500 });
    await rejection(tokens.getToken());
    await clock.advance(2_000);
    expect(events.map(({ type }: TokenEvent) => type)).toEqual([
      'refreshed',
      'invalidated',
      'refreshFailed',
      'refreshed',
    ]);
    expect(events.every(({ account }) => account === tokens.status().account)).toBe(true);
  });

  it('refresh() gets a new token once for all who ask', async () => {
    const { tokens, server } = setUpTokens();
    const old = await tokens.getToken();
    const [first, second] = await Promise.all([tokens.refresh(), tokens.refresh()]);
    expect(first.equals(old)).toBe(false);
    expect(first).toBe(second);
    expect(server.requests).toBe(2);
  });
});
