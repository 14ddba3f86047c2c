import { Module } from '@nestjs/common';
import { LazyModuleLoader, REQUEST } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import {
  ConfigurableTokenService,
  NovaPostAccountsModule,
  NovaPostModule,
  type NovaPostModuleOptions,
} from 'nestjs-nova-post';
import { API_KEY, closeAfterTest, startEmulator } from '../support/app-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const byRequest = (request: unknown): NovaPostModuleOptions => ({
  apiKey: String((request as { headers?: Record<string, string> } | undefined)?.headers?.['x-tenant']),
});

describe('options that depend on the request', () => {
  it.each([
    ['NovaPostModule', () => NovaPostModule.forRootAsync({ inject: [REQUEST], useFactory: byRequest })],
    [
      'a named NovaPostModule',
      () => NovaPostModule.forRootAsync({ name: 'tenant', inject: [REQUEST], useFactory: byRequest }),
    ],
    [
      'NovaPostAccountsModule',
      () => NovaPostAccountsModule.forRootAsync({ inject: [REQUEST], useFactory: () => ({}) }),
    ],
  ])('are refused at boot by %s, which names the cure', async (_, register) => {
    const module = await Test.createTestingModule({ imports: [register()] }).compile();
    const error = await rejection(module.createNestApplication().init());
    expect(error.name).toBe('NovaPostConfigError');
    expect(error.message).toMatch(/request-scoped.*NovaPostAccounts.*accounts\.use\(/s);
  });

  it('a registration beside request-scoped providers of the application starts', async () => {
    @Module({ providers: [{ provide: 'tenant', inject: [REQUEST], useFactory: byRequest }] })
    class Tenants {}
    const { baseURL } = await startEmulator();
    const registered = NovaPostModule.forRoot({ baseURL, apiKey: API_KEY, token: { startMode: 'lazy' } });
    const module = await Test.createTestingModule({ imports: [Tenants, registered] }).compile();
    const app = await module.createNestApplication().init();
    closeAfterTest(() => app.close());
    expect(app.get(ConfigurableTokenService).status().state).toBe('empty');
  });
});

describe('a module that LazyModuleLoader loads', () => {
  it('is refused when the application has no NovaPostModule: its tokens would outlive the application', async () => {
    const app = await (await Test.createTestingModule({}).compile()).init();
    closeAfterTest(() => app.close());
    const load = () => NovaPostModule.forRoot({ apiKey: API_KEY });
    const error = await rejection(app.get(LazyModuleLoader).load(load));
    expect(error.name).toBe('NovaPostConfigError');
    expect(error.message).toMatch(/LazyModuleLoader.*loaded with the application/s);
  });

  it('works beside one that was loaded with the application: it starts, and ends with the application', async () => {
    const emulator = await startEmulator();
    const { baseURL } = emulator;
    const first = NovaPostModule.forRoot({ baseURL, apiKey: API_KEY, token: { startMode: 'lazy' } });
    const app = await (await Test.createTestingModule({ imports: [first] }).compile()).init();
    const apiKey = emulator.addApiKey();
    const module = await app
      .get(LazyModuleLoader)
      .load(() => NovaPostModule.forRoot({ name: 'late', baseURL, apiKey, token: { startMode: 'warm' } }));
    const tokens = module.get<ConfigurableTokenService>('NovaPostTokenService:late');
    await until(() => tokens.status().state === 'fresh');
    await app.close();
    expect(await rejection(tokens.refresh())).toMatchObject({ reason: 'closed' });
  });
});
