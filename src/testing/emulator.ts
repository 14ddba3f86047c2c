import { inspect } from 'node:util';
import { divisionRoutes } from './divisions/divisions.js';
import {
  resolveEmulatorOptions,
  type NovaPostEmulatorOptions,
  type ResolvedEmulatorOptions,
} from './emulator-options.js';
import { FaultList, type MisbehaviourHandle } from './misbehaviour/fault-list.js';
import type { MisbehaveOptions } from './misbehaviour/misbehaviour.js';
import { HttpListener } from './server/http-listener.js';
import { Pipeline } from './server/pipeline.js';
import { BASE_PATH } from './server/read-request.js';
import { TOKEN_PATH, type RecordedRequest, type RequestFilter } from './server/recorded-request.js';
import { requestMatcher } from './server/request-filter.js';
import { RequestLog } from './server/request-log.js';
import { RouteTable } from './server/route.js';
import { ShipmentStore } from './shipments/shipment-store.js';
import { shipmentRoutes } from './shipments/shipments.js';
import { ApiKeys } from './token/api-keys.js';
import { authorizationRoutes } from './token/authorization.js';
import { Sessions, type EmulatorSession } from './token/sessions.js';
import { testKeyRoutes } from './token/test-keys.js';
import { trackingRoutes } from './tracking/tracking.js';

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
 * Printing an emulator (console.log, JSON.stringify) shows no key and no token. `requests` does hold them.
 */
export class NovaPostEmulator {
  readonly #options: ResolvedEmulatorOptions;
  readonly #listener: HttpListener;
  readonly #log = new RequestLog();
  readonly #faults = new FaultList();
  readonly #keys = new ApiKeys();
  readonly #sessions: Sessions;
  readonly #shipments: ShipmentStore;
  readonly #apiKey: string;
  #clockSkewMs: number;

  private constructor(options: ResolvedEmulatorOptions, listener: HttpListener) {
    this.#options = options;
    this.#listener = listener;
    this.#clockSkewMs = options.clockSkewMs;
    this.#apiKey = this.#keys.add(options.apiKey).key;
    this.#sessions = new Sessions({
      lifetimeMs: options.tokenLifetimeMs,
      limit: options.sessionLimit,
      reuse: options.tokenReuse,
    });
    this.#shipments = new ShipmentStore(options.identifierStyle);
  }

  /**
   * Starts a server and resolves when it listens. Throws a `TypeError` for an option that cannot work, and an `Error`
   * with the system's `code` (e.g. `EADDRINUSE`) when it cannot listen.
   */
  static async start(options: NovaPostEmulatorOptions = {}): Promise<NovaPostEmulator> {
    const resolved = resolveEmulatorOptions(options);
    const listener = await HttpListener.start(resolved.host, resolved.port);
    const emulator = new NovaPostEmulator(resolved, listener);
    const pipeline = emulator.#pipeline();
    listener.onRequest((request, response) => void pipeline.serve(request, response));
    return emulator;
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
    return this.#apiKey;
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
    return this.#log.all.filter((request) => request.path === TOKEN_PATH);
  }

  /** All the others. */
  get apiRequests(): readonly RecordedRequest[] {
    return this.#log.all.filter((request) => request.path !== TOKEN_PATH);
  }

  /** Forgets the recorded requests. Tokens, shipments and misbehaviours stay. */
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
    return this.#sessions.list(this.#serverNow());
  }

  /** Every token issued so far answers 401 from now on. */
  revokeAllTokens(): void {
    this.#sessions.revokeAll();
  }

  /** Lets authorization accept one more key and returns it. Without an argument a random one is made. */
  addApiKey(key?: string): string {
    return this.#keys.add(key).key;
  }

  /**
   * Authorization answers 401 to this key from now on; tokens it has already made live on (see `revokeAllTokens`).
   * False when there was no such key.
   */
  removeApiKey(key: string): boolean {
    return this.#keys.remove(key);
  }

  /**
   * Makes requests go wrong. The first misbehaviour that matches a request wins, in the order they were asked for.
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

  /** Token requests are accepted and never answered, until `release()` or `remove()`. */
  hangTokenRequests(times?: number): MisbehaviourHandle {
    return this.misbehave({ on: 'token', ...(times === undefined ? {} : { times }), then: { hang: true } });
  }

  /** Answers 429, with `Retry-After` when `retryAfterSeconds` is given. `times` default: until `remove()`. */
  throttle(
    options: { on?: RequestFilter; retryAfterSeconds?: number; times?: number } = {},
  ): MisbehaviourHandle {
    const { on = 'api', retryAfterSeconds, times } = options;
    const headers =
      retryAfterSeconds === undefined ? undefined : { 'Retry-After': String(retryAfterSeconds) };
    return this.misbehave({
      on,
      ...(times === undefined ? {} : { times }),
      then: { status: 429, ...(headers && { headers }) },
    });
  }

  /**
   * Moves a shipment on, as if a scanner had seen it: `setTrackingStatus('SHPL…', 7)` brings it to the branch.
   * Throws when no such shipment exists. The codes are listed in `TRACKING_STATUSES`.
   */
  setTrackingStatus(number: string, code: number | string): void {
    this.#shipments.addStatus(number, Number(code), this.#serverNow());
  }

  /** Ends the server, its open sockets and every hanging answer. May be called twice. */
  async stop(): Promise<void> {
    const stopped = this.#listener.stop();
    this.#log.close();
    await stopped;
  }

  /** What JSON.stringify shows: numbers, no keys and no tokens. */
  toJSON(): Record<string, unknown> {
    return {
      baseURL: this.baseURL,
      stopped: this.#listener.stopping,
      apiKeys: this.#keys.validCount,
      sessions: this.sessions.length,
      requests: this.requests.length,
      tokenRequests: this.tokenRequests.length,
    };
  }

  /** What console.log shows: the same as `toJSON`. */
  [inspect.custom](): string {
    return `NovaPostEmulator ${inspect(this.toJSON())}`;
  }

  #serverNow(): number {
    return this.#options.clock.now() + this.#clockSkewMs;
  }

  #pipeline(): Pipeline {
    const { divisions, clock, testKeyDailyLimit, unknownPhones, ambiguousPhones } = this.#options;
    const serverNow = (): number => this.#serverNow();
    const phones = { dailyLimit: testKeyDailyLimit, unknown: unknownPhones, ambiguous: ambiguousPhones };
    return new Pipeline({
      log: this.#log,
      faults: this.#faults,
      routes: new RouteTable([
        ...authorizationRoutes(this.#keys, this.#sessions),
        ...testKeyRoutes(this.#keys, phones),
        ...divisionRoutes(divisions),
        ...shipmentRoutes(this.#shipments),
        ...trackingRoutes(this.#shipments),
      ]),
      localNow: () => clock.now(),
      serverNow,
      stopping: () => this.#listener.stopping,
      apiKeyIndexOf: (header) => this.#sessions.apiKeyIndexOf(header, serverNow()),
      recognise: (path, headers, query) => {
        const token = this.#sessions.recognise(headers.authorization, serverNow());
        const key = path === TOKEN_PATH ? query['apiKey'] : undefined;
        const apiKeyIndex = typeof key === 'string' ? this.#keys.find(key)?.index : undefined;
        return { ...(token && { token }), ...(apiKeyIndex !== undefined && { apiKeyIndex }) };
      },
    });
  }
}
