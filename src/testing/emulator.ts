import { inspect } from 'node:util';
import { emulatorApis, openRoutes } from './apis.js';
import {
  resolveEmulatorOptions,
  type NovaPostEmulatorOptions,
  type ResolvedEmulatorOptions,
} from './emulator-options.js';
import { FaultList } from './misbehaviour/fault-list.js';
import type { EmulatorPushEvent } from './push/push-event.js';
import type { EmulatorPush } from './push/push-log.js';
import { Pushes, type PushOptions } from './push/pushes.js';
import { BASE_PATHS } from './server/base-paths.js';
import { HttpListener } from './server/http-listener.js';
import { Pipeline } from './server/pipeline.js';
import type { RecordedRequest, RequestFilter } from './server/recorded-request.js';
import { requestMatcher } from './server/request-filter.js';
import { RequestLog } from './server/request-log.js';
import { isTokenRequest, PASSWORD_TOKEN_PATH } from './server/token-paths.js';
import { ShipmentStore } from './shipments/shipment-store.js';
import { SubscriptionStore } from './subscriptions/subscription-store.js';
import { AccountControls } from './token/account-controls.js';
import { Accounts } from './token/accounts.js';
import type { EmulatorSession } from './token/sessions.js';

/**
 * A Nova Post server on this machine: real HTTP, real signed tokens, thousands of divisions, shipments and tracking –
 * and every kind of trouble a network can make, on demand.
 *
 * ```ts
 * const emulator = await NovaPostEmulator.start({ tokenLifetimeMs: 60_000 });
 * // point your application at emulator.baseURL with emulator.apiKey
 * emulator.failTokenRequests(2);
 * // … expect(emulator.tokenRequests).toHaveLength(3);
 * await emulator.stop();
 * ```
 *
 * For each other token scheme it serves an API of its own: `passwordBaseURL` (user name, password, refresh tokens) and
 * `loginBaseURL` (e-mail address and password). Both also take `partnerKey`, which never ends. `GET whoami` below each
 * base answers `{ account }`, the account the token belongs to.
 *
 * Printing an emulator (console.log, JSON.stringify) shows no key, password or token. `requests` does hold them.
 */
export class NovaPostEmulator extends AccountControls {
  readonly #options: ResolvedEmulatorOptions;
  readonly #listener: HttpListener;
  readonly #log = new RequestLog();
  readonly #accounts: Accounts;
  readonly #shipments: ShipmentStore;
  readonly #subscriptions: SubscriptionStore;
  readonly #pushes: Pushes;
  #clockSkewMs: number;

  private constructor(options: ResolvedEmulatorOptions, listener: HttpListener, accounts: Accounts) {
    const faults = new FaultList();
    super(faults, accounts);
    this.#options = options;
    this.#listener = listener;
    this.#clockSkewMs = options.clockSkewMs;
    this.#accounts = accounts;
    this.#shipments = new ShipmentStore(options.identifierStyle);
    this.#subscriptions = new SubscriptionStore(this.#shipments);
    this.#pushes = new Pushes(this.#subscriptions, options.pushes, () => options.clock.now());
    const pipeline = this.#pipeline(faults);
    listener.onRequest((request, response) => void pipeline.serve(request, response));
  }

  /**
   * Starts a server and resolves when it listens. Throws a `TypeError` for an option that cannot work, and an `Error`
   * with the system's `code` (e.g. `EADDRINUSE`) when it cannot listen.
   */
  static async start(options: NovaPostEmulatorOptions = {}): Promise<NovaPostEmulator> {
    const resolved = resolveEmulatorOptions(options);
    const { tokenLifetimeMs, loginTokenLifetimeMs, sessionLimit, tokenReuse, refreshTokens } = resolved;
    const sessions = {
      lifetimeMs: ({ kind }: { kind: string }) => (kind === 'email' ? loginTokenLifetimeMs : tokenLifetimeMs),
      limit: sessionLimit,
      reuse: tokenReuse,
    };
    const accounts = new Accounts(resolved, sessions, refreshTokens);
    return new NovaPostEmulator(resolved, await HttpListener.start(resolved.host, resolved.port), accounts);
  }

  /** Where the API is, e.g. `http://127.0.0.1:40123/v.1.0`. */
  get baseURL(): string {
    return this.origin + BASE_PATHS['nova-post'];
  }

  /** The same without the path, e.g. `http://127.0.0.1:40123`. */
  get origin(): string {
    return this.#listener.origin;
  }

  /** Where the password scheme's API is. It serves what `baseURL` serves, for another kind of token. */
  get passwordBaseURL(): string {
    return this.origin + BASE_PATHS.password;
  }

  /** `tokenURL` of the password scheme: takes `{ username, password }` and `{ refresh_token }`. */
  get passwordTokenURL(): string {
    return this.passwordBaseURL + PASSWORD_TOKEN_PATH;
  }

  /** Ends the Bearer token it is called with; the refresh token lives on. */
  get passwordLogoutURL(): string {
    return `${this.passwordBaseURL}/logout`;
  }

  /** Where the login scheme's API is, with `auth/login`, `auth/refresh` and `orders`. */
  get loginBaseURL(): string {
    return this.origin + BASE_PATHS.login;
  }

  /** Server's clock minus the `clock` option, in milliseconds. May be changed at any time. */
  get clockSkewMs(): number {
    return this.#clockSkewMs;
  }

  set clockSkewMs(skew: number) {
    if (!Number.isFinite(skew)) {
      throw new TypeError(`clockSkewMs must be a number of milliseconds, but it is ${String(skew)}.`);
    }
    this.#clockSkewMs = skew;
  }

  /** Every request since the start or the last `clearRequests()`, in order of arrival. */
  get requests(): readonly RecordedRequest[] {
    return this.#log.all;
  }

  /** Those that asked for a token, of whatever scheme, or for the next one. */
  get tokenRequests(): readonly RecordedRequest[] {
    return this.#log.all.filter(isTokenRequest);
  }

  /** All the others. */
  get apiRequests(): readonly RecordedRequest[] {
    return this.#log.all.filter((request) => !isTokenRequest(request));
  }

  /** Forgets the recorded requests. Tokens, shipments, counters and misbehaviours stay. */
  clearRequests(): void {
    this.#log.clear();
  }

  /**
   * Resolves with the matching requests as soon as there are `count` of them, those already recorded included; nothing
   * polls. A request counts when its body has been read, answered or not. Rejects when the emulator is stopped first.
   *
   * @param count how many
   * @param filter which ones; default all
   */
  waitForRequests(count: number, filter: RequestFilter = () => true): Promise<RecordedRequest[]> {
    return this.#log.waitFor(count, requestMatcher(filter));
  }

  /** The tokens that would answer 200 now. Ids only, no token text. */
  get sessions(): readonly EmulatorSession[] {
    return this.#accounts.sessions.list(this.#serverNow());
  }

  /**
   * Moves a shipment on, as if a scanner had seen it: `setTrackingStatus('SHPL…', 7)` brings it to the branch.
   * Throws when no such shipment exists. The codes are listed in `TRACKING_STATUSES`. Active webhook subscriptions that it
   * concerns are called; `waitForPushes` waits for that.
   */
  setTrackingStatus(number: string, code: number | string): void {
    const now = this.#serverNow();
    this.#shipments.addStatus(number, Number(code), now);
    this.#pushes.statusChanged(number, Number(code), now);
  }

  /**
   * Calls a webhook over HTTP: the URL in `to`, or those of all active subscriptions that the event concerns. An array
   * goes as several events in one body. Resolves with all attempts when they have ended; none when nobody is concerned.
   *
   * `emulator.push({ name: 'Received', number: 'SHPL…' }, { to: url, secretToken, times: 2 })`
   */
  push(
    event: EmulatorPushEvent | readonly EmulatorPushEvent[],
    options: PushOptions = {},
  ): Promise<readonly EmulatorPush[]> {
    return this.#pushes.push(event, options);
  }

  /** Every attempt to call a webhook since the start, in the order they ended. */
  get pushes(): readonly EmulatorPush[] {
    return this.#pushes.all;
  }

  /** Resolves with all attempts as soon as `count` of them have ended; rejects when the emulator is stopped first. */
  waitForPushes(count: number): Promise<readonly EmulatorPush[]> {
    return this.#pushes.waitFor(count);
  }

  /** Ends the server, its open sockets, every hanging answer and every push under way. May be called twice. */
  async stop(): Promise<void> {
    const stopped = this.#listener.stop();
    this.#log.close();
    await this.#pushes.stop();
    await stopped;
  }

  /** What JSON.stringify shows: numbers, no keys, passwords and tokens. */
  toJSON(): Record<string, unknown> {
    const { keys, usernames, emails } = this.#accounts;
    return {
      baseURL: this.baseURL,
      stopped: this.#listener.stopping,
      apiKeys: keys.validCount,
      users: usernames.count + emails.count,
      sessions: this.sessions.length,
      requests: this.requests.length,
      tokenRequests: this.tokenRequests.length,
      pushes: this.pushes.length,
    };
  }

  /** What console.log shows: the same as `toJSON`. */
  [inspect.custom](): string {
    return `NovaPostEmulator ${inspect(this.toJSON())}`;
  }

  #serverNow(): number {
    return this.#options.clock.now() + this.#clockSkewMs;
  }

  #pipeline(faults: FaultList): Pipeline {
    const { clock } = this.#options;
    const serverNow = (): number => this.#serverNow();
    return new Pipeline({
      log: this.#log,
      faults,
      apis: emulatorApis(this.#options, this.#accounts, this.#shipments, {
        subscriptions: this.#subscriptions,
        push: this.#pushes.toSubscriber,
      }),
      openRoutes: openRoutes(this.#options),
      localNow: () => clock.now(),
      serverNow,
      stopping: () => this.#listener.stopping,
      senderOf: (api, request) => this.#accounts.senderOf(api, request, serverNow()),
    });
  }
}
