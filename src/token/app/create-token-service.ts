import type { OneShotTimer } from '../../clock.js';
import type { ResolvedNovaPostOptions } from '../../nova-post.options.js';
import { ConfigurableTokenService } from '../configurable-token.service.js';
import { TokenClient, resolveTokenUrl, type TokenClientOptions } from '../schemes/token-client.js';
import { SharedRefresh } from '../shared/shared-refresh.js';
import { StoreSync } from '../shared/store-sync.js';
import { TimeoutTokenStore } from '../shared/timeout-token-store.js';
import { TokenEvents } from '../token-events.js';
import { TokenLifecycle } from '../token-lifecycle.js';
import { TokenRequest } from '../token-request.js';
import { TokenState } from '../token-state.js';
import type { LastUse } from '../../last-use.js';

/** A token request may take all of its time, and the lock still outlives it by this much. */
const LOCK_MARGIN_MS = 2_000;

export interface TokenServiceOptions {
  readonly options: ResolvedNovaPostOptions;
  readonly transport: TokenClientOptions['transport'];
  /** One for refreshes, and one more for reading a shared store. */
  readonly newTimer: (purpose: 'refresh' | 'poll') => OneShotTimer;
  readonly use: LastUse;
  /** Hears of the events of all accounts. */
  readonly log: ConstructorParameters<typeof TokenEvents>[2];
}

/** What belongs to one account's token. */
export interface TokenServiceParts {
  readonly service: ConfigurableTokenService;
  readonly lifecycle: TokenLifecycle;
  /** As {@link TokenLifecycle.stop}. */
  stop(why?: string, dropped?: boolean): Promise<void>;
}

/** Puts the parts of one account's token together. They do nothing until a token is asked for. */
export function createTokenService({
  options,
  transport,
  newTimer,
  use,
  log,
}: TokenServiceOptions): TokenServiceParts {
  const { account, scheme, clock, random, token, baseURL, allowInsecureHttp } = options;
  const client = new TokenClient({ baseURL, allowInsecureHttp, transport }, clock);
  const state = new TokenState(token, random);
  const request = new TokenRequest({ account, clock, token, state, client });
  const events = new TokenEvents(account, clock, log);
  const common = {
    account,
    clock,
    token,
    state,
    request,
    events,
    use,
    timer: newTimer('refresh'),
    wording: { environmentLabel: environmentLabelOf(options), credentialHint: scheme.credentialHint },
  };

  if (options.tokenStore === undefined) {
    const lifecycle = new TokenLifecycle({ ...common, source: request });
    const service = new ConfigurableTokenService({ ...common, lifecycle });
    return { service, lifecycle, stop: (why, dropped) => lifecycle.stop(why, dropped) };
  }

  const { requestTimeoutMs, storeTimeoutMs, maxLiveTokens } = token;
  const store = new TimeoutTokenStore(options.tokenStore, clock, storeTimeoutMs, (trouble) => {
    if (trouble === undefined) state.storeIsBack();
    events.emit(trouble === undefined ? { type: 'storeUp' } : { type: 'storeDown', detail: trouble });
  });
  const refresh = new SharedRefresh({
    get account() {
      return account.identity;
    },
    state,
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
    pollTimer: newTimer('poll'),
    use,
  });
  return {
    service: new ConfigurableTokenService({ ...common, lifecycle, storeTrouble: () => store.trouble }),
    lifecycle,
    stop: async (why, dropped) => {
      const stopped = lifecycle.stop(why, dropped);
      sync.stop();
      await stopped;
    },
  };
}

/** Names environment and server of the credentials in messages. */
function environmentLabelOf({ environment, baseURL, scheme }: ResolvedNovaPostOptions): string {
  const { name, needsBaseURL, urls = {} } = scheme;
  if (needsBaseURL !== true) return `Nova Post ${environment} (${new URL(baseURL).host})`;
  const [first = ''] = Object.values(urls);
  const { host } = resolveTokenUrl(baseURL, first) ?? new URL(baseURL);
  return `${host} (${name} scheme)`;
}
