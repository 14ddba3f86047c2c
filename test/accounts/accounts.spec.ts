import { inspect } from 'node:util';
import { Inject, Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import {
  NovaPostAccounts,
  NovaPostAccountsModule,
  novaPostScheme,
  passwordScheme,
  type NovaPostAccountCredentials,
  type NovaPostConfigError,
} from 'nestjs-nova-post';
import { TestClock, expectNoSecrets } from 'nestjs-nova-post/testing';
import { closeAfterTest, startEmulator } from '../support/app-setup.js';
import { settling } from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { logged } from '../support/log-guard.js';
import { MINUTE, startMarket, whoami } from './accounts-setup.js';
import { SubscribableStore } from './subscribable-store.js';

describe('list()', () => {
  it('has fingerprint, state, last failure and last use of each open account, and no secret', async () => {
    const { accounts, clock, emulator, keys } = await startMarket({ merchants: 2 });
    const [first = '', second = ''] = keys;
    expect(accounts.list()).toEqual([]);
    await whoami(accounts.use({ apiKey: first }));
    const firstUsedAt = new Date(clock.now());
    await clock.advance(MINUTE);
    emulator.misbehave({ on: 'token', then: { status: 503, headers: { 'Retry-After': '90' } } });
    const { tokens } = accounts.use({ apiKey: second });
    await rejection(tokens.getToken());
    const list = accounts.list();
    expect(list).toEqual([
      {
        fingerprint: accounts.use({ apiKey: first }).tokens.status().account,
        scheme: 'nova-post',
        state: 'fresh',
        lastError: undefined,
        lastUsedAt: firstUsedAt,
      },
      {
        fingerprint: tokens.status().account,
        scheme: 'nova-post',
        state: 'empty',
        lastError: expect.objectContaining({ reason: 'throttled', status: 503, failures: 1 }),
        lastUsedAt: new Date(clock.now()),
      },
    ]);
    expectNoSecrets(list, keys);
  });

  it('says of refused credentials that they are refused', async () => {
    const { accounts } = await startMarket();
    const account = accounts.use({ apiKey: 'canary-api-key-that-is-refused-0a1b' });
    await rejection(account.tokens.getToken());
    expect(accounts.list()).toMatchObject([{ state: 'refused', lastError: { reason: 'refused' } }]);
  });
});

describe('use()', () => {
  it('calls with the token of the account that is given', async () => {
    const { accounts, emulator, keys } = await startMarket();
    for (const [index, apiKey] of keys.entries()) {
      expect(await whoami(accounts.use({ apiKey }))).toBe(`api-key-${String(index)}`);
    }
    expect(emulator.tokenRequests).toHaveLength(keys.length);
    expect(accounts.size).toBe(keys.length);
  });

  it('gives the same frozen object while the account is open, and one token for all who use it', async () => {
    const { accounts, emulator, keys } = await startMarket();
    const credentials = { apiKey: keys[1]! };
    const first = accounts.use(credentials);
    expect(Object.isFrozen(first)).toBe(true);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => whoami(accounts.use({ ...credentials }))),
    );
    expect(new Set(answers)).toEqual(new Set(['api-key-1']));
    expect(accounts.use(credentials)).toBe(first);
    expect(emulator.tokenRequests).toHaveLength(1);
    expect(accounts.size).toBe(1);
  });

  it('sends nothing and sets no timer of its own, whatever token.startMode says', async () => {
    const { accounts, clock, emulator, keys } = await startMarket({
      options: { token: { startMode: 'required' } },
    });
    for (const apiKey of keys) accounts.use({ apiKey });
    await clock.advance(10 * MINUTE);
    expect(emulator.requests).toHaveLength(0);
    expect(clock.pendingTimers).toBe(1);
  });

  it('an account used while the application starts is not started with it', async () => {
    const emulator = await startEmulator();
    @Injectable()
    class Eager {
      constructor(@Inject(NovaPostAccounts) accounts: NovaPostAccounts) {
        accounts.use({ apiKey: emulator.apiKey });
      }
    }
    const register = NovaPostAccountsModule.forRoot({
      baseURL: emulator.baseURL,
      isGlobal: true,
      token: { startMode: 'required' },
    });
    @Module({ imports: [register], providers: [Eager] })
    class FeatureModule {}
    const app = await (await Test.createTestingModule({ imports: [FeatureModule] }).compile()).init();
    closeAfterTest(() => app.close());
    expect(app.get(NovaPostAccounts, { strict: false }).size).toBe(1);
    expect(emulator.requests).toHaveLength(0);
  });

  it('knows an account again however its credentials are written', async () => {
    const { accounts, emulator, keys } = await startMarket();
    const apiKey = keys[1]!;
    const account = accounts.use({ apiKey });
    const spellings: NovaPostAccountCredentials[] = [
      { apiKey: ` ${apiKey}\n` },
      { apiKey, baseURL: emulator.baseURL },
      { apiKey, baseURL: ` ${emulator.baseURL}// ` },
      { scheme: novaPostScheme({ apiKey }) },
    ];
    for (const credentials of spellings) expect(accounts.use(credentials)).toBe(account);
    expect(accounts.size).toBe(1);
  });

  it('keeps the same key in two environments apart', async () => {
    const { accounts, keys } = await startMarket();
    const apiKey = keys[0]!;
    const here = accounts.use({ apiKey });
    const sandbox = accounts.use({ apiKey, environment: 'sandbox' });
    expect(sandbox).not.toBe(here);
    expect(sandbox.http.axiosRef.defaults.baseURL).toBe('https://api-stage.novapost.pl/v.1.0');
    expect(accounts.use({ apiKey, baseURL: 'https://api-stage.novapost.pl/v.1.0' })).toBe(sandbox);
  });

  it('takes schemes, which are the same account when their credentials are', async () => {
    const { accounts, emulator } = await startMarket();
    emulator.addUser({ username: 'merchant', password: 'canary-password-0f1e2d3c' });
    const use = () =>
      accounts.use({
        scheme: passwordScheme({
          tokenURL: emulator.passwordTokenURL,
          username: 'merchant',
          password: 'canary-password-0f1e2d3c',
        }),
        baseURL: emulator.passwordBaseURL,
      });
    expect(await whoami(use())).toBe('username-1');
    expect(await whoami(use())).toBe('username-1');
    expect([emulator.tokenRequests.length, accounts.size]).toEqual([1, 1]);
  });

  it.each<[string, unknown, string[]]>([
    ['a blank key', { apiKey: '  ' }, ['apiKey']],
    ['a key that is a function', { apiKey: () => 'KEY' }, ['apiKey']],
    ['a scheme whose key is a function', { scheme: novaPostScheme({ apiKey: () => 'KEY' }) }, ['scheme']],
    ['a key that is no text', { apiKey: 17 }, ['apiKey']],
    ['no credentials', {}, ['apiKey']],
    ['an unknown environment', { apiKey: 'KEY', environment: 'moon' }, ['environment']],
    [
      'a name every object has for an environment',
      { apiKey: 'KEY', environment: 'toString' },
      ['environment'],
    ],
    ['a base URL that is none', { apiKey: 'KEY', baseURL: 'sandbox' }, ['baseURL']],
    ['plain http elsewhere', { apiKey: 'KEY', baseURL: 'http://api.example.com' }, ['baseURL']],
    ['two credentials', { apiKey: 'KEY', scheme: novaPostScheme({ apiKey: 'k' }) }, ['apiKey']],
    ['a scheme that is none', { scheme: {} }, ['scheme']],
    ['an option of the module', { apiKey: 'KEY', http: { timeoutMs: 1 } }, ['http']],
    ['a misspelt name', { apikey: 'KEY' }, ['apikey']],
    ['nothing at all', undefined, []],
    ['null', null, []],
  ])('refuses %s, naming it and not the key', async (_what, credentials, options) => {
    const { accounts, keys } = await startMarket();
    const filled: unknown =
      credentials === undefined
        ? undefined
        : JSON.parse(JSON.stringify(credentials).replace('KEY', keys[0]!), (name, value: unknown) =>
            name === 'scheme' ? (credentials as { scheme: unknown }).scheme : value,
          );
    // An account that is open already must not let wrong credentials through.
    accounts.use({ apiKey: keys[0]! });
    const error = await rejection(
      Promise.resolve().then(() => accounts.use(filled as NovaPostAccountCredentials)),
    );
    expect(error.name).toBe('NovaPostConfigError');
    expect((error as unknown as NovaPostConfigError).options).toEqual(options);
    expectNoSecrets(error, { apiKey: keys[0]! });
    expect(accounts.size).toBe(1);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('canary-api-key-77aa88bb is no good');
      },
    ],
    ['gives nothing', () => undefined],
    ['gives an empty text, as that of any other account would be', () => ''],
    ['gives a number', () => 77_881_234_567],
  ])('refuses a scheme whose credential() %s', async (_what, credential) => {
    const { accounts } = await startMarket();
    const scheme = { ...novaPostScheme({ apiKey: 'canary-api-key-77aa88bb' }), credential };
    const credentials = { scheme } as NovaPostAccountCredentials;
    for (const attempt of [() => accounts.use(credentials), () => accounts.remove(credentials)]) {
      const error = await rejection(Promise.resolve().then<unknown>(attempt));
      expect(error).toMatchObject({ name: 'NovaPostConfigError', options: ['scheme'] });
      expectNoSecrets(error, ['canary-api-key-77aa88bb', '77881234567']);
    }
    expect(accounts.size).toBe(0);
  });

  it('shows no key and no token in inspect, JSON and logs', async () => {
    const { accounts, keys } = await startMarket();
    const apiKey = keys[0]!;
    const account = accounts.use({ apiKey });
    await whoami(account);
    const token = (await account.tokens.getToken()).reveal();
    await accounts.remove({ apiKey });
    const again = accounts.use({ apiKey });
    for (const shown of [
      accounts,
      account,
      again,
      Object.entries(account),
      account.http,
      account.tokens,
      logged,
    ]) {
      expectNoSecrets(shown, { apiKey, token });
      expectNoSecrets(inspect(shown, { depth: Infinity, showHidden: true, getters: true }), {
        apiKey,
        token,
      });
    }
    expect(inspect(accounts)).toBe('NovaPostAccounts { size: 1, idleTimeoutMs: 3600000 }');
    expect(inspect(again)).toMatch(
      /^NovaPostAccount \{ account: '[0-9a-f]{12}', scheme: 'nova-post', state: 'empty' \}$/,
    );
  });
});

describe('remove()', () => {
  it('forgets the account at once: the next use is another object with another token', async () => {
    const { accounts, emulator, keys, clock, pendingWakeUps } = await startMarket();
    const credentials = { apiKey: keys[1]! };
    const before = accounts.use(credentials);
    await whoami(before);
    await accounts.remove(credentials);
    expect([accounts.size, pendingWakeUps(), clock.pendingTimers]).toEqual([0, 0, 0]);
    expect(await rejection(before.http.axiosRef.get('whoami'))).toMatchObject({
      name: 'NovaPostTokenUnavailableError',
      reason: 'closed',
      message: expect.stringContaining('accounts.remove()'),
    });
    expect(before.tokens.status().state).toBe('empty');
    expect(await whoami(accounts.use(credentials))).toBe('api-key-1');
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('ends the wait of a call for a token, and lets a call that was sent have its answer', async () => {
    const { accounts, emulator, keys } = await startMarket();
    const sent = accounts.use({ apiKey: keys[0]! });
    const waiting = accounts.use({ apiKey: keys[1]! });
    const api = emulator.misbehave({ on: 'api', then: { hang: true } });
    const answer = whoami(sent);
    await emulator.waitForRequests(1, 'api');
    emulator.hangTokenRequests();
    const ended = rejection(waiting.http.axiosRef.get('whoami'));
    await emulator.waitForRequests(2, 'token');
    await Promise.all(keys.map((apiKey) => accounts.remove({ apiKey })));
    expect(await ended).toMatchObject({ reason: 'closed', message: expect.stringContaining('removed') });
    api.release();
    expect(await answer).toBe('api-key-0');
  });

  it('takes the token out of a shared store too, even of an account that was dropped long before', async () => {
    const clock = new TestClock();
    const { accounts, emulator, keys } = await startMarket({
      options: { clock, tokenStore: new SubscribableStore(clock), accounts: { idleTimeoutMs: MINUTE } },
    });
    const credentials = { apiKey: keys[0]! };
    const callAfterDrop = async () => {
      await clock.advance(MINUTE, settling(emulator));
      expect(accounts.size).toBe(0);
      await whoami(accounts.use(credentials));
      return emulator.tokenRequests.length;
    };
    await whoami(accounts.use(credentials));
    expect(await callAfterDrop()).toBe(1);
    await clock.advance(MINUTE, settling(emulator));
    await accounts.remove(credentials);
    expect(await callAfterDrop()).toBe(2);
  });

  it('of an account that was never used does nothing, and of a wrong one says so', async () => {
    const { accounts, emulator, keys } = await startMarket();
    await accounts.remove({ apiKey: keys[0]! });
    expect(await rejection(accounts.remove({ apiKey: '' }))).toMatchObject({ name: 'NovaPostConfigError' });
    expect(emulator.requests).toHaveLength(0);
  });
});
