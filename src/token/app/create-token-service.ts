import type { ResolvedNovaPostOptions } from '../../nova-post.options.js';
import { ConfigurableTokenService } from '../configurable-token.service.js';
import { TokenClient, type TokenClientOptions } from '../schemes/token-client.js';
import { environmentLabelOf } from '../schemes/token-url.js';
import { SharedRefresh } from '../shared/shared-refresh.js';
import { StoreSync } from '../shared/store-sync.js';
import { TimeoutTokenStore } from '../shared/timeout-token-store.js';
import { TokenEvents } from '../token-events.js';
import { TokenLifecycle } from '../token-lifecycle.js';
import type { OneShotTimer } from '../../clock.js';
import { DirectSource, TokenRequest } from '../token-request.js';
import { TokenState } from '../token-state.js';
import type { LastUse } from './last-use.js';

/** A token request may take all of its time, and the lock still outlives it by this much. */
const LOCK_MARGIN_MS = 2_000;

export interface TokenServiceOptions {
  readonly options: ResolvedNovaPostOptions;
  readonly transport: TokenClientOptions['transport'];
  readonly refreshTimer: OneShotTimer;
  /** For reading a shared store. */
  readonly pollTimer: OneShotTimer;
  readonly use: LastUse;
}

/** What belongs to one account's token. */
export interface TokenServiceParts {
  readonly service: ConfigurableTokenService;
  readonly lifecycle: TokenLifecycle;
  /** As {@link TokenLifecycle.stop}. */
  stop(why?: string, dropped?: boolean): Promise<void>;
}

/** Puts the parts of one account's token together. They do nothing until a token is asked for. */
export function createTokenService(given: TokenServiceOptions): TokenServiceParts {
  const { options, transport, refreshTimer: timer, pollTimer, use } = given;
  const { account, scheme, clock, random, token, baseURL, allowInsecureHttp } = options;
  const { requestTimeoutMs, storeTimeoutMs, defaultLifetimeMs, maxLiveTokens } = token;
  const wording = {
    environmentLabel: environmentLabelOf(options.environment, baseURL, scheme),
    credentialHint: scheme.credentialHint,
  };
  const client = new TokenClient({ baseURL, allowInsecureHttp, transport }, clock);
  const request = new TokenRequest({ account, client, clock, requestTimeoutMs, defaultLifetimeMs });
  const events = new TokenEvents(account, clock, wording);
  const common = {
    events,
    state: new TokenState(token, random),
    account,
    request,
    timer,
    use,
    clock,
    wording,
  };
  const faceOf = (lifecycle: TokenLifecycle, storeTrouble: () => string | undefined) =>
    new ConfigurableTokenService({
      lifecycle,
      events$: events.events$,
      account,
      schemeName: scheme.name,
      wording,
      storeTrouble,
    });

  if (options.tokenStore === undefined) {
    const lifecycle = new TokenLifecycle({ ...common, source: new DirectSource(request, maxLiveTokens) });
    return {
      service: faceOf(lifecycle, () => undefined),
      lifecycle,
      stop: (why, dropped) => lifecycle.stop(why, dropped),
    };
  }

  const store = new TimeoutTokenStore(options.tokenStore, clock, storeTimeoutMs, (trouble) => {
    lifecycle.storeChanged(trouble);
  });
  const refresh = new SharedRefresh({
    get account() {
      return account.identity;
    },
    store,
    request,
    clock,
    lockMs: requestTimeoutMs + LOCK_MARGIN_MS,
    storeTimeoutMs,
    maxLiveTokens,
    renews: scheme.renew !== undefined,
    onRefresh: () => {
      sync.start();
    },
  });
  const lifecycle: TokenLifecycle = new TokenLifecycle({ ...common, source: refresh });
  const sync: StoreSync = new StoreSync({
    get account() {
      return account.identity;
    },
    store,
    lifecycle,
    refresh,
    policy: token,
    clock,
    random,
    pollTimer,
    use,
  });
  return {
    service: faceOf(lifecycle, () => store.trouble),
    lifecycle,
    stop: async (why, dropped) => {
      const stopped = lifecycle.stop(why, dropped);
      sync.stop();
      await stopped;
    },
  };
}
