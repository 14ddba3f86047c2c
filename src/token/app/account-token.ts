import type { Clock, OneShotTimer } from '../../clock.js';
import type { ResolvedNovaPostOptions } from '../../nova-post.options.js';
import { ConfigurableTokenService, type TokenServiceDeps } from '../configurable-token.service.js';
import type { CurrentAccount } from '../schemes/current-account.js';
import type { FailureWording } from '../refresh-failure.js';
import { TokenClient, resolveTokenUrl, type TokenTransport } from '../schemes/token-client.js';
import { SharedRefresh } from '../shared/shared-refresh.js';
import { StoreSync } from '../shared/store-sync.js';
import { TimeoutTokenStore } from '../shared/timeout-token-store.js';
import type { TokenStore } from '../shared/token-store.js';
import { TokenEvents } from '../token-events.js';
import { TokenLifecycle, type TokenLifecycleDeps } from '../token-lifecycle.js';
import { TokenRequest, type TokenRequestDeps, type TokenSource } from '../token-request.js';
import { TokenState } from '../token-state.js';
import { LastUse } from '../../last-use.js';

/** A token request may take all of its time, and the lock still outlives it by this much. */
const LOCK_MARGIN_MS = 2_000;

export interface AccountTokenOptions {
  readonly options: ResolvedNovaPostOptions;
  readonly transport: TokenTransport;
  /** One for refreshes, and one more for reading a shared store. */
  readonly newTimer: (purpose: 'refresh' | 'poll') => OneShotTimer;
  /** Hears of the events of all accounts. */
  readonly log: ConstructorParameters<typeof TokenEvents>[2];
}

/**
 * The parts of one account's token, each of which takes from here what it needs: one object, since there may be many
 * thousands of accounts. They do nothing until a token is asked for.
 */
export class AccountToken implements TokenRequestDeps, TokenLifecycleDeps, TokenServiceDeps {
  readonly account: CurrentAccount;
  readonly clock: Clock;
  readonly token: ResolvedNovaPostOptions['token'];
  readonly state: TokenState;
  readonly use: LastUse;
  readonly timer: OneShotTimer;
  readonly client: TokenClient;
  readonly events: TokenEvents;
  readonly wording: FailureWording;
  readonly request: TokenRequest;
  readonly source: TokenSource;
  readonly lifecycle: TokenLifecycle;
  readonly service: ConfigurableTokenService;
  readonly #shared: SharedToken | undefined;

  constructor({ options, transport, newTimer, log }: AccountTokenOptions) {
    const { account, clock, token, tokenStore } = options;
    this.account = account;
    this.clock = clock;
    this.token = token;
    this.state = new TokenState(token, options.random);
    this.use = new LastUse(clock, true);
    this.timer = newTimer('refresh');
    this.client = new TokenClient(options, transport);
    this.events = new TokenEvents(account, clock, log);
    this.wording = new AccountWording(options);
    this.request = new TokenRequest(this);
    this.#shared = tokenStore && new SharedToken(this, options, tokenStore);
    this.source = this.#shared?.refresh ?? this.request;
    this.lifecycle = new TokenLifecycle(this);
    this.#shared?.follow(this.lifecycle, newTimer('poll'));
    this.service = new ConfigurableTokenService(this);
  }

  /** What is wrong with the shared store, while it is down. */
  get storeTrouble(): string | undefined {
    return this.#shared?.store.trouble;
  }

  /** As {@link TokenLifecycle.stop}. */
  async stop(why?: string, dropped?: boolean): Promise<void> {
    const stopped = this.lifecycle.stop(why, dropped);
    this.#shared?.stop();
    await stopped;
  }
}

/** What a token has more that is shared with other processes. */
class SharedToken {
  readonly store: TimeoutTokenStore;
  readonly refresh: SharedRefresh;
  readonly #parts: AccountToken;
  readonly #options: ResolvedNovaPostOptions;
  #sync: StoreSync | undefined;

  constructor(parts: AccountToken, options: ResolvedNovaPostOptions, given: TokenStore) {
    const { account, state, request, events, clock, token } = parts;
    const { requestTimeoutMs, storeTimeoutMs, maxLiveTokens } = token;
    this.#parts = parts;
    this.#options = options;
    this.store = new TimeoutTokenStore(given, clock, storeTimeoutMs, (trouble) => {
      if (trouble === undefined) state.storeIsBack();
      events.emit(trouble === undefined ? { type: 'storeUp' } : { type: 'storeDown', detail: trouble });
    });
    this.refresh = new SharedRefresh({
      get account() {
        return account.identity;
      },
      state,
      store: this.store,
      request,
      clock,
      lockMs: requestTimeoutMs + LOCK_MARGIN_MS,
      storeTimeoutMs,
      maxLiveTokens,
      renews: options.scheme.renew !== undefined,
      onRefresh: () => this.#sync?.start(),
    });
  }

  follow(lifecycle: TokenLifecycle, pollTimer: OneShotTimer): void {
    const { account, clock, token, use } = this.#parts;
    this.#sync = new StoreSync({
      get account() {
        return account.identity;
      },
      store: this.store,
      lifecycle,
      refresh: this.refresh,
      policy: token,
      clock,
      random: this.#options.random,
      pollTimer,
      use,
    });
  }

  stop(): void {
    this.#sync?.stop();
  }
}

/** Computed when there is something to say: of many accounts, few fail. */
class AccountWording implements FailureWording {
  readonly #options: ResolvedNovaPostOptions;

  constructor(options: ResolvedNovaPostOptions) {
    this.#options = options;
  }

  get environmentLabel(): string {
    const { environment, baseURL, scheme } = this.#options;
    const { name, needsBaseURL, urls = {} } = scheme;
    if (needsBaseURL !== true) return `Nova Post ${environment} (${new URL(baseURL).host})`;
    const [first = ''] = Object.values(urls);
    const { host } = resolveTokenUrl(baseURL, first) ?? new URL(baseURL);
    return `${host} (${name} scheme)`;
  }

  get credentialHint(): string | undefined {
    return this.#options.scheme.credentialHint;
  }
}
