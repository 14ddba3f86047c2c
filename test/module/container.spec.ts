import { inspect } from 'node:util';
import { Global, Injectable, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import {
  NovaPostAccountsModule,
  NovaPostModule,
  passwordScheme,
  type NovaPostModuleOptions,
  type NovaPostOptionsFactory,
} from 'nestjs-nova-post';
import { closeAfterTest } from '../support/app-setup.js';

const SECRETS = {
  apiKey: 'canary-api-key-2a3b4c5d6e7f',
  password: 'canary-password-2a3b4c5d6e7f',
  proxy: 'canary-proxy-2a3b4c5d6e7f',
};
const token = { startMode: 'lazy' as const };
const http = {
  proxy: { host: '127.0.0.1', port: 9, auth: { username: 'u', password: SECRETS.proxy } },
};
const byKey = (): NovaPostModuleOptions => ({ apiKey: SECRETS.apiKey, token, http });
const byPassword = (): NovaPostModuleOptions => ({
  baseURL: 'https://api.example.com',
  scheme: passwordScheme({ tokenURL: 'token', username: 'shop', password: SECRETS.password }),
  token,
  http,
});

@Injectable()
class Options implements NovaPostOptionsFactory {
  createNovaPostOptions = byKey;
}

@Global()
@Module({ providers: [Options], exports: [Options] })
class OptionsModule {}

describe('H1 an application that is printed shows no option of ours', () => {
  it.each<[string, () => DynamicModule]>([
    ['forRoot', () => NovaPostModule.forRoot(byKey())],
    ['forRoot with a scheme', () => NovaPostModule.forRoot(byPassword())],
    ['forRoot with a name', () => NovaPostModule.forRoot({ ...byKey(), name: 'poland' })],
    ['forRootAsync', () => NovaPostModule.forRootAsync({ useFactory: () => Promise.resolve(byKey()) })],
    ['useClass', () => NovaPostModule.forRootAsync({ useClass: Options })],
    ['useExisting', () => NovaPostModule.forRootAsync({ imports: [OptionsModule], useExisting: Options })],
    ['NovaPostAccountsModule', () => NovaPostAccountsModule.forRoot({ token, http })],
  ])('%s', async (_what, register) => {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
    const app = await NestFactory.createApplicationContext(register(), { logger: false });
    closeAfterTest(() => app.close());
    const container = (app as unknown as { container: { getModules(): Map<string, unknown> } }).container;
    const printed = inspect([app, container.getModules()], {
      depth: 12,
      showHidden: true,
      maxArrayLength: null,
    });
    expect(printed).toContain('NovaPost');
    // The text itself would be printed by an assertion that fails.
    const shown = Object.entries(SECRETS).filter(([, secret]) => printed.includes(secret));
    expect(shown.map(([name]) => name)).toEqual([]);
  });
});
