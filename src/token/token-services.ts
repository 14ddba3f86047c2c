import {
  Inject,
  Injectable,
  Logger,
  Optional,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { BoundedTokenStore } from './bounded-token-store.js';
import { ConfigurableTokenService } from './configurable-token.service.js';
import { MemoryTokenStore } from './memory-token-store.js';
import { RefreshTimer, type TimeoutRegistry } from './refresh-timer.js';
import { TokenAccount } from './token-account.js';
import { TokenClient, type TokenClientOptions } from './token-client.js';
import { logTokenEvents } from './token-log.js';
import { TokenRefresher } from './token-refresher.js';
import type { TokenStore } from './token-store.js';
import { startTokens } from './token-start.js';

/** A token request may take all of its time, and the lock still outlives it by this much. */
const LOCK_MARGIN_MS = 2_000;

interface OpenService {
  readonly service: ConfigurableTokenService;
  readonly options: ResolvedNovaPostOptions;
}

/**
 * The token services of one application, one for each account however often it is registered. Starts and stops them
 * with the application.
 */
@Injectable()
export class TokenServices implements OnModuleInit, OnApplicationShutdown {
  readonly #open = new Map<string, OpenService>();
  readonly #registry: TimeoutRegistry;
  readonly #logger = new Logger('NovaPost');

  /** @param registry the application's, when it has imported ScheduleModule; otherwise a private one. */
  constructor(@Optional() @Inject(SchedulerRegistry) registry?: SchedulerRegistry) {
    this.#registry = registry ?? new SchedulerRegistry();
  }

  /** The service of the account that these options name; the first registration decides how it works. */
  open(
    options: ResolvedNovaPostOptions,
    transport: TokenClientOptions['transport'],
  ): ConfigurableTokenService {
    const account = new TokenAccount(options.scheme.name, options.baseURL, options.scheme.credential());
    const known = this.#open.get(account.fingerprint);
    if (known !== undefined) return known.service;
    const service = this.#create(account, options, transport);
    this.#open.set(account.fingerprint, { service, options });
    return service;
  }

  /** Depends on no other module's start. */
  async onModuleInit(): Promise<void> {
    const started = [...this.#open.values()].map(({ service, options }) => {
      return startTokens(service, options.token.startMode, options.clock);
    });
    try {
      await Promise.all(started);
    } catch (error) {
      await this.onApplicationShutdown();
      throw error;
    }
  }

  /** The last step of the shutdown: until then other modules may still finish their calls. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ service }) => service.stop()));
    this.#open.clear();
  }

  #create(
    account: TokenAccount,
    options: ResolvedNovaPostOptions,
    transport: TokenClientOptions['transport'],
  ): ConfigurableTokenService {
    const { scheme, clock, random, token, baseURL, allowInsecureHttp } = options;
    const store: TokenStore =
      options.tokenStore === undefined
        ? new MemoryTokenStore(clock)
        : new BoundedTokenStore(options.tokenStore, clock, (up) => {
            service.storeIs(up);
          });
    const client = new TokenClient({ baseURL, allowInsecureHttp, transport }, clock);
    const refresher = new TokenRefresher({
      account,
      scheme,
      store,
      client,
      clock,
      requestTimeoutMs: token.requestTimeoutMs,
      lockMs: token.requestTimeoutMs + LOCK_MARGIN_MS,
      defaultLifetimeMs: token.defaultLifetimeMs,
      sessionBudget: token.sessionBudget,
    });
    const service: ConfigurableTokenService = new ConfigurableTokenService({
      account,
      scheme,
      store,
      refresher,
      timer: new RefreshTimer(`nova-post-token-${account.fingerprint}`, clock, this.#registry),
      policy: token,
      clock,
      random,
      place: `Nova Post ${options.environment} (${new URL(baseURL).host})`,
    });
    logTokenEvents(service.events$, this.#logger, account);
    return service;
  }
}
