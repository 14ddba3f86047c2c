import {
  ConfigurableModuleBuilder,
  Inject,
  Module,
  RequestMethod,
  type MiddlewareConsumer,
  type NestModule,
  type Provider,
} from '@nestjs/common';
import {
  ApplicationConfig,
  DiscoveryModule,
  DiscoveryService,
  HttpAdapterHost,
  MetadataScanner,
} from '@nestjs/core';
import { NovaPostWebhooks } from './nova-post-webhooks.js';
import {
  DEFAULT_WEBHOOK_PATH,
  resolveWebhooksOptions,
  type NovaPostWebhooksOptions,
  type ResolvedWebhooksOptions,
} from './webhook-options.js';
import { WebhookReceiver } from './webhook-receiver.js';

/** What has to be known before any factory runs. */
export interface NovaPostWebhooksExtras {
  /** Where events are received, below the application's global prefix. Default `'nova-post/webhook'`. */
  path?: string | undefined;
  /** Tells registrations apart: `event.receiver`, and `@InjectNovaPostWebhooks(name)`. Default: none. */
  name?: string | undefined;
}

/** Implemented by a class given as `useClass` or `useExisting` to `NovaPostWebhooksModule.registerAsync`. */
export interface NovaPostWebhooksOptionsFactory {
  createNovaPostWebhooksOptions(): Promise<NovaPostWebhooksOptions> | NovaPostWebhooksOptions;
}

/** Under which token the service of a registration is provided: its class, or a text with the name. */
export function getNovaPostWebhooksToken(name?: string): string | typeof NovaPostWebhooks {
  return name === undefined ? NovaPostWebhooks : `NovaPostWebhooks:${name}`;
}

/** Injects the {@link NovaPostWebhooks} of a named registration. */
export const InjectNovaPostWebhooks = (name?: string): ReturnType<typeof Inject> =>
  Inject(getNovaPostWebhooksToken(name));

const OPTIONS = Symbol('NovaPostWebhooksOptions');

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<NovaPostWebhooksOptions>({
  moduleName: 'NovaPostWebhooks',
  optionsInjectionToken: OPTIONS,
})
  .setFactoryMethodName('createNovaPostWebhooksOptions')
  .setExtras<NovaPostWebhooksExtras>({ path: undefined, name: undefined }, (definition, { path, name }) => ({
    ...definition,
    imports: [...(definition.imports ?? []), DiscoveryModule],
    providers: [
      ...(definition.providers ?? []).map((provider) =>
        withResolvedOptions(provider, { path: path ?? DEFAULT_WEBHOOK_PATH, name }),
      ),
      ...providersOf(name),
    ],
    exports: [getNovaPostWebhooksToken(name)],
  }))
  .build();

/**
 * Receives the events that Nova Post pushes to the URL of a subscription, and hands them to the methods with
 * `@OnNovaPostEvent()`, wherever in the application they are.
 *
 * It is a middleware: the application's prefix holds for it; guards, interceptors, pipes and versions do
 * not, since the sender has the secret and nothing else. May be registered several times, with a path each.
 *
 * ```ts
 * @Module({ imports: [NovaPostWebhooksModule.register({ path: 'nova-post/webhook', secretToken })], providers: [Tracker] })
 * export class AppModule {}
 * ```
 *
 * The application does not start (`NovaPostConfigError`) when an option is refused, when two registrations
 * have one path, or when a handler is in a request-scoped class.
 */
@Module({})
export class NovaPostWebhooksModule extends ConfigurableModuleClass implements NestModule {
  readonly #receiver: WebhookReceiver;

  constructor(@Inject(WebhookReceiver) receiver: WebhookReceiver) {
    super();
    this.#receiver = receiver;
  }

  configure(consumer: MiddlewareConsumer): void {
    const { handle, path } = this.#receiver;
    consumer.apply(handle).forRoutes({ path, method: RequestMethod.POST });
  }
}

/** The options as they were given go no further: from here on the secret exists as a digest only. */
function withResolvedOptions(
  provider: Provider,
  extras: { path: string; name: string | undefined },
): Provider {
  if (typeof provider === 'function' || provider.provide !== OPTIONS) return provider;
  if ('useValue' in provider) {
    const given = provider.useValue as NovaPostWebhooksOptions;
    return { provide: OPTIONS, useFactory: () => resolveWebhooksOptions(given, extras) };
  }
  if (!('useFactory' in provider)) return provider;
  const { useFactory } = provider as { useFactory: (...injected: unknown[]) => unknown };
  return {
    ...provider,
    useFactory: async (...injected: unknown[]) =>
      resolveWebhooksOptions((await useFactory(...injected)) as NovaPostWebhooksOptions, extras),
  };
}

function providersOf(name: string | undefined): Provider[] {
  return [
    {
      provide: WebhookReceiver,
      useFactory: (
        options: ResolvedWebhooksOptions,
        adapterHost: HttpAdapterHost,
        config: ApplicationConfig,
        discovery: DiscoveryService,
        scanner: MetadataScanner,
      ) => new WebhookReceiver(options, { adapterHost, config, discovery, scanner }),
      inject: [OPTIONS, HttpAdapterHost, ApplicationConfig, DiscoveryService, MetadataScanner],
    },
    {
      provide: getNovaPostWebhooksToken(name),
      useFactory: (receiver: WebhookReceiver) => new NovaPostWebhooks(receiver),
      inject: [WebhookReceiver],
    },
  ];
}
