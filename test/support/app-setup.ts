import { type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterEach } from '@jest/globals';
import {
  ConfigurableTokenService,
  NovaPostHttpService,
  NovaPostModule,
  type NovaPostModuleOptions,
} from 'nestjs-nova-post';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { TokenServices } from '../../src/token/app/token-services.js';
import { SchemeEmulator, type SchemeEmulatorOptions } from './scheme-emulator.js';

/** What the running test has opened; closed after it, last first. */
const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** Has something closed after the running test. */
export function closeAfterTest(close: () => Promise<unknown>): void {
  open.push(close);
}

export const API_KEY = 'canary-api-key-7d1f0b93e2c4';

export async function startEmulator(options: SchemeEmulatorOptions = {}): Promise<SchemeEmulator> {
  const emulator = await SchemeEmulator.start({ apiKey: API_KEY, ...options });
  closeAfterTest(() => emulator.stop());
  return emulator;
}

/** Token services without an application around them, stopped after the test. */
export function startTokenServices(): TokenServices {
  const services = new TokenServices();
  closeAfterTest(() => services.onApplicationShutdown());
  return services;
}

export interface NovaPostApp {
  readonly app: INestApplicationContext;
  readonly http: NovaPostHttpService;
  readonly tokens: ConfigurableTokenService;
}

/** For a run over axios' own transport where undici is installed: `NOVA_POST_TEST_TRANSPORT=http npm test -- test/http`. */
const BY_AXIOS = process.env['NOVA_POST_TEST_TRANSPORT'] === 'http';

/** A real Nest application on the emulator. `lazy` unless told otherwise, so that a test counts what it causes. */
export async function startApp(
  emulator: NovaPostEmulator,
  options: Partial<NovaPostModuleOptions> = {},
): Promise<NovaPostApp> {
  return startModule(
    NovaPostModule.forRoot({
      baseURL: emulator.baseURL,
      apiKey: emulator.apiKey,
      ...options,
      ...(BY_AXIOS && { http: { transport: 'http' as const, ...options.http } }),
      token: { startMode: 'lazy', ...options.token },
    }),
  );
}

export async function startModule(...imports: DynamicModule[]): Promise<NovaPostApp> {
  const module = await Test.createTestingModule({ imports }).compile();
  const app = await module.init();
  closeAfterTest(() => app.close());
  return { app, http: app.get(NovaPostHttpService), tokens: app.get(ConfigurableTokenService) };
}
