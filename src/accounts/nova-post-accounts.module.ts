import { ConfigurableModuleBuilder, Module, type Provider } from '@nestjs/common';
import { RequestLimiters } from '../http/request-limiters.js';
import { NovaPostConfigError } from '../nova-post.errors.js';
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
    .setExtras<NovaPostAccountsModuleExtras>({ isGlobal: false }, (definition, { isGlobal = false }) => ({
      ...definition,
      global: isGlobal,
      providers: [...(definition.providers ?? []), accountsProvider()],
      exports: [NovaPostAccounts],
    }))
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
    inject: [MODULE_OPTIONS_TOKEN, TokenServices, RequestLimiters],
  };
}

function createAccounts(
  options: NovaPostAccountsModuleOptions,
  services: TokenServices,
  limiters: RequestLimiters,
): NovaPostAccounts {
  const given = options as Readonly<Record<string, unknown>>;
  const misplaced = ['apiKey', 'scheme'].filter((name) => given[name] !== undefined);
  if (misplaced.length === 0) return new NovaPostAccounts(options, services, limiters);
  throw new NovaPostConfigError(
    `Nova Post options are refused: ${misplaced.join(', ')}: NovaPostAccountsModule has no account of its own. Give the ` +
      'credentials to accounts.use(), or register the account with NovaPostModule, which has NovaPostAccounts too.',
    misplaced,
  );
}
