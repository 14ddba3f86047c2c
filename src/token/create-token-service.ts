import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { TimeoutTokenStore } from './shared/timeout-token-store.js';
import { ConfigurableTokenService } from './configurable-token.service.js';
import { MemoryTokenStore } from './memory-token-store.js';
import type { WakeUp } from './app/refresh-timer.js';
import type { AccountIdentity } from '../account-identity.js';
import { TokenClient, type TokenClientOptions } from './schemes/token-client.js';
import { TokenRefresher } from './token-refresher.js';
import type { TokenStore } from './shared/token-store.js';

/** A token request may take all of its time, and the lock still outlives it by this much. */
const LOCK_MARGIN_MS = 2_000;

export interface TokenServiceOrder {
  readonly account: AccountIdentity;
  readonly options: ResolvedNovaPostOptions;
  readonly transport: TokenClientOptions['transport'];
  /** For refreshes. */
  readonly timer: WakeUp;
  /** For the looks at a shared store. */
  readonly nextLook: WakeUp;
  /** Whether it need not keep itself up while nobody uses it. */
  readonly onDemand: () => boolean;
}

/** A token service with all its parts. Does nothing until it is asked. */
export function createTokenService({
  account,
  options,
  transport,
  timer,
  nextLook,
  onDemand,
}: TokenServiceOrder): ConfigurableTokenService {
  const { scheme, clock, random, token, baseURL, allowInsecureHttp } = options;
  const store: TokenStore =
    options.tokenStore === undefined
      ? new MemoryTokenStore(clock)
      : new TimeoutTokenStore(options.tokenStore, clock, (up) => {
          service.storeIs(up);
        });
  const refresher = new TokenRefresher({
    account,
    scheme,
    store,
    client: new TokenClient({ baseURL, allowInsecureHttp, transport }, clock),
    clock,
    requestTimeoutMs: token.requestTimeoutMs,
    lockMs: token.requestTimeoutMs + LOCK_MARGIN_MS,
    defaultLifetimeMs: token.defaultLifetimeMs,
    maxLiveTokens: token.maxLiveTokens,
  });
  const service: ConfigurableTokenService = new ConfigurableTokenService({
    account,
    scheme,
    store,
    refresher,
    timer,
    nextLook,
    onDemand,
    policy: token,
    clock,
    random,
    place: `Nova Post ${options.environment} (${new URL(baseURL).host})`,
  });
  return service;
}
