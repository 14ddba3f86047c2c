import { ConfigurableModuleBuilder, type DynamicModule, Inject, type Provider } from '@nestjs/common';
import { createClient } from './accounts/nova-post-account.js';
import { NovaPostAccounts } from './accounts/nova-post-accounts.js';
import { Registrations } from './accounts/registrations.js';
import { NovaPostAddressesService } from './api/addresses.service.js';
import { NovaPostDictionariesService } from './api/dictionaries.service.js';
import { NovaPostDivisionsService } from './api/divisions/divisions.service.js';
import { NovaPostExchangeRatesService } from './api/exchange-rates.service.js';
import { NovaPostFulfilmentService } from './api/fulfilment/fulfilment.service.js';
import { NovaPostClient } from './api/nova-post-client.js';
import { NovaPostPickupsService } from './api/pickups/pickups.service.js';
import { NovaPostRegistriesService } from './api/registries/registries.service.js';
import { NovaPostShipmentsService } from './api/shipments/shipments.service.js';
import { NovaPostSubscriptionsService } from './api/subscriptions/subscriptions.service.js';
import { NovaPostTrackingService } from './api/tracking/tracking.service.js';
import { createHttpService } from './http/axios-instance.js';
import { CallEvents } from './http/call-events.js';
import { NovaPostHttpService } from './http/nova-post-http.service.js';
import { RequestLimiters } from './http/request-limiters.js';
import { transportOf } from './http/transport.js';
import type { NovaPostModuleOptions, ResolvedNovaPostOptions } from './nova-post.options.js';
import { resolveOptions } from './resolve-options.js';
import { sealOptions, type SealedOptions } from './sealed-options.js';
import { ConfigurableTokenService } from './token/configurable-token.service.js';
import { TokenServices } from './token/app/token-services.js';

export interface NovaPostModuleExtras {
  /** Makes the services injectable everywhere without importing the module again. Default `false`. */
  isGlobal?: boolean | undefined;
  /**
   * Registers a further account beside the unnamed one. Its services are injected with
   * `@InjectNovaPost(name)`, `@InjectNovaPostHttp(name)` and `@InjectNovaPostToken(name)`.
   */
  name?: string | undefined;
}

/** Implemented by a class given as `useClass` or `useExisting` to `NovaPostModule.forRootAsync`. */
export interface NovaPostOptionsFactory {
  createNovaPostOptions(): Promise<NovaPostModuleOptions> | NovaPostModuleOptions;
}

/**
 * Under which token the HTTP service of an account is provided: its class, or a text with the account's
 * name.
 */
export function getNovaPostHttpToken(name?: string): string | typeof NovaPostHttpService {
  return name === undefined ? NovaPostHttpService : `NovaPostHttpService:${name}`;
}

/**
 * Under which token the token service of an account is provided: its class, or a text with the account's
 * name.
 */
export function getNovaPostTokenServiceToken(name?: string): string | typeof ConfigurableTokenService {
  return name === undefined ? ConfigurableTokenService : `NovaPostTokenService:${name}`;
}

/**
 * Under which token the typed client of an account is provided: its class, or a text with the account's
 * name.
 */
export function getNovaPostClientToken(name?: string): string | typeof NovaPostClient {
  return name === undefined ? NovaPostClient : `NovaPostClient:${name}`;
}

/** Injects the {@link NovaPostClient} of a named account. */
export const InjectNovaPost = (name?: string): ReturnType<typeof Inject> =>
  Inject(getNovaPostClientToken(name));

/** Injects the {@link NovaPostHttpService} of a named account. */
export const InjectNovaPostHttp = (name?: string): ReturnType<typeof Inject> =>
  Inject(getNovaPostHttpToken(name));

/** Injects the {@link ConfigurableTokenService} of a named account. */
export const InjectNovaPostToken = (name?: string): ReturnType<typeof Inject> =>
  Inject(getNovaPostTokenServiceToken(name));

const AREAS = {
  divisions: NovaPostDivisionsService,
  addresses: NovaPostAddressesService,
  dictionaries: NovaPostDictionariesService,
  exchangeRates: NovaPostExchangeRatesService,
  shipments: NovaPostShipmentsService,
  tracking: NovaPostTrackingService,
  registries: NovaPostRegistriesService,
  pickups: NovaPostPickupsService,
  subscriptions: NovaPostSubscriptionsService,
  fulfilment: NovaPostFulfilmentService,
} as const;

const RESOLVED_OPTIONS = Symbol('NovaPostResolvedOptions');
const REGISTRATION = Symbol('NovaPostRegistration');

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<NovaPostModuleOptions>({ moduleName: 'NovaPost' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createNovaPostOptions')
    .setExtras<NovaPostModuleExtras>(
      { isGlobal: false, name: undefined },
      (definition, { isGlobal = false, name }): DynamicModule => ({
        ...definition,
        global: isGlobal,
        providers: [...sealOptions(definition.providers ?? [], MODULE_OPTIONS_TOKEN), ...providersOf(name)],
        exports: [
          getNovaPostHttpToken(name),
          getNovaPostTokenServiceToken(name),
          getNovaPostClientToken(name),
          ...(name === undefined ? [NovaPostAccounts, ...Object.values(AREAS)] : []),
        ],
      }),
    )
    .build();

/** The areas of the unnamed account's client, each injectable by itself. */
const AREA_SERVICES: Provider[] = Object.entries(AREAS).map(([area, service]) => ({
  provide: service,
  useFactory: (client: NovaPostClient) => client[area as keyof typeof AREAS],
  inject: [NovaPostClient],
}));

/** Further accounts with the options of the unnamed one. */
const ACCOUNTS: Provider = {
  provide: NovaPostAccounts,
  useFactory: (
    options: SealedOptions<NovaPostModuleOptions>,
    services: TokenServices,
    limiters: RequestLimiters,
    calls: CallEvents,
  ) => new NovaPostAccounts(options.open(), services, limiters, calls),
  inject: [MODULE_OPTIONS_TOKEN, TokenServices, RequestLimiters, CallEvents],
};

function providersOf(name: string | undefined): Provider[] {
  return [
    {
      provide: RESOLVED_OPTIONS,
      useFactory: (options: SealedOptions<NovaPostModuleOptions>) => resolveOptions(options.open()),
      inject: [MODULE_OPTIONS_TOKEN],
    },
    {
      provide: getNovaPostTokenServiceToken(name),
      useFactory: (services: TokenServices, limiters: RequestLimiters, options: ResolvedNovaPostOptions) =>
        services.open(options, transportOf(options, limiters.open(options))),
      inject: [TokenServices, RequestLimiters, RESOLVED_OPTIONS],
    },
    {
      provide: REGISTRATION,
      useFactory: (registrations: Registrations, tokens: ConfigurableTokenService) =>
        registrations.add(name, tokens),
      inject: [Registrations, getNovaPostTokenServiceToken(name)],
    },
    {
      provide: getNovaPostHttpToken(name),
      useFactory: (
        tokens: ConfigurableTokenService,
        limiters: RequestLimiters,
        options: ResolvedNovaPostOptions,
        calls: CallEvents,
      ) => createHttpService({ tokens, options, calls, limiter: limiters.open(options) }),
      inject: [getNovaPostTokenServiceToken(name), RequestLimiters, RESOLVED_OPTIONS, CallEvents],
    },
    {
      provide: getNovaPostClientToken(name),
      useFactory: (
        tokens: ConfigurableTokenService,
        limiters: RequestLimiters,
        options: ResolvedNovaPostOptions,
        calls: CallEvents,
      ) => createClient({ tokens, options, calls, limiter: limiters.open(options) }),
      inject: [getNovaPostTokenServiceToken(name), RequestLimiters, RESOLVED_OPTIONS, CallEvents],
    },
    ...(name === undefined ? [ACCOUNTS, ...AREA_SERVICES] : []),
  ];
}
