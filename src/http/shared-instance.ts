import type { AxiosInstance, AxiosRequestConfig } from 'axios';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { createBareInstance, createInstance } from './axios-instance.js';
import { CallEvents } from './call-events.js';
import { toNovaPostError } from './error.interceptor.js';
import { NovaPostHttpService } from './nova-post-http.service.js';
import type { RequestDeps, RequestRunDeps } from './request-deps.js';
import { adoptConfig } from './public-config.js';
import { TargetFinder } from './request-target.js';
import { tokenAdapter } from './token.interceptor.js';
import { adapterOf } from './transport.js';

/** Where each sending method has its configuration; a `request` with a URL has it second, too. */
const CONFIG_INDEX = new Map<string | symbol, number>([
  ...(['get', 'delete', 'head', 'options'] as const).map((name) => [name, 1] as const),
  ...(['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'] as const).map(
    (name) => [name, 2] as const,
  ),
  ['request', 0],
]);

type Send = (...args: unknown[]) => Promise<unknown>;

/**
 * One axios instance for the calls of many accounts: an instance of its own costs an account 5 kB. An account gets one
 * all the same as soon as something of it is used that could be customised, such as `interceptors` or `defaults`.
 */
export class SharedInstance {
  readonly #options: ResolvedNovaPostOptions;
  readonly #typed: boolean;
  readonly #targets: TargetFinder;
  readonly #instance: AxiosInstance;

  /** @param options what all accounts have in common. */
  constructor(options: ResolvedNovaPostOptions, typed: boolean) {
    this.#options = options;
    this.#typed = typed;
    this.#targets = new TargetFinder(options);
    this.#instance = createBareInstance(options, typed);
    this.#instance.interceptors.request.use(
      (config) => {
        adoptConfig(config);
        return config;
      },
      undefined,
      { synchronous: true },
    );
  }

  /** @param deps of an account; its calls are reported to `deps.calls`, too. */
  open(deps: RequestDeps): NovaPostHttpService {
    const { options } = deps;
    const calls = new CallEvents(deps.calls);
    const isElsewhere = options.baseURL !== this.#options.baseURL;
    const runDeps = { ...deps, calls, typed: this.#typed };
    const instance = isElsewhere
      ? createInstance({ ...runDeps, targets: new TargetFinder(options) })
      : new Proxy(NO_INSTANCE, new AccountInstance({ ...runDeps, targets: this.#targets }, this.#instance));
    return new NovaPostHttpService(instance, calls);
  }
}

const NO_INSTANCE = (() => undefined) as unknown as AxiosInstance;

/** Sends by the shared instance, until the account has one of its own. */
class AccountInstance implements ProxyHandler<AxiosInstance> {
  readonly #deps: RequestRunDeps;
  readonly #shared: AxiosInstance;
  #own: AxiosInstance | undefined;

  constructor(deps: RequestRunDeps, shared: AxiosInstance) {
    this.#deps = deps;
    this.#shared = shared;
  }

  get(_target: AxiosInstance, name: string | symbol): unknown {
    if (this.#own !== undefined || !CONFIG_INDEX.has(name)) return Reflect.get(this.#open(), name) as unknown;
    return (...args: unknown[]) => this.#send(name, args);
  }

  apply(_target: AxiosInstance, _this: unknown, args: unknown[]): Promise<unknown> {
    return this.#send('request', args);
  }

  set(_target: AxiosInstance, name: string | symbol, value: unknown): boolean {
    return Reflect.set(this.#open(), name, value);
  }

  has(_target: AxiosInstance, name: string | symbol): boolean {
    return Reflect.has(this.#open(), name);
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.#open());
  }

  getOwnPropertyDescriptor(_target: AxiosInstance, name: string | symbol): PropertyDescriptor | undefined {
    const property = Reflect.getOwnPropertyDescriptor(this.#open(), name);
    // What the proxied function itself does not have must be configurable.
    return property && { ...property, configurable: true };
  }

  defineProperty(_target: AxiosInstance, name: string | symbol, property: PropertyDescriptor): boolean {
    return Reflect.defineProperty(this.#open(), name, property);
  }

  deleteProperty(_target: AxiosInstance, name: string | symbol): boolean {
    return Reflect.deleteProperty(this.#open(), name);
  }

  #send(name: string | symbol, args: readonly unknown[]): Promise<unknown> {
    const position = CONFIG_INDEX.get(name) ?? 0;
    const index = position === 0 && typeof args[0] === 'string' ? 1 : position;
    const config = (args[index] ?? {}) as AxiosRequestConfig;
    // What an adapter of the call's own answers goes its own way.
    const isOwn = this.#own !== undefined || config.adapter !== undefined;
    if (isOwn) return (Reflect.get(this.#open(), name) as Send)(...args);
    const given = [...args];
    given[index] = { ...config, adapter: tokenAdapter(this.#deps, adapterOf(this.#deps.options.http)) };
    return (Reflect.get(this.#shared, name) as Send)(...given).catch((error: unknown) => {
      throw toNovaPostError(error, this.#deps) as Error;
    });
  }

  #open(): AxiosInstance {
    return (this.#own ??= createInstance(this.#deps));
  }
}
