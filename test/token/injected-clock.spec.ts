import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { startApp, startEmulator } from '../support/app-setup.js';
import { rejection, setUpTokens } from '../support/token-setup.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('clock and randomness that are given', () => {
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
});
