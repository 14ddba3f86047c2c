import { describe, expect, it } from '@jest/globals';
import { NovaPostAccounts, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostOpenTelemetryModule } from 'nestjs-nova-post/opentelemetry';
import { TestClock } from 'nestjs-nova-post/testing';
import { API_KEY, startEmulator, startModule } from '../support/app-setup.js';
import { MemoryTokenStore } from '../support/memory-token-store.js';
import { rejection } from '../support/token-setup.js';
import { startObservedApp, startTelemetry, valuesOf, type Telemetry } from './telemetry-bench.js';

const account = { 'nova_post.account': 'default' };

const stateOf = async ({ points }: Telemetry) =>
  (await points('nova_post.token.state'))
    .filter(({ value }) => value === 1)
    .map(({ attributes }) => attributes['nova_post.token.state']);

describe('metrics of the token', () => {
  it('K1 seconds to expiry, live tokens, state and store, as they are at the time of the collection', async () => {
    const app = await startObservedApp();
    const { tokens, points } = app;
    expect(await points('nova_post.token.time_to_expiry')).toEqual([]);
    expect(await stateOf(app)).toEqual(['empty']);
    await tokens.getToken();
    await tokens.refresh();
    const [expiry] = await points('nova_post.token.time_to_expiry');
    expect(expiry?.attributes).toEqual(account);
    expect(expiry?.value).toBeGreaterThan(3_000);
    expect(expiry?.value).toBeLessThanOrEqual(3_600);
    expect(await points('nova_post.token.live')).toEqual([{ attributes: account, value: 2 }]);
    expect(await points('nova_post.token.store.up')).toEqual([{ attributes: account, value: 1 }]);
    expect(await stateOf(app)).toEqual(['fresh']);
  });

  it('K1 seconds to expiry on the clock of the options', async () => {
    const clock = new TestClock();
    const { tokens, points } = await startObservedApp({ clock }, { clock });
    await tokens.getToken();
    await clock.advance(1_200_000);
    expect(await points('nova_post.token.time_to_expiry')).toEqual([{ attributes: account, value: 2_400 }]);
  });

  it('K1 a store that is down', async () => {
    const clock = new TestClock();
    const tokenStore = new MemoryTokenStore(clock);
    const app = await startObservedApp({ clock, tokenStore }, { clock });
    await app.tokens.getToken();
    const down = () => Promise.reject(new Error('down'));
    Object.assign(tokenStore, { acquire: down, read: down });
    expect((await rejection(app.tokens.refresh())).name).toBe('NovaPostTokenUnavailableError');
    while (app.tokens.status().store === 'up') await clock.advance(1_000);
    expect(await app.points('nova_post.token.store.up')).toEqual([{ attributes: account, value: 0 }]);
    expect(await stateOf(app)).toEqual(['degraded']);
    const failed = { ...account, 'nova_post.refresh.result': 'failed', 'error.type': 'store' };
    expect(
      (await app.points('nova_post.token.refreshes')).map(({ attributes }) => attributes),
    ).toContainEqual(failed);
  });

  it('K1 refreshes by result and reason, their duration, and token requests per token', async () => {
    const { tokens, points, emulator } = await startObservedApp();
    emulator.misbehave({ on: 'token', times: 1, then: { status: 502 } });
    await tokens.getToken();
    emulator.misbehave({ on: 'token', times: 1, then: { status: 401 } });
    await rejection(tokens.refresh());
    const refreshes = [
      { attributes: { ...account, 'nova_post.refresh.result': 'refreshed' }, value: 1 },
      {
        attributes: { ...account, 'nova_post.refresh.result': 'failed', 'error.type': 'refused' },
        value: 1,
      },
    ];
    expect(await points('nova_post.token.refreshes')).toEqual(refreshes);
    expect(await points('nova_post.token.refresh.duration')).toMatchObject(refreshes);
    // The first took two requests, the second one.
    expect(await points('nova_post.token.requests')).toEqual([{ attributes: account, value: 3 }]);
  });

  it('K1 waits for the lock of another process', async () => {
    const clock = new TestClock();
    const tokenStore = new MemoryTokenStore(clock);
    const { tokens, points, emulator } = await startObservedApp({ clock, tokenStore }, { clock });
    const other = await startModule(
      NovaPostModule.forRoot({
        baseURL: emulator.baseURL,
        apiKey: emulator.apiKey,
        clock,
        tokenStore,
        token: { startMode: 'lazy' },
      }),
    );
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    emulator.misbehave({ on: 'token', then: { until: held } });
    const refreshed = other.tokens.getToken();
    await emulator.waitForRequests(1, 'token');
    const adopted = tokens.getToken();
    await clock.advance(500);
    answer();
    await refreshed;
    await clock.advance(100);
    await adopted;
    const [wait] = await points('nova_post.token.lock.wait.duration');
    expect(wait).toEqual({ attributes: account, value: 1, sum: 0.6 });
    expect(await points('nova_post.token.refreshes')).toEqual([
      { attributes: { ...account, 'nova_post.refresh.result': 'adopted' }, value: 1 },
    ]);
    expect(await points('nova_post.token.requests')).toEqual([{ attributes: account, value: 0 }]);
  });

  it('K1 replays after a 401', async () => {
    const { http, tokens, points, emulator } = await startObservedApp();
    await tokens.getToken();
    emulator.revokeAllTokens();
    await http.axiosRef.get('divisions');
    expect(await points('nova_post.call.replays')).toEqual([
      { attributes: { 'nova_post.operation': 'GET /divisions' }, value: 1 },
    ]);
  });

  it('named accounts by their names; those of NovaPostAccounts are counted, since there may be any number', async () => {
    const telemetry = await startTelemetry();
    const emulator = await startEmulator();
    const keys = [emulator.addApiKey(), emulator.addApiKey(), emulator.addApiKey()];
    const options = { baseURL: emulator.baseURL, token: { startMode: 'lazy' as const } };
    const { app } = await startModule(
      { module: NovaPostOpenTelemetryModule },
      NovaPostModule.forRoot({ ...options, apiKey: API_KEY }),
      NovaPostModule.forRoot({ ...options, name: 'poland', apiKey: keys[0]! }),
    );
    const accounts = app.get(NovaPostAccounts);
    await accounts.use({ apiKey: keys[1]! }).tokens.getToken();
    accounts.use({ apiKey: keys[2]! });
    expect(valuesOf(await telemetry.points('nova_post.token.live'), 'nova_post.account')).toEqual([
      ['default', 0],
      ['poland', 0],
    ]);
    const open = await telemetry.points('nova_post.accounts.open');
    expect(valuesOf(open, 'nova_post.token.state')).toEqual([
      ['empty', 1],
      ['fresh', 1],
      ['degraded', 0],
      ['expired', 0],
      ['refused', 0],
    ]);
    const refreshes = await telemetry.points('nova_post.token.refreshes');
    expect(valuesOf(refreshes, 'nova_post.account')).toEqual([['on-demand', 1]]);
    await accounts.remove({ apiKey: keys[1]! });
    const left = await telemetry.points('nova_post.accounts.open');
    expect(valuesOf(left, 'nova_post.token.state').slice(0, 2)).toEqual([
      ['empty', 1],
      ['fresh', 0],
    ]);
  });

  it('the first refresh counts, in an application that does not start without a token', async () => {
    const { points } = await startObservedApp({ token: { startMode: 'required' } });
    expect(await points('nova_post.token.refreshes')).toMatchObject([{ value: 1 }]);
  });
});
