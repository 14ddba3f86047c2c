import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import {
  NovaPostAccounts,
  NovaPostAccountsModule,
  type NovaPostAccount,
  type NovaPostAccountsModuleOptions,
} from 'nestjs-nova-post';
import { TestClock } from 'nestjs-nova-post/testing';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import { TokenServices } from '../../src/token/app/token-services.js';
import { closeAfterTest, startEmulator } from '../support/app-setup.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** An application with merchants' keys only, on the emulator and a clock of its own. */
export interface Market {
  readonly clock: TestClock;
  readonly emulator: SchemeEmulator;
  readonly app: INestApplicationContext;
  readonly accounts: NovaPostAccounts;
  readonly registry: SchedulerRegistry;
  /** `emulator.accountOf(keys[n])` is `api-key-n`. */
  readonly keys: readonly string[];
  /** Wake-ups that are set. */
  pendingWakeUps(): number;
}

export interface MarketOptions {
  readonly merchants?: number;
  readonly options?: NovaPostAccountsModuleOptions;
  /** In place of `NovaPostAccountsModule`. */
  readonly register?: (
    options: NovaPostAccountsModuleOptions,
    emulator: SchemeEmulator,
  ) => readonly DynamicModule[];
}

export async function startMarket({
  merchants = 3,
  options = {},
  register,
}: MarketOptions = {}): Promise<Market> {
  const clock = (options.clock as TestClock | undefined) ?? new TestClock();
  const emulator = await startEmulator({ clock, divisions: 10 });
  const keys = [emulator.apiKey];
  while (keys.length < merchants) keys.push(emulator.addApiKey());
  const common = { baseURL: emulator.baseURL, clock, random: () => 0.5, ...options };
  const imports = register?.(common, emulator) ?? [NovaPostAccountsModule.forRoot(common)];
  const module = await Test.createTestingModule({
    imports: [ScheduleModule.forRoot(), ...imports],
  }).compile();
  const app = await module.init();
  closeAfterTest(() => app.close());
  return {
    clock,
    emulator,
    app,
    accounts: app.get(NovaPostAccounts, { strict: false }),
    registry: app.get(SchedulerRegistry, { strict: false }),
    keys,
    pendingWakeUps: () => app.get(TokenServices, { strict: false }).scheduler(clock).pending,
  };
}

/** Whose token the API saw on a call. */
export async function whoami({ http }: Pick<NovaPostAccount, 'http'>): Promise<string> {
  const { data } = await http.axiosRef.get<{ account: string }>('whoami');
  return data.account;
}
