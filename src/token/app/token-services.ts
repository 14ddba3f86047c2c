import {
  Inject,
  Injectable,
  Optional,
  type OnApplicationShutdown,
  type LoggerService,
  type OnModuleInit,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Subject } from 'rxjs';
import type { Clock } from '../../clock.js';
import { contextLogger } from '../../context-logger.js';
import type { ResolvedNovaPostOptions, StartMode } from '../../nova-post.options.js';
import type { ConfigurableTokenService } from '../configurable-token.service.js';
import type { TokenTransport } from '../schemes/token-client.js';
import type { TokenEvent } from '../token-events.js';
import { agentWarnings } from './agent-warning.js';
import { AccountToken, type AccountTokenOptions } from './account-token.js';
import type { LastUse } from '../../last-use.js';
import { logTokenEvents } from './log-token-events.js';
import { RefreshScheduler } from './refresh-scheduler.js';
import { RefreshTimer, type TimeoutRegistry } from './refresh-timer.js';
import { startTokens } from './start-tokens.js';
import { unusedEnvironmentWarnings } from './unused-environment.js';

/** Of every line about tokens. */
const CONTEXT = 'NovaPost';

interface OpenTokens {
  readonly tokens: AccountToken;
  readonly options: ResolvedNovaPostOptions;
  /** As the first registration at boot says; `undefined` while there is none. */
  startMode: StartMode | undefined;
  /** How often it was opened and not yet closed. */
  openings: number;
}

/**
 * The token services of one application, one for each account however often it is registered or used. Starts and stops
 * them with the application.
 */
@Injectable()
export class TokenServices implements OnModuleInit, OnApplicationShutdown {
  readonly #open = new Map<string, OpenTokens>();
  readonly #schedulers = new WeakMap<Clock, RefreshScheduler>();
  readonly #registry: TimeoutRegistry;
  /** The events of all accounts with the same `logger`. */
  readonly #logs = new Map<LoggerService | false | undefined, Subject<TokenEvent>>();
  /** At boot. */
  readonly #registered: ResolvedNovaPostOptions[] = [];
  readonly #listeners = new Set<(tokens: ConfigurableTokenService) => void>();
  #started = false;
  #stopped = false;

  /** @param registry the application's, when it has imported ScheduleModule; otherwise a private one. */
  constructor(@Optional() @Inject(SchedulerRegistry) registry?: SchedulerRegistry) {
    this.#registry = registry ?? new SchedulerRegistry();
  }

  /** The application has shut down: what is opened now gives no token. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** The service of the account that these options name; the first registration decides how it works. */
  open(options: ResolvedNovaPostOptions, transport: TokenTransport): ConfigurableTokenService {
    const opened = this.#opened(options, transport, (purpose) => {
      const listing = { name: `nova-post-token-${options.account.key}`, registry: this.#registry };
      return new RefreshTimer(options.clock, purpose === 'refresh' ? listing : undefined);
    });
    this.#registered.push(options);
    if (opened.startMode === undefined) {
      opened.startMode = options.token.startMode;
      opened.tokens.use.pausesWhenIdle = false;
      // Loaded by LazyModuleLoader: there is no start of the application left to wait for.
      if (this.#started) void this.#start(opened).catch(() => undefined);
    }
    return opened.tokens.service;
  }

  /**
   * As {@link open}, for one of any number of accounts: on the one scheduler, and not started with the application. To
   * be closed as often as it was opened.
   */
  openOnDemand(
    options: ResolvedNovaPostOptions,
    transport: TokenTransport,
  ): { readonly tokens: ConfigurableTokenService; readonly lastUse: LastUse } {
    const scheduler = this.scheduler(options.clock);
    const { tokens } = this.#opened(options, transport, (purpose) =>
      scheduler.newTimer(purpose === 'refresh'),
    );
    return { tokens: tokens.service, lastUse: tokens.use };
  }

  /**
   * Gives the account up, unless it is open elsewhere too.
   *
   * @param fingerprint of the account.
   * @param why for those that still hold its service.
   */
  async close(fingerprint: string, why: string): Promise<void> {
    const opened = this.#open.get(fingerprint);
    if (opened === undefined) return;
    opened.openings -= 1;
    if (opened.openings > 0) return;
    this.#open.delete(fingerprint);
    await opened.tokens.stop(why, true);
  }

  /**
   * Tells of each service that is open, and of each that is opened later.
   *
   * @returns what ends it.
   */
  onOpen(listener: (tokens: ConfigurableTokenService) => void): () => void {
    this.#listeners.add(listener);
    for (const { tokens } of this.#open.values()) listener(tokens.service);
    return () => this.#listeners.delete(listener);
  }

  /** The scheduler of all accounts on this clock that are open on demand. */
  scheduler(clock: Clock): RefreshScheduler {
    const known = this.#schedulers.get(clock);
    if (known !== undefined) return known;
    const listing = { name: 'nova-post-accounts', registry: this.#registry };
    const scheduler = new RefreshScheduler(new RefreshTimer(clock, listing), clock);
    this.#schedulers.set(clock, scheduler);
    return scheduler;
  }

  /** Depends on no other module's start. */
  async onModuleInit(): Promise<void> {
    this.#started = true;
    const [first] = this.#registered;
    if (first !== undefined) {
      const logger = contextLogger(CONTEXT, first.logger);
      const warnings = [
        ...unusedEnvironmentWarnings(this.#registered, process.env),
        ...agentWarnings(this.#registered),
      ];
      for (const warning of warnings) logger.warn(warning);
    }
    try {
      await Promise.all([...this.#open.values()].map((opened) => this.#start(opened)));
    } catch (error) {
      await this.onApplicationShutdown();
      throw error;
    }
  }

  /** The last step of the shutdown: until then other modules may still finish their calls. */
  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#open.values()].map(({ tokens }) => tokens.stop()));
    this.#open.clear();
  }

  #opened(
    options: ResolvedNovaPostOptions,
    transport: TokenTransport,
    newTimer: AccountTokenOptions['newTimer'],
  ): OpenTokens {
    const { key } = options.account;
    const known = this.#open.get(key);
    if (known !== undefined) {
      known.openings += 1;
      return known;
    }
    const log = this.#logOf(options.logger);
    const tokens = new AccountToken({ options, transport, newTimer, log });
    const opened: OpenTokens = { tokens, options, startMode: undefined, openings: 1 };
    // Too late: it gives no token and says why.
    if (this.#stopped) void tokens.stop();
    else this.#open.set(key, opened);
    for (const listener of this.#listeners) listener(tokens.service);
    return opened;
  }

  #start({ tokens, options, startMode = 'lazy' }: OpenTokens): Promise<void> {
    return startTokens(tokens, startMode, options.clock);
  }

  #logOf(logger: ResolvedNovaPostOptions['logger']): Subject<TokenEvent> {
    let log = this.#logs.get(logger);
    if (log === undefined) {
      log = new Subject();
      this.#logs.set(logger, log);
      logTokenEvents(log, contextLogger(CONTEXT, logger));
    }
    return log;
  }
}
