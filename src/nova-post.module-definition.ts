import { ConfigurableModuleBuilder, Inject, type Provider } from '@nestjs/common';
import { createAxiosInstance } from './http/axios-instance.js';
import { NovaPostHttpService } from './http/nova-post-http.service.js';
import { RequestLimiters } from './http/request-limiters.js';
import { transportOf } from './http/transport.js';
import type { NovaPostModuleOptions, ResolvedNovaPostOptions } from './nova-post.options.js';
import { resolveOptions } from './resolve-options.js';
import { ConfigurableTokenService } from './token/configurable-token.service.js';
import { TokenServices } from './token/token-services.js';

export interface NovaPostModuleExtras {
  /** Makes the services injectable everywhere without importing the module again. Default `false`. */
  isGlobal?: boolean | undefined;
  /**
   * Registers a further account beside the unnamed one. Its services are injected with `@InjectNovaPostHttp(name)` and
   * `@InjectNovaPostToken(name)`.
   */
  name?: string | undefined;
}

/** Implemented by a class given as `useClass` or `useExisting` to `NovaPostModule.forRootAsync`. */
export interface NovaPostOptionsFactory {
  createNovaPostOptions(): Promise<NovaPostModuleOptions> | NovaPostModuleOptions;
}

/** Under which token the HTTP service of an account is provided: its class, or a text with the account's name. */
export function getNovaPostHttpToken(name?: string): string | typeof NovaPostHttpService {
  return name === undefined ? NovaPostHttpService : `NovaPostHttpService:${name}`;
}

/** Under which token the token service of an account is provided: its class, or a text with the account's name. */
export function getNovaPostTokenToken(name?: string): string | typeof ConfigurableTokenService {
  return name === undefined ? ConfigurableTokenService : `NovaPostTokenService:${name}`;
}

/** Injects the {@link NovaPostHttpService} of a named account. */
export const InjectNovaPostHttp = (name?: string): ReturnType<typeof Inject> =>
  Inject(getNovaPostHttpToken(name));

/** Injects the {@link ConfigurableTokenService} of a named account. */
export const InjectNovaPostToken = (name?: string): ReturnType<typeof Inject> =>
  Inject(getNovaPostTokenToken(name));

const RESOLVED_OPTIONS = Symbol('NovaPostResolvedOptions');

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<NovaPostModuleOptions>({ moduleName: 'NovaPost' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createNovaPostOptions')
    .setExtras<NovaPostModuleExtras>(
      { isGlobal: false, name: undefined },
      (definition, { isGlobal = false, name }) => ({
        ...definition,
        global: isGlobal,
        providers: [...(definition.providers ?? []), ...providersOf(name)],
        exports: [getNovaPostHttpToken(name), getNovaPostTokenToken(name)],
      }),
    )
    .build();

function providersOf(name: string | undefined): Provider[] {
  return [
    { provide: RESOLVED_OPTIONS, useFactory: resolveOptions, inject: [MODULE_OPTIONS_TOKEN] },
    {
      provide: getNovaPostTokenToken(name),
      useFactory: (services: TokenServices, limiters: RequestLimiters, options: ResolvedNovaPostOptions) =>
        services.open(options, transportOf(options, limiters.open(options))),
      inject: [TokenServices, RequestLimiters, RESOLVED_OPTIONS],
    },
    {
      provide: getNovaPostHttpToken(name),
      useFactory: (
        tokens: ConfigurableTokenService,
        limiters: RequestLimiters,
        options: ResolvedNovaPostOptions,
      ) => new NovaPostHttpService(createAxiosInstance({ tokens, options, limiter: limiters.open(options) })),
      inject: [getNovaPostTokenToken(name), RequestLimiters, RESOLVED_OPTIONS],
    },
  ];
}
