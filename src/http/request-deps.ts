import type { InternalAxiosRequestConfig } from 'axios';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';
import type { CallEvents } from './call-events.js';
import type { RequestLimiter } from './request-limiter.js';
import type { TargetFinder } from './request-target.js';

export interface RequestDeps {
  readonly options: ResolvedNovaPostOptions;
  readonly tokens: Pick<ConfigurableTokenService, 'getToken'>;
  /** Where finished calls are reported. */
  readonly calls: CallEvents;
  /** Only when requests are limited. */
  readonly limiter?: RequestLimiter | undefined;
  /** Only of accounts that are dropped when they are idle: one is in use while a call is under way. */
  readonly lastUse?: { trackUse<T>(work: Promise<T>): Promise<T> } | undefined;
}

export interface RequestRunDeps extends Omit<RequestDeps, 'tokens' | 'calls'> {
  /** Without it, calls carry no token. */
  readonly tokens?: RequestDeps['tokens'] | undefined;
  /** Without it, calls are not reported. */
  readonly calls?: CallEvents | undefined;
  /** What else is redacted in errors. */
  readonly secrets?: readonly string[];
  readonly targets: TargetFinder;
  /** For the typed API: answers have a limit, streams are Node's whatever the transport, and errors show no body. */
  readonly typed?: boolean;
}

/** An adapter, or names for axios to choose from. */
export type AdapterChoice = InternalAxiosRequestConfig['adapter'];
