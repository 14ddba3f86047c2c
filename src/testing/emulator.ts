import { inspect } from 'node:util';
import type { EmulatorSession } from './accounts/sessions.js';
import { BASE_PATH, NovaPostApi } from './nova-post-api.js';
import { controlSite } from './control/control-site.js';
import {
  resolveEmulatorOptions,
  type NovaPostEmulatorOptions,
  type ResolvedEmulatorOptions,
} from './emulator-options.js';
import { Faults, requestMatcher, type MisbehaviourHandle } from './faults/faults.js';
import type { MisbehaveOptions } from './faults/misbehaviour.js';
import type { EmulatorPushEvent } from './push/push-event.js';
import type { EmulatorPush, PushOptions } from './push/pushes.js';
import { HttpListener } from './server/http-listener.js';
import { serve } from './server/pipeline.js';
import type { RecordedRequest, RequestFilter } from './server/recorded-request.js';
import type { Site } from './server/site.js';
import { WaitingLog } from './server/waiting-log.js';

/**
 * A Nova Post server on this machine: real HTTP, real signed tokens, thousands of divisions, shipments and
 * tracking – and every kind of trouble a network can make, on demand.
 *
 * ```ts
 * const emulator = await NovaPostEmulator.start({ tokenLifetimeMs: 60_000 });
 * // point your application at emulator.baseURL with emulator.apiKey
 * emulator.failTokenRequests(2);
 * // … expect(emulator.tokenRequests).toHaveLength(3);
 * await emulator.stop();
 * ```
 *
 * `GET whoami` below the base answers `{ account }`, the account the token belongs to; below `/_emulator` is what programs in
 * other languages control it with.
 *
 * Printing an emulator (console.log, JSON.stringify) shows no key and no token. `requests` does hold them.
 */
export class NovaPostEmulator {
  // Private, so that printing an emulator shows no key.
  readonly #api: NovaPostApi;
  readonly #sites: Site[];
  readonly #faults = new Faults();
  readonly #options: ResolvedEmulatorOptions;
  readonly #listener: HttpListener;
  readonly #log = new WaitingLog<RecordedRequest>(
    (count, seen) =>
      `The emulator was stopped while a test waited for ${String(count)} requests; ${String(seen)} had come. ` +
      'Call stop() after the waiting is over, or check that the client really sends them.',
  );
  #clockSkewMs: number;

  /** @internal */
  protected constructor(options: ResolvedEmulatorOptions, listener: HttpListener) {
    this.#options = options;
    this.#listener = listener;
    this.#clockSkewMs = options.clockSkewMs;
    this.#api = new NovaPostApi(options);
    this.#sites = [...this.#api.sites, controlSite(this)];
    const parts = {
      ...{ log: this.#log, faults: this.#faults, sites: this.#sites, onEnd: options.onRequest },
      localNow: () => options.clock.now(),
      serverNow: () => this.#serverNow(),
      stopping: () => listener.stopping,
    };
    listener.onRequest((request, response) => void serve(parts, request, response));
  }

  /**
   * Starts a server and resolves when it listens. Throws a `TypeError` for an option that cannot work, and an
   * `Error` with the system's `code` (e.g. `EADDRINUSE`) when it cannot listen.
   */
  static async start(options: NovaPostEmulatorOptions = {}): Promise<NovaPostEmulator> {
    const resolved = resolveEmulatorOptions(options);
    return new NovaPostEmulator(resolved, await HttpListener.start(resolved.host, resolved.port));
  }

  /** Where the API is, e.g. `http://127.0.0.1:40123/v.1.0`. */
  get baseURL(): string {
    return this.origin + BASE_PATH;
  }

  /** The same without the path, e.g. `http://127.0.0.1:40123`. */
  get origin(): string {
    return this.#listener.origin;
  }

  /** The first API key: the option `apiKey`, or the random one made in its place. */
  get apiKey(): string {
    return this.#api.firstKey.key;
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

  /** Those that asked for a token. */
  get tokenRequests(): readonly RecordedRequest[] {
    return this.#log.all.filter(({ asksForToken }) => asksForToken);
  }

  /** All the others. */
  get apiRequests(): readonly RecordedRequest[] {
    return this.#log.all.filter(({ asksForToken }) => !asksForToken);
  }

  /** Forgets the recorded requests. Tokens, shipments, counters and misbehaviours stay. */
  clearRequests(): void {
    this.#log.clear();
  }

  /**
   * Resolves with the matching requests as soon as there are `count` of them, those already recorded
   * included; nothing polls. A request counts when its body has been read, answered or not. Rejects when the
   * emulator is stopped first.
   *
   * @param count how many
   * @param filter which ones; default all
   */
  waitForRequests(count: number, filter: RequestFilter = () => true): Promise<RecordedRequest[]> {
    return this.#log.waitFor(count, requestMatcher(filter));
  }

  /**
   * Makes requests go wrong. The first misbehaviour that matches a request wins, in the order they were asked
   * for.
   *
   * ```ts
   * emulator.misbehave({ on: 'token', times: 2, then: { status: 503 } });
   * emulator.misbehave({ on: '/divisions', then: { status: 429, headers: { 'Retry-After': '2' } } });
   * const hanging = emulator.misbehave({ on: 'api', then: { hang: true } });   // hanging.release()
   * emulator.misbehave({ on: 'token', then: { token: (claims) => ({ ...claims, exp: claims.iat - 1 }) } });
   * ```
   */
  misbehave(options: MisbehaveOptions): MisbehaviourHandle {
    return this.#faults.add(options);
  }

  /** Ends all misbehaviour. Requests that hang go on hanging until their handle's `release()` or `stop()`. */
  behave(): void {
    this.#faults.removeAll();
  }

  /** The next `times` token requests fail with `status` (default 503). */
  failTokenRequests(times: number, status = 503, headers: Record<string, string> = {}): MisbehaviourHandle {
    return this.misbehave({ on: 'token', times, then: { status, headers } });
  }

  /** Token requests are accepted and never answered, until `release()` or `remove()`. Default: all of them. */
  hangTokenRequests(times = Infinity): MisbehaviourHandle {
    return this.misbehave({ on: 'token', times, then: { hang: true } });
  }

  /** Answers 429, with `Retry-After` when `retryAfterSeconds` is given. `times` default: until `remove()`. */
  throttle(
    options: { on?: RequestFilter; retryAfterSeconds?: number; times?: number } = {},
  ): MisbehaviourHandle {
    const { on = 'api', retryAfterSeconds: seconds, times = Infinity } = options;
    const headers = seconds === undefined ? undefined : { 'Retry-After': String(seconds) };
    return this.misbehave({ on, times, then: { status: 429, ...(headers && { headers }) } });
  }

  /** The tokens that would answer 200 now. Ids only, no token text. */
  get sessions(): readonly EmulatorSession[] {
    return this.#api.sessions.list(this.#serverNow());
  }

  /** Every token issued so far answers 401 from now on. */
  revokeAllTokens(): void {
    this.#api.sessions.revoke();
  }

  /** Changes `sessionLimit`, from the next token on; `Infinity` is no limit. */
  limitSessions(live: number): void {
    this.#api.sessions.limit = live;
  }

  /** Lets authorization accept one more key and returns it. Without an argument a random one is made. */
  addApiKey(key?: string): string {
    return this.#api.keys.add(key).key;
  }

  /**
   * Authorization answers 401 to this key from now on; tokens it has already made live on (see
   * `revokeAllTokens`). False when there was no such key.
   */
  removeApiKey(key: string): boolean {
    return this.#api.keys.remove(key);
  }

  /**
   * The id that `whoami` and `RecordedRequest.account` show for an API key: `api-key-0` for
   * `emulator.apiKey`. `undefined` for an unknown one.
   */
  accountOf(apiKey: string): string | undefined {
    return this.#api.keys.find(apiKey)?.account.id;
  }

  /**
   * Moves a shipment on, as if a scanner had seen it: `setTrackingStatus('SHPL…', 7)` brings it to the
   * branch. Throws when no such shipment exists. The codes are listed in `EMULATOR_STATUSES`. Active webhook
   * subscriptions that it concerns are called; `waitForPushes` waits for that.
   */
  setTrackingStatus(number: string, code: number | string): void {
    const now = this.#serverNow();
    this.#api.shipments.addStatus(number, Number(code), now);
    this.#api.pushes.statusChanged(number, Number(code), now);
  }

  /**
   * Calls a webhook over HTTP: the URL in `to`, or those of all active subscriptions that the event concerns.
   * An array goes as several events in one body. Resolves with all attempts when they have ended; none when
   * it concerns no subscription.
   *
   * `emulator.push({ name: 'Received', number: 'SHPL…' }, { to: url, secretToken, times: 2 })`
   */
  push(
    event: EmulatorPushEvent | readonly EmulatorPushEvent[],
    options: PushOptions = {},
  ): Promise<readonly EmulatorPush[]> {
    return this.#api.pushes.push(event, options);
  }

  /** Every attempt to call a webhook since the start, in the order they ended. */
  get pushes(): readonly EmulatorPush[] {
    return this.#api.pushes.all;
  }

  /**
   * Resolves with all attempts as soon as `count` of them have ended; rejects when the emulator is stopped
   * first.
   */
  waitForPushes(count: number): Promise<readonly EmulatorPush[]> {
    return this.#api.pushes.waitFor(count);
  }

  /**
   * Ends the server, its open sockets, every hanging answer and every push in flight. May be called twice.
   */
  async stop(): Promise<void> {
    const stopped = this.#listener.stop();
    this.#log.close();
    await this.#api.pushes.stop();
    await stopped;
  }

  /** What JSON.stringify shows: numbers, no keys and tokens. */
  toJSON(): Record<string, unknown> {
    return {
      baseURL: this.baseURL,
      stopped: this.#listener.stopping,
      apiKeys: this.#api.keys.validCount,
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

  /** For a subclass that serves more: the state of the emulated service. */
  protected get api(): NovaPostApi {
    return this.#api;
  }

  /** For a subclass that serves more: everything below another base path. */
  protected addSite(site: Site): void {
    this.#sites.push(site);
  }

  #serverNow(): number {
    return this.#options.clock.now() + this.#clockSkewMs;
  }
}
