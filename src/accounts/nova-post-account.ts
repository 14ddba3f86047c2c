import { inspect } from 'node:util';
import { NovaPostClient } from '../api/nova-post-client.js';
import type { Clock } from '../clock.js';
import type { RequestDeps } from '../http/request-run.js';
import { createAxiosInstance } from '../http/axios-instance.js';
import { NovaPostHttpService } from '../http/nova-post-http.service.js';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';

/** What there is to use of one account. Frozen; shows no secret when printed. */
export class NovaPostAccount {
  readonly http: NovaPostHttpService;
  readonly tokens: ConfigurableTokenService;
  readonly #clock: Clock;
  #client: NovaPostClient | undefined;

  constructor({ http, tokens, clock }: Pick<NovaPostAccount, 'http' | 'tokens'> & { clock: Clock }) {
    this.http = http;
    this.tokens = tokens;
    this.#clock = clock;
    Object.freeze(this);
  }

  /** The typed API. Made when it is first asked for: of many accounts, few are busy. */
  get client(): NovaPostClient {
    return (this.#client ??= new NovaPostClient(this.http, this.#clock));
  }

  toJSON(): Record<string, unknown> {
    const { account, scheme, state } = this.tokens.status();
    return { account: account.slice(0, 12), scheme, state };
  }

  [inspect.custom](): string {
    return `NovaPostAccount ${inspect(this.toJSON())}`;
  }
}

export interface AccountDeps extends RequestDeps {
  readonly tokens: ConfigurableTokenService;
}

/** The one place where the services of an account are put together. */
export function createAccount(deps: AccountDeps): NovaPostAccount {
  const http = new NovaPostHttpService(createAxiosInstance(deps));
  return new NovaPostAccount({ http, tokens: deps.tokens, clock: deps.options.clock });
}
