import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { NovaPostAccounts, type NovaPostAccount } from 'nestjs-nova-post';
import { CallEvents } from '../../src/http/call-events.js';
import { RequestLimiters } from '../../src/http/request-limiters.js';
import { transportOf } from '../../src/http/transport.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { TokenServices } from '../../src/token/app/token-services.js';
import { startTokenServices } from '../support/app-setup.js';
import { settling } from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';
import { HOUR, MINUTE, startMarket, whoami } from './accounts-setup.js';
import { SubscribableStore } from './subscribable-store.js';

describe('an account that is idle', () => {
  it('is dropped after an hour, and nothing is left of it', async () => {
    const { accounts, clock, emulator, keys, registry, pendingWakeUps } = await startMarket({
      options: { rateLimit: { requests: 10, perMs: MINUTE } },
    });
    for (const apiKey of keys) await whoami(accounts.use({ apiKey }));
    expect(registry.getTimeouts()).toEqual(['nova-post-accounts']);
    await clock.advance(HOUR - 1, settling(emulator));
    expect(accounts.size).toBe(keys.length);
    await clock.advance(1, settling(emulator));
    expect([accounts.size, pendingWakeUps(), clock.pendingTimers]).toEqual([0, 0, 0]);
    expect(registry.getTimeouts()).toEqual([]);
    const requests = emulator.requests.length;
    await clock.advance(24 * HOUR, settling(emulator));
    expect(emulator.requests).toHaveLength(requests);
  });

  it('is dropped after accounts.idleTimeoutMs, also when it never made a call', async () => {
    const { accounts, clock, keys, pendingWakeUps } = await startMarket({
      options: { accounts: { idleTimeoutMs: 5 * MINUTE } },
    });
    accounts.use({ apiKey: keys[0]! });
    await clock.advance(5 * MINUTE - 1);
    expect(accounts.size).toBe(1);
    await clock.advance(1);
    expect([accounts.size, pendingWakeUps()]).toEqual([0, 0]);
  });

  it.each([
    ['use()', ({ use }: Held) => Promise.resolve(use())],
    ['a call', ({ account }: Held) => whoami(account)],
    ['getToken()', ({ account }: Held) => account.tokens.getToken()],
    ['refresh()', ({ account }: Held) => account.tokens.refresh()],
  ])('is kept as long as there is %s now and then', async (_what, touch) => {
    const { accounts, clock, emulator, keys } = await startMarket();
    const use = () => accounts.use({ apiKey: keys[0]! });
    const account = use();
    for (let round = 0; round < 5; round += 1) {
      await clock.advance(50 * MINUTE, settling(emulator));
      await touch({ account, use });
    }
    expect(accounts.size).toBe(1);
    expect(use()).toBe(account);
    await clock.advance(HOUR, settling(emulator));
    expect(accounts.size).toBe(0);
  });

  it('is opened again by the next use, with a token of its own', async () => {
    const { accounts, clock, emulator, keys } = await startMarket();
    const before = accounts.use({ apiKey: keys[0]! });
    await whoami(before);
    await clock.advance(HOUR, settling(emulator));
    const after = accounts.use({ apiKey: keys[0]! });
    expect(after).not.toBe(before);
    expect(await whoami(after)).toBe('api-key-0');
  });

  it('tells who still holds it what happened and what to do, though its token is still good', async () => {
    const { accounts, clock, emulator, keys } = await startMarket();
    const { http, tokens } = accounts.use({ apiKey: keys[0]! });
    await whoami({ http });
    await clock.advance(HOUR, settling(emulator));
    const requests = emulator.requests.length;
    const closed = {
      name: 'NovaPostTokenUnavailableError',
      reason: 'closed',
      message: expect.stringMatching(/not used for 60 min.*dropped.*accounts\.use\(\)/s),
    };
    expect(await rejection(http.axiosRef.get('whoami'))).toMatchObject(closed);
    expect(await rejection(tokens.getToken())).toMatchObject(closed);
    expect(await rejection(tokens.refresh())).toMatchObject(closed);
    expect(emulator.requests).toHaveLength(requests);
  });

  it('ends its subscription at a shared store and its looks at it', async () => {
    const clock = new TestClock();
    const store = new SubscribableStore(clock);
    const { accounts, emulator, keys, pendingWakeUps } = await startMarket({
      options: { clock, tokenStore: store, accounts: { idleTimeoutMs: MINUTE } },
    });
    for (let seconds = 0; seconds < 60; seconds += 1) {
      for (const apiKey of keys) await whoami(accounts.use({ apiKey }));
      await clock.advance(1_000, settling(emulator));
    }
    expect(store.listeners.size).toBe(keys.length);
    expect(store.reads).toBeGreaterThan(keys.length * 10);
    await clock.advance(MINUTE, settling(emulator));
    const { reads } = store;
    await clock.advance(HOUR, settling(emulator));
    expect([store.listeners.size, store.reads - reads, pendingWakeUps()]).toEqual([0, 0, 0]);
  });

  it('does not look at a shared store, and its next use does so at once', async () => {
    const clock = new TestClock();
    const store = new SubscribableStore(clock);
    const { accounts, emulator, keys } = await startMarket({
      merchants: 1,
      options: { clock, tokenStore: store },
    });
    const { tokens } = accounts.use({ apiKey: keys[0]! });
    const first = await tokens.getToken();
    await clock.advance(10_000, settling(emulator));
    const { reads } = store;
    expect(reads).toBeGreaterThan(0);
    await clock.advance(30 * MINUTE, settling(emulator));
    expect(store.reads).toBe(reads);
    // Another process has a new token, and its news were lost.
    const options = resolveOptions({
      baseURL: emulator.baseURL,
      apiKey: keys[0]!,
      clock,
      tokenStore: store,
    });
    const theirs = startTokenServices().open(options, transportOf(options));
    await theirs.getToken();
    await theirs.refresh();
    expect(tokens.status().fingerprint).toBe(first.fingerprint);
    accounts.use({ apiKey: keys[0]! });
    await until(() => tokens.status().fingerprint === theirs.status().fingerprint);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it.each([
    ['a call', whoami],
    ['getToken()', ({ tokens }: NovaPostAccount) => tokens.getToken()],
    ['refresh()', ({ tokens }: NovaPostAccount) => tokens.refresh()],
  ])('is not dropped while %s waits for a token', async (_what, wait) => {
    const { accounts, clock, emulator, keys } = await startMarket({
      options: {
        accounts: { idleTimeoutMs: 2_000 },
        http: { timeoutMs: 0 },
        token: { requestTimeoutMs: 60_000 },
      },
    });
    const hanging = emulator.hangTokenRequests();
    const answer = wait(accounts.use({ apiKey: keys[0]! }));
    await emulator.waitForRequests(1, 'token');
    await clock.advance(30_000);
    expect(accounts.size).toBe(1);
    hanging.release();
    emulator.behave();
    await answer;
    await clock.advance(5_000);
    expect(accounts.size).toBe(0);
  });

  it('is not dropped while a call is under way, which still gets another token if it needs one', async () => {
    const { accounts, clock, emulator, keys } = await startMarket({
      options: { accounts: { idleTimeoutMs: MINUTE } },
    });
    const account = accounts.use({ apiKey: keys[0]! });
    await whoami(account);
    const hanging = emulator.misbehave({ on: 'api', times: 1, then: { hang: true } });
    const answer = account.http.axiosRef.get('whoami', { timeout: 0 });
    await emulator.waitForRequests(2, 'api');
    await clock.advance(30 * MINUTE);
    expect(accounts.size).toBe(1);
    emulator.revokeAllTokens();
    hanging.release();
    expect((await answer).data).toEqual({ account: 'api-key-0' });
    expect(emulator.tokenRequests).toHaveLength(2);
    await clock.advance(MINUTE - 1);
    expect(accounts.size).toBe(1);
    await clock.advance(1);
    expect(accounts.size).toBe(0);
  });

  it('is dropped although it is just being refreshed, when no caller waits for that', async () => {
    const { accounts, clock, emulator, keys, pendingWakeUps } = await startMarket({
      options: { accounts: { idleTimeoutMs: 41 * MINUTE }, token: { requestTimeoutMs: 60_000 } },
    });
    await whoami(accounts.use({ apiKey: keys[0]! }));
    emulator.hangTokenRequests();
    await clock.advance(41 * MINUTE - 1);
    await emulator.waitForRequests(2, 'token');
    expect(accounts.size).toBe(1);
    await clock.advance(1);
    expect([accounts.size, pendingWakeUps(), clock.pendingTimers]).toEqual([0, 0, 0]);
    await until(() => emulator.tokenRequests[1]!.aborted);
  });

  it('is not dropped while calls wait for their turn', async () => {
    const { accounts, clock, emulator, keys } = await startMarket({
      options: {
        accounts: { idleTimeoutMs: 1_000 },
        http: { timeoutMs: 24 * HOUR },
        rateLimit: { requests: 1, perMs: 100 },
      },
    });
    const answers = Promise.all([1, 2, 3].map(() => whoami(accounts.use({ apiKey: keys[0]! }))));
    let answered: string[] = [];
    const done = answers.then((all) => (answered = all));
    await emulator.waitForRequests(1, 'api');
    const open: number[] = [];
    for (let steps = 0; steps < 500 && answered.length === 0; steps += 1) {
      await clock.advance(1_000, settling(emulator));
      open.push(accounts.size);
    }
    expect(await done).toEqual(['api-key-0', 'api-key-0', 'api-key-0']);
    expect(new Set(open)).toEqual(new Set([1]));
    await clock.advance(24 * HOUR, settling(emulator));
    expect(accounts.size).toBe(0);
  });

  it('can be collected as garbage', async () => {
    const { accounts, clock, emulator, keys } = await startMarket({ merchants: 40 });
    const dropped: WeakRef<object>[] = [];
    for (const apiKey of keys) {
      const account = accounts.use({ apiKey });
      await whoami(account);
      dropped.push(new WeakRef(account), new WeakRef(account.http), new WeakRef(account.tokens));
    }
    await clock.advance(HOUR + 1_000, settling(emulator));
    expect(accounts.size).toBe(0);
    for (let turn = 0; turn < 3; turn += 1) {
      collectGarbage();
      await new Promise((resolve) => setImmediate(resolve));
    }
    // What the last sockets and the engine's own caches hold on to.
    expect(dropped.filter((reference) => reference.deref() !== undefined).length).toBeLessThanOrEqual(6);
  });
});

describe('the end of the application', () => {
  it('ends all accounts: no timer, no subscription, no token any more', async () => {
    const clock = new TestClock();
    const store = new SubscribableStore(clock);
    const { accounts, app, emulator, keys, registry } = await startMarket({
      options: { clock, tokenStore: store },
    });
    const account = accounts.use({ apiKey: keys[0]! });
    for (const apiKey of keys) await whoami(accounts.use({ apiKey }));
    const hanging = accounts.use({ apiKey: emulator.addApiKey() });
    emulator.hangTokenRequests();
    const waiting = rejection(hanging.http.axiosRef.get('whoami'));
    await emulator.waitForRequests(keys.length + 1, 'token');
    await app.close();
    expect(await waiting).toMatchObject({
      reason: 'closed',
      message: expect.stringContaining('shutting down'),
    });
    expect([accounts.size, clock.pendingTimers, store.listeners.size]).toEqual([0, 0, 0]);
    expect(registry.getTimeouts()).toEqual([]);
    const requests = emulator.requests.length;
    await clock.advance(2 * HOUR);
    expect(await rejection(account.tokens.refresh())).toMatchObject({ reason: 'closed' });
    expect(emulator.requests).toHaveLength(requests);
  });

  it('use() after it gives an account whose calls fail, and leaves nothing behind', async () => {
    const { accounts, app, clock, emulator, keys } = await startMarket();
    await app.close();
    const account = accounts.use({ apiKey: keys[0]! });
    expect(await rejection(account.http.axiosRef.get('whoami'))).toMatchObject({
      reason: 'closed',
      message: expect.stringContaining('shutting down'),
    });
    expect([emulator.requests.length, clock.pendingTimers]).toEqual([0, 0]);
  });

  it('also ends a token request of an account that was removed just before', async () => {
    const { accounts, app, clock, emulator, keys } = await startMarket();
    emulator.hangTokenRequests();
    const ended = rejection(accounts.use({ apiKey: keys[0]! }).tokens.getToken());
    await emulator.waitForRequests(1, 'token');
    const removed = accounts.remove({ apiKey: keys[0]! });
    await app.close();
    await Promise.all([ended, removed]);
    expect(clock.pendingTimers).toBe(0);
    await until(() => emulator.requests.every(({ aborted }) => aborted));
  });
});

describe('reference counting', () => {
  it('two modules that use the same account share it until both have dropped it', async () => {
    const { app, clock, emulator, accounts, keys } = await startMarket();
    const { baseURL } = emulator;
    const services = app.get(TokenServices, { strict: false });
    const other = new NovaPostAccounts({ baseURL, clock }, services, new RequestLimiters(), new CallEvents());
    const first = other.use({ apiKey: keys[0]! });
    const second = accounts.use({ apiKey: keys[0]! });
    expect(second.tokens).toBe(first.tokens);
    await whoami(first);
    await other.remove({ apiKey: keys[0]! });
    expect(await whoami(second)).toBe('api-key-0');
    await accounts.remove({ apiKey: keys[0]! });
    expect(await rejection(second.tokens.getToken())).toMatchObject({ reason: 'closed' });
  });
});

interface Held {
  readonly account: NovaPostAccount;
  readonly use: () => unknown;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
