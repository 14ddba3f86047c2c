import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { TestClock, type NovaPostEmulator } from 'nestjs-nova-post/testing';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import { startApp, startEmulator, type NovaPostApp } from '../support/app-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

interface SetUp extends NovaPostApp {
  readonly emulator: NovaPostEmulator;
  readonly clock: TestClock;
}

async function setUp(options: Partial<NovaPostModuleOptions> = {}): Promise<SetUp> {
  const clock = new TestClock();
  const emulator = await startEmulator({ clock });
  return { ...(await startApp(emulator, { clock, ...options })), emulator, clock };
}

describe('a time limit that is over', () => {
  it('A4 while the call waits for a token: nothing was sent, and the error says so', async () => {
    const { http, emulator, clock } = await setUp();
    emulator.hangTokenRequests();
    const failed = rejection(http.axiosRef.get('divisions', { timeout: 300 }));
    await emulator.waitForRequests(1, 'token');
    await clock.advance(300);
    const error = await failed;
    expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'deadline' });
    expect(error.message).toContain('GET /divisions was not sent');
    expect(emulator.apiRequests).toEqual([]);
  });

  it('A4 while the call waits for a new token after a 401: it was sent, and the error says so', async () => {
    const { http, tokens, emulator, clock } = await setUp();
    await tokens.getToken();
    emulator.revokeAllTokens();
    emulator.hangTokenRequests();
    const failed = rejection(http.axiosRef.get('divisions', { timeout: 300 }));
    await emulator.waitForRequests(2, 'token');
    await clock.advance(300);
    expect(await failed).toMatchObject({ name: 'NovaPostNetworkError', code: 'ECONNABORTED' });
    expect(emulator.apiRequests).toHaveLength(1);
  });
});

describe('calls that end before they begin', () => {
  it.each<[string, (http: NovaPostApp['http'], signal: AbortSignal) => Promise<unknown>, string]>([
    [
      'a body that cannot be written as JSON',
      (http, signal) => http.axiosRef.post('shipments', { a: 1n }, { signal }),
      'TypeError',
    ],
    [
      'a transformRequest that throws',
      (http, signal) =>
        http.axiosRef.post(
          'shipments',
          {},
          {
            signal,
            transformRequest: () => {
              throw new RangeError('mine');
            },
          },
        ),
      'RangeError',
    ],
    [
      'an unknown adapter',
      (http, signal) => http.axiosRef.get('divisions', { signal, adapter: 'x' as never }),
      'NovaPostNetworkError',
    ],
    [
      'a URL that is none',
      (http, signal) => http.axiosRef.get('//x', { signal }),
      'NovaPostInsecureUrlError',
    ],
  ])('%s leaves no listener and no timer', async (_what, call, name) => {
    const { http, tokens, clock, emulator } = await setUp();
    await tokens.getToken();
    const timers = clock.pendingTimers;
    const { signal } = new AbortController();
    for (let times = 0; times < 3; times += 1) expect((await rejection(call(http, signal))).name).toBe(name);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(clock.pendingTimers).toBe(timers);
    expect(emulator.apiRequests).toEqual([]);
  });

  it.each([
    ['before the call', true, {}],
    ['before the call, with an Authorization of its own', true, { headers: { Authorization: 'mine' } }],
    ['by a transformRequest', false, {}],
    [
      'by a transformRequest, with an Authorization of its own',
      false,
      { headers: { Authorization: 'mine' } },
    ],
  ])('a signal aborted %s leaves no listener and no timer', async (_what, before, config) => {
    const { http, tokens, clock, emulator } = await setUp();
    await tokens.getToken();
    const timers = clock.pendingTimers;
    const controller = new AbortController();
    if (before) controller.abort();
    const { signal } = controller;
    const transformRequest = () => {
      controller.abort();
    };
    const error = await rejection(http.axiosRef.get('divisions', { signal, transformRequest, ...config }));
    expect(error.name).toBe('CanceledError');
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    expect(clock.pendingTimers).toBe(timers);
    expect(emulator.apiRequests).toEqual([]);
  });
});

describe('repeats on the clock', () => {
  const retry = { retries: 3, baseDelayMs: 100, maxDelayMs: 10_000 };

  it.each([
    ['none', 0, [50, 100, 200]],
    ['half', 0.5, [75, 150, 300]],
    ['almost all', 0.999, [99.95, 199.9, 399.8]],
  ])('the pause doubles, and half of it is chance: %s', async (_what, chance, pauses) => {
    const { http, tokens, emulator, clock } = await setUp({ retry, random: () => chance });
    await tokens.getToken();
    emulator.misbehave({ on: '/divisions', then: { reset: true } });
    const failed = rejection(http.axiosRef.get('divisions'));
    const seen: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await until(() => clock.msToNextTimer < 1_000);
      seen.push(clock.msToNextTimer);
      expect(emulator.apiRequests).toHaveLength(attempt);
      await clock.advance(clock.msToNextTimer);
    }
    expect(await failed).toMatchObject({ code: 'ECONNRESET' });
    expect(seen.map((ms) => Math.round(ms * 100) / 100)).toEqual(pauses);
    expect(emulator.apiRequests).toHaveLength(4);
  });

  it('a pause that is longer than what is left of the call ends it at once', async () => {
    const { http, tokens, emulator } = await setUp({
      retry: { ...retry, baseDelayMs: 2_000 },
      random: () => 0,
    });
    await tokens.getToken();
    emulator.misbehave({ on: '/divisions', then: { reset: true } });
    expect(await rejection(http.axiosRef.get('divisions', { timeout: 900 }))).toMatchObject({
      code: 'ECONNRESET',
    });
    expect(emulator.apiRequests).toHaveLength(1);
  });

  it('the time that attempts have taken counts', async () => {
    const { http, tokens, emulator, clock } = await setUp({
      retry: { ...retry, baseDelayMs: 1_000 },
      random: () => 0,
    });
    await tokens.getToken();
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.misbehave({ on: '/divisions', then: { until: gate, reset: true } });
    const failed = rejection(http.axiosRef.get('divisions', { timeout: 900 }));
    await emulator.waitForRequests(1, '/divisions');
    await clock.advance(450);
    openGate();
    expect(await failed).toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.apiRequests).toHaveLength(1);
  });

  it('unsubscribing during the pause ends the call, its timer and its listener', async () => {
    const { http, tokens, emulator, clock } = await setUp({ retry, random: () => 0 });
    await tokens.getToken();
    const timers = clock.pendingTimers;
    emulator.misbehave({ on: '/divisions', then: { reset: true } });
    const subscription = http.get('divisions').subscribe({ error: () => undefined });
    await until(() => clock.msToNextTimer === 50);
    subscription.unsubscribe();
    await until(() => clock.pendingTimers === timers);
    await clock.advance(60_000);
    expect(emulator.apiRequests).toHaveLength(1);
  });
});
