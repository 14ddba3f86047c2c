import { buffer } from 'node:stream/consumers';
import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { NovaPostModule } from 'nestjs-nova-post';
import { TestClock } from 'nestjs-nova-post/testing';
import { startApp, startEmulator, startModule, API_KEY as KEY } from '../support/app-setup.js';
import { rejection, setUpTokens } from '../support/token-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the start and the end of the application', () => {
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
});
