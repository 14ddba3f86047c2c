import {
  Inject,
  Injectable,
  Logger,
  Optional,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { Clock } from '../../clock.js';
import type { ResolvedNovaPostOptions, StartMode } from '../../nova-post.options.js';
import type { ConfigurableTokenService } from '../configurable-token.service.js';
import { createTokenService } from '../create-token-service.js';
import { RefreshScheduler } from './refresh-scheduler.js';
import { RefreshTimer, type TimeoutRegistry, type WakeUp } from './refresh-timer.js';
import { AccountIdentity } from '../../account-identity.js';
import type { TokenClientOptions } from '../schemes/token-client.js';
import { logTokenEvents } from './log-token-events.js';
import { startTokens } from '../token-start.js';

interface OpenService {
  readonly service: ConfigurableTokenService;
  readonly clock: Clock;
  /** As the first registration at boot says; `undefined` while there is none. */
  startMode: StartMode | undefined;
  /** How often it was opened and not yet closed. */
  uses: number;
}

type Transport = TokenClientOptions['transport'];

/**
 * The token services of one application, one for each account however often it is registered or used. Starts and stops
 * them with the application.
 */
@Injectable()
export class TokenServices implements OnModuleInit, OnApplicationShutdown {
  readonly #open = new Map<string, OpenService>();
  readonly #schedulers = new Map<Clock, RefreshScheduler>();
  readonly #registry: TimeoutRegistry;
  readonly #logger = new Logger('NovaPost');
  #stopped = false;

  /** @param registry the application's, when it has imported ScheduleModule; otherwise a private one. */
  constructor(@Optional() @Inject(SchedulerRegistry) registry?: SchedulerRegistry) {
    this.#registry = registry ?? new SchedulerRegistry();
  }

  /** The service of the account that these options name; the first registration decides how it works. */
  open(options: ResolvedNovaPostOptions, transport: Transport): ConfigurableTokenService {
    const opened = this.#opened(options, transport, (fingerprint) => {
      const listing = { name: `nova-post-token-${fingerprint}`, registry: this.#registry };
      return {
        timer: new RefreshTimer(options.clock, listing),
        nextLook: new RefreshTimer(options.clock),
      };
    });
    opened.startMode ??= options.token.startMode;
    return opened.service;
  }

  /**
   * As {@link open}, for one of any number of accounts: on the one scheduler, and not started with the application. To
   * be closed as often as it was opened.
   */
  openOnDemand(options: ResolvedNovaPostOptions, transport: Transport): ConfigurableTokenService {
    const scheduler = this.scheduler(options.clock);
    return this.#opened(options, transport, () => {
      return { timer: scheduler.wakeUp(), nextLook: scheduler.wakeUp() };
    }).service;
  }

  /**
   * Gives the account up, unless somebody else has it open too.
   *
   * @param fingerprint of the account.
   * @param why for those who still hold its service.
   */
  async close(fingerprint: string, why: string): Promise<void> {
    const opened = this.#open.get(fingerprint);
    if (opened === undefined) return;
    opened.uses -= 1;
    if (opened.uses > 0) return;
    this.#open.delete(fingerprint);
    await opened.service.retire(why);
  }

  /** The scheduler of all accounts on this clock that are open on demand. */
  scheduler(clock: Clock): RefreshScheduler {
    const known = this.#schedulers.get(clock);
    if (known !== undefined) return known;
    const listing = { name: 'nova-post-accounts', registry: this.#registry };
    const scheduler = new RefreshScheduler(new RefreshTimer(clock, listing), clock);
    if (this.#stopped) scheduler.stop();
    this.#schedulers.set(clock, scheduler);
    return scheduler;
  }

  /** Depends on no other module's start. */
  async onModuleInit(): Promise<void> {
    const started = [...this.#open.values()].map(({ service, startMode, clock }) => {
      return startTokens(service, startMode ?? 'lazy', clock);
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
    this.#stopped = true;
    await Promise.all([...this.#open.values()].map(({ service }) => service.stop()));
    this.#open.clear();
    for (const scheduler of this.#schedulers.values()) scheduler.stop();
    this.#schedulers.clear();
  }

  #opened(
    options: ResolvedNovaPostOptions,
    transport: Transport,
    timersOf: (fingerprint: string) => { readonly timer: WakeUp; readonly nextLook: WakeUp },
  ): OpenService {
    const account = new AccountIdentity(options.scheme.name, options.baseURL, options.scheme.credential());
    const known = this.#open.get(account.fingerprint);
    if (known !== undefined) {
      known.uses += 1;
      return known;
    }
    const service = createTokenService({
      account,
      options,
      transport,
      ...timersOf(account.fingerprint),
      onDemand: () => opened.startMode === undefined,
    });
    logTokenEvents(service.events$, this.#logger, account);
    const opened: OpenService = { service, clock: options.clock, startMode: undefined, uses: 1 };
    // Too late: it gives no token and says why.
    if (this.#stopped) void service.stop();
    else this.#open.set(account.fingerprint, opened);
    return opened;
  }
}
