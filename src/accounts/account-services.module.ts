import { Module, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { CallEvents } from '../http/call-events.js';
import { RequestLimiters } from '../http/request-limiters.js';
import { NovaPostConfigError } from '../nova-post.errors.js';
import { TokenServices } from '../token/app/token-services.js';
import { Registrations } from './registrations.js';

const SERVICES = [TokenServices, RequestLimiters, Registrations];
const CALLS = { provide: CallEvents, useFactory: () => new CallEvents() };

type ModuleEntry = ReturnType<ModulesContainer['values']> extends Iterable<infer M> ? M : never;

/** One for the whole application, so that registrations and uses of the same account find each other. */
@Module({ providers: [...SERVICES, CALLS], exports: [...SERVICES, CallEvents] })
export class AccountServicesModule implements OnModuleInit {
  readonly #modules: ModulesContainer;

  /** @throws NovaPostConfigError when it was loaded lazily. */
  constructor(modules: ModulesContainer) {
    this.#modules = modules;
    // Nest counts the distance from the root module of what it loads with the application, and of nothing else.
    if (entriesOf(modules).every(({ distance }) => distance > 0)) return;
    throw new NovaPostConfigError(
      'NovaPostModule was loaded by LazyModuleLoader. Nest calls no lifecycle hooks there, so token.startMode would be ' +
        'ignored and tokens would be refreshed after app.close(). Import NovaPostModule in a module that is loaded with the ' +
        "application; token.startMode: 'lazy' fetches nothing before the first call.",
    );
  }

  /** @throws NovaPostConfigError when a registration gets its options from a request. */
  onModuleInit(): void {
    const own = new Set(entriesOf(this.#modules));
    for (const { imports, providers } of this.#modules.values()) {
      const isRegistration = [...imports].some((entry) => own.has(entry));
      if (isRegistration && [...providers.values()].some((provider) => !provider.isDependencyTreeStatic())) {
        throw new NovaPostConfigError(
          'The options of NovaPostModule come from a request-scoped provider, so each request would open an account of its ' +
            'own that is refreshed for ever. Register NovaPostAccountsModule (or NovaPostModule) with options that do not ' +
            'depend on the request, inject NovaPostAccounts, and call accounts.use({ apiKey }) with the key of the request.',
        );
      }
    }
  }
}

function entriesOf(modules: ModulesContainer): ModuleEntry[] {
  return [...modules.values()].filter(({ metatype }) => metatype === AccountServicesModule);
}
