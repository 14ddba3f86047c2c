import { ConfigurableModuleBuilder, type DynamicModule, Module, type Provider } from '@nestjs/common';
import { CallEvents } from '../http/call-events.js';
import { RequestLimiters } from '../http/request-limiters.js';
import { invalidOptions, ownProperties } from '../invalid-options.js';
import { sealOptions, type SealedOptions } from '../sealed-options.js';
import { TokenServices } from '../token/app/token-services.js';
import type { NovaPostAccountsModuleOptions } from './account-credentials.js';
import { AccountServicesModule } from './account-services.module.js';
import { NovaPostAccounts } from './nova-post-accounts.js';

export interface NovaPostAccountsModuleExtras {
  /** Makes {@link NovaPostAccounts} injectable everywhere without importing the module again. Default `false`. */
  isGlobal?: boolean | undefined;
}

/** Implemented by a class given as `useClass` or `useExisting` to `NovaPostAccountsModule.forRootAsync`. */
export interface NovaPostAccountsOptionsFactory {
  createNovaPostAccountsOptions(): Promise<NovaPostAccountsModuleOptions> | NovaPostAccountsModuleOptions;
}

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<NovaPostAccountsModuleOptions>({ moduleName: 'NovaPostAccounts' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createNovaPostAccountsOptions')
    .setExtras<NovaPostAccountsModuleExtras>(
      { isGlobal: false },
      (definition, { isGlobal = false }): DynamicModule => ({
        ...definition,
        global: isGlobal,
        providers: [...sealOptions(definition.providers ?? [], MODULE_OPTIONS_TOKEN), accountsProvider()],
        exports: [NovaPostAccounts],
      }),
    )
    .build();

/**
 * Registers {@link NovaPostAccounts} for an application that has no account of its own. One that has gets it from
 * `NovaPostModule`.
 *
 * @example NovaPostAccountsModule.forRoot({ environment: 'production', accounts: { idleTimeoutMs: 600_000 } })
 */
@Module({ imports: [AccountServicesModule] })
export class NovaPostAccountsModule extends ConfigurableModuleClass {}

function accountsProvider(): Provider {
  return {
    provide: NovaPostAccounts,
    useFactory: createAccounts,
    inject: [MODULE_OPTIONS_TOKEN, TokenServices, RequestLimiters, CallEvents],
  };
}

function createAccounts(
  sealed: SealedOptions<NovaPostAccountsModuleOptions>,
  services: TokenServices,
  limiters: RequestLimiters,
  calls: CallEvents,
): NovaPostAccounts {
  const options = sealed.open();
  const given = ownProperties(options) as Readonly<Record<string, unknown>>;
  const misplaced = ['apiKey', 'scheme'].filter((name) => given[name] !== undefined);
  if (misplaced.length === 0) return new NovaPostAccounts(options, services, limiters, calls);
  const message =
    'NovaPostAccountsModule has no account of its own. Give the credentials to accounts.use(), or register the account ' +
    'with NovaPostModule, which has NovaPostAccounts too.';
  throw invalidOptions(
    'Nova Post options',
    misplaced.map((option) => ({ option, message })),
  );
}
