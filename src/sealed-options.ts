import type { InjectionToken, Provider } from '@nestjs/common';

/** Options as they were given, secrets included, where nothing that prints the container shows them. */
export class SealedOptions<Options> {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  open(): Options {
    return this.#options;
  }
}

/** The providers with the one of the options giving them sealed, however they are made. */
export function sealOptions(providers: readonly Provider[], token: InjectionToken): Provider[] {
  return providers.map((provider) => {
    if (typeof provider === 'function' || provider.provide !== token) return provider;
    if ('useValue' in provider) {
      const sealed = new SealedOptions<unknown>(provider.useValue);
      return { provide: token, useFactory: () => sealed };
    }
    if (!('useFactory' in provider)) return provider;
    const { useFactory } = provider;
    return {
      ...provider,
      useFactory: async (...injected: unknown[]) => new SealedOptions<unknown>(await useFactory(...injected)),
    };
  });
}
