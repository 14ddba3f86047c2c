import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { startApp, startEmulator } from '../support/app-setup.js';
import { gate } from '../support/gate.js';
import { rejection, settlesAtOnce } from '../support/token-setup.js';
import { until } from '../support/until.js';

describe('a call while its token is fetched or replaced', () => {
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

  it('G1 a rejected token is handed to no caller while it is being replaced', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator, { retry: false });
    const old = await tokens.getToken();
    const { open, opened } = gate();
    emulator.revokeAllTokens();
    emulator.misbehave({ on: 'token', times: 1, then: { until: opened } });
    const first = http.axiosRef.get('divisions', { params: { limit: 1 } });
    await emulator.waitForRequests(2, 'token');
    const second = tokens.getToken();
    expect(await settlesAtOnce(second)).toBe(false);
    open();
    expect((await second).equals(old)).toBe(false);
    expect((await first).status).toBe(200);
  });

  it('a call that is repeated after a pause carries the token that is in force by then', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const retry = { retries: 1, baseDelayMs: 5_000, maxDelayMs: 5_000 };
    const { http, tokens } = await startApp(emulator, { clock, retry });
    await tokens.getToken();
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 503 } });
    const answered = http.axiosRef.get('divisions');
    await emulator.waitForRequests(1, '/divisions');
    emulator.revokeAllTokens();
    const next = await tokens.refresh();
    await until(async () => {
      await clock.advance(1_000);
      return emulator.apiRequests.length > 1;
    });
    expect((await answered).status).toBe(200);
    const sent = emulator.apiRequests.map(({ headers, status }) => [
      next.equals(headers.authorization!),
      status,
    ]);
    expect(sent).toEqual([
      [false, 503],
      [true, 200],
    ]);
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
    const { open, opened } = gate();
    emulator.misbehave({ on: 'token', times: 1, then: { until: opened } });
    const controller = new AbortController();
    const failed = rejection(http.axiosRef.get('divisions', { signal: controller.signal }));
    await emulator.waitForRequests(2, 'token');
    controller.abort();
    expect(axios.isCancel(await failed)).toBe(true);
    expect(tokens.status().refreshing).toBe(true);
    open();
  });
});
