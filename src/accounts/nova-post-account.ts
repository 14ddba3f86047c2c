import { inspect } from 'node:util';
import { NovaPostClient } from '../api/nova-post-client.js';
import type { RequestDeps } from '../http/request-deps.js';
import { createTypedHttpService } from '../http/axios-instance.js';
import type { NovaPostHttpService } from '../http/nova-post-http.service.js';
import type { SharedInstance } from '../http/shared-instance.js';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';

export interface AccountDeps extends RequestDeps {
  readonly tokens: ConfigurableTokenService;
  /** Of all accounts. */
  readonly instances: { readonly plain: SharedInstance; readonly typed: SharedInstance };
}

/** What there is to use of one account. Frozen; shows no secret when printed. */
export class NovaPostAccount {
  readonly http: NovaPostHttpService;
  readonly tokens: ConfigurableTokenService;
  readonly #deps: AccountDeps;
  #client: NovaPostClient | undefined;

  /** @internal */
  constructor(deps: AccountDeps) {
    this.http = deps.instances.plain.open(deps);
    this.tokens = deps.tokens;
    this.#deps = deps;
    Object.freeze(this);
  }

  /** The typed API. Made when it is first asked for: of many accounts, few are busy. */
  get client(): NovaPostClient {
    const { instances, options } = this.#deps;
    return (this.#client ??= new NovaPostClient(instances.typed.open(this.#deps), options.clock));
  }

  toJSON(): Record<string, unknown> {
    const { account, scheme, state } = this.tokens.status();
    return { account: account.slice(0, 12), scheme, state };
  }

  [inspect.custom](): string {
    return `NovaPostAccount ${inspect(this.toJSON())}`;
  }
}

/** The typed API of an account, on an axios instance of its own. */
export function createClient(deps: RequestDeps): NovaPostClient {
  return new NovaPostClient(createTypedHttpService(deps), deps.options.clock);
}
