import { CanceledError, type InternalAxiosRequestConfig } from 'axios';
import type { RequestLimit } from '../request-limit.js';
import type { AccessToken } from '../token/access-token.js';
import { endedUnanswered, endedWithoutToken, rateLimited } from './call-timeout-errors.js';
import type { Deadline } from './deadline.js';
import type { NetworkErrorContext } from './network-error.js';
import { shownConfig } from './public-config.js';
import type { RequestRunDeps } from './request-deps.js';
import type { RequestLabel } from './request-label.js';
import type { ServerPause } from './server-pause.js';

/** What one call ends with when it gets no answer, and what its errors may show. */
export class CallErrors {
  readonly #config: InternalAxiosRequestConfig;
  readonly #label: RequestLabel;
  readonly #deadline: Deadline;
  readonly #pause: ServerPause;
  readonly #deps: RequestRunDeps;

  constructor(
    config: InternalAxiosRequestConfig,
    label: RequestLabel,
    deadline: Deadline,
    pause: ServerPause,
    deps: RequestRunDeps,
  ) {
    this.#config = config;
    this.#label = label;
    this.#deadline = deadline;
    this.#pause = pause;
    this.#deps = deps;
  }

  /**
   * Of a call that its limits have ended, while it waited for this.
   *
   * @param neverSent nothing of it has gone out.
   */
  ended(waitedFor: 'token' | 'permit' | 'answer', neverSent: boolean): Error {
    const { timedOut, timeoutMs } = this.#deadline;
    if (!timedOut) return Object.assign(this.canceled(), { notSent: neverSent });
    if (waitedFor === 'answer') {
      const call = { label: this.#label, timeoutMs, config: this.#config, shownConfig: this.shownConfig() };
      return endedUnanswered({ ...call, notSent: neverSent });
    }
    if (waitedFor === 'token') return endedWithoutToken(this.#label, timeoutMs);
    const waitMs = Math.max(0, this.#pause.remainingMs);
    return this.rateLimited(waitMs, waitMs > 0 ? undefined : this.#deps.limiter?.limit);
  }

  /** @param limit `undefined` when it is the server that holds calls back. */
  rateLimited(waitMs: number, limit: RequestLimit | undefined): Error {
    return rateLimited(this.#label, waitMs, limit, this.shownConfig());
  }

  canceled(): CanceledError<unknown> {
    return new CanceledError(this.#deadline.cancelMessage, this.shownConfig());
  }

  /** @param token of the call, redacted like the other secrets, should a server or an adapter quote it. */
  context(token: AccessToken | undefined, sentBefore: boolean): NetworkErrorContext {
    const secrets = [...(this.#deps.secrets ?? [])];
    if (token !== undefined) secrets.push(token.reveal());
    return {
      label: this.#label,
      config: this.#config,
      shownConfig: this.shownConfig(),
      secrets,
      sentBefore,
    };
  }

  shownConfig(): InternalAxiosRequestConfig {
    return shownConfig(this.#config, this.#deps);
  }
}
