import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import {
  ConfigurableTokenService,
  NovaPostAccounts,
  NovaPostAccountsModule,
  NovaPostHttpService,
  NovaPostModule,
  getNovaPostHttpToken,
  isNovaPostError,
  novaPostScheme,
  type NovaPostAccountsOptionsFactory,
} from 'nestjs-nova-post';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { transportOf } from '../../src/http/transport.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { closeAfterTest, startEmulator, startModule, startTokenServices } from '../support/app-setup.js';
import { settling } from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { HOUR, MINUTE, startMarket, whoami } from './accounts-setup.js';

describe('an account that is registered too', () => {
  const registered = async () =>
    startMarket({
      register: (options, { apiKey }) => [
        NovaPostModule.forRoot({
          ...options,
          apiKey,
          token: { startMode: 'lazy' },
          rateLimit: { requests: 100, perMs: MINUTE },
        }),
      ],
    });

  it('has one token for both', async () => {
    const { accounts, app, emulator, keys } = await registered();
    const account = accounts.use({ apiKey: keys[0]! });
    await app.get(NovaPostHttpService).axiosRef.get('whoami');
    expect(await whoami(account)).toBe('api-key-0');
    expect(account.tokens).toBe(app.get(ConfigurableTokenService));
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it('is started with the application as registered, although it was used before that', async () => {
    const { baseURL, apiKey } = await startEmulator();
    const services = startTokenServices();
    const resolve = (startMode: 'lazy' | 'required') => {
      const options = resolveOptions({ baseURL, apiKey, token: { startMode } });
      return [options, transportOf(options)] as const;
    };
    const { tokens } = services.openOnDemand(...resolve('lazy'));
    expect(services.open(...resolve('required'))).toBe(tokens);
    await services.onModuleInit();
    expect(tokens.status().state).toBe('fresh');
  });

  it('goes on when its use is dropped, refreshed by its own timer', async () => {
    const { accounts, app, clock, emulator, keys, registry } = await registered();
    const tokens = app.get(ConfigurableTokenService);
    const account = accounts.use({ apiKey: keys[0]! });
    await whoami(account);
    await clock.advance(HOUR, settling(emulator));
    expect(accounts.size).toBe(0);
    expect(registry.getTimeouts()).toEqual([`nova-post-token-${tokens.status().account}`]);
    expect(tokens.status().counters.refreshed).toBe(2);
    expect((await app.get(NovaPostHttpService).axiosRef.get('whoami')).data).toEqual({
      account: 'api-key-0',
    });
    expect(await whoami(account)).toBe('api-key-0');
  });

  it('goes on with a new token when it is removed', async () => {
    const { accounts, app, emulator, keys } = await registered();
    const { axiosRef } = app.get(NovaPostHttpService);
    accounts.use({ apiKey: keys[0]! });
    await axiosRef.get('whoami');
    await accounts.remove({ apiKey: keys[0]! });
    expect((await axiosRef.get('whoami')).data).toEqual({ account: 'api-key-0' });
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('counts its requests against one limit', async () => {
    const { accounts, app, keys } = await startMarket({
      register: (options, { apiKey }) => [
        NovaPostModule.forRoot({
          ...options,
          apiKey,
          token: { startMode: 'lazy' },
          http: { timeoutMs: 1_000 },
          rateLimit: { requests: 2, perMs: MINUTE },
        }),
      ],
    });
    const own = app.get(NovaPostHttpService);
    await whoami(accounts.use({ apiKey: keys[0]! }));
    await accounts.remove({ apiKey: keys[0]! });
    await whoami({ http: own });
    for (const { http } of [{ http: own }, accounts.use({ apiKey: keys[0]! })]) {
      const error = await rejection(http.axiosRef.get('whoami'));
      expect(error).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
    }
  });
});

describe('registration', () => {
  it('the unnamed NovaPostModule has it, with its own options as defaults; a named one has not', async () => {
    const emulator = await startEmulator();
    const merchant = emulator.addApiKey();
    const options = { baseURL: emulator.baseURL, token: { startMode: 'lazy' as const } };
    const { app } = await startModule(
      NovaPostModule.forRoot({ ...options, apiKey: emulator.apiKey, http: { headers: { 'x-shop': 'one' } } }),
      NovaPostModule.forRoot({
        ...options,
        name: 'other',
        apiKey: merchant,
        http: { headers: { 'x-shop': 'two' } },
      }),
    );
    expect(await whoami(app.get(NovaPostAccounts).use({ apiKey: merchant }))).toBe('api-key-1');
    expect(emulator.apiRequests[0]?.headers['x-shop']).toBe('one');
  });

  it.each([
    [
      'useFactory',
      (baseURL: string) => NovaPostAccountsModule.forRootAsync({ useFactory: () => ({ baseURL }) }),
    ],
    [
      'useClass',
      (baseURL: string) => {
        class Options implements NovaPostAccountsOptionsFactory {
          createNovaPostAccountsOptions() {
            return { baseURL };
          }
        }
        return NovaPostAccountsModule.forRootAsync({ useClass: Options, isGlobal: true });
      },
    ],
  ])('NovaPostAccountsModule.forRootAsync with %s', async (_what, register) => {
    const emulator = await startEmulator();
    const module = await Test.createTestingModule({ imports: [register(emulator.baseURL)] }).compile();
    const app = await module.init();
    closeAfterTest(() => app.close());
    const { apiKey } = emulator;
    expect(await whoami(app.get(NovaPostAccounts).use({ apiKey }))).toBe('api-key-0');
  });

  it.each<[string, object, string[]]>([
    ['accounts.idleTimeoutMs too short', { accounts: { idleTimeoutMs: 999 } }, ['accounts.idleTimeoutMs']],
    [
      'accounts.idleTimeoutMs too long',
      { accounts: { idleTimeoutMs: 31_536_000_001 } },
      ['accounts.idleTimeoutMs'],
    ],
    ['accounts that is no object', { accounts: 5 }, ['accounts']],
    ['another option', { token: 5 }, ['token']],
    ['a key', { apiKey: 'canary-api-key-00aa11bb' }, ['apiKey']],
    ['a scheme', { scheme: novaPostScheme({ apiKey: 'k' }) }, ['scheme']],
  ])('NovaPostAccountsModule refuses %s when the application starts', async (_what, options, names) => {
    const module = Test.createTestingModule({ imports: [NovaPostAccountsModule.forRoot(options)] });
    const error = await rejection(module.compile());
    expect(isNovaPostError(error)).toBe(true);
    expect(error['options']).toEqual(names);
    expectNoSecrets(error, ['canary-api-key-00aa11bb']);
  });

  it('any number of named registrations live beside each other, each with its own token and limit', async () => {
    const emulator = await startEmulator();
    const names = Array.from({ length: 12 }, (_, index) => `merchant-${String(index)}`);
    const keys = [emulator.apiKey, ...names.slice(1).map(() => emulator.addApiKey())];
    const module = await Test.createTestingModule({
      imports: names.map((name, index) =>
        NovaPostModule.forRoot({
          name,
          apiKey: keys[index]!,
          baseURL: emulator.baseURL,
          token: { startMode: 'lazy' },
          http: { timeoutMs: 5_000 },
          rateLimit: { requests: 3, perMs: HOUR },
        }),
      ),
    }).compile();
    const app = await module.init();
    closeAfterTest(() => app.close());
    const https = names.map((name) => app.get<NovaPostHttpService>(getNovaPostHttpToken(name)));
    const rounds = await Promise.all([1, 2, 3].map(() => Promise.all(https.map((http) => whoami({ http })))));
    const expected = names.map((_, index) => `api-key-${String(index)}`);
    expect(rounds).toEqual([expected, expected, expected]);
    expect(emulator.tokenRequests).toHaveLength(names.length);
    expect(await rejection(https[5]!.axiosRef.get('whoami'))).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
  });
});
