import type { StoredSubscriber, Subscribers } from '../subscriptions/subscribers.js';
import type { PushWebhook } from '../subscriptions/subscriptions.js';
import { WaitingLog } from '../server/waiting-log.js';
import { post } from './post.js';
import { eventOfStatus, numbersOf, pushBody, type EmulatorPushEvent } from './push-event.js';

/** One attempt to deliver a push. Holds no secret. */
export interface EmulatorPush {
  /** Host and path of the receiver, e.g. `127.0.0.1:40123/nova-post/webhook`. */
  readonly url: string;
  /** Name of the event; of several in one body all names, with commas. */
  readonly event: string;
  readonly numbers: readonly string[];
  /** 1 for the first attempt, then counting on. */
  readonly attempt: number;
  /** Status that was answered; missing when there was no answer. */
  readonly status?: number;
  /** Why there was none: the system's code, such as `ECONNREFUSED`. */
  readonly error?: string;
  /** When it ended: milliseconds of the emulator's `clock`. */
  readonly endedAt: number;
}

/** What the options `pushes` of the emulator set for all. */
export interface PushDefaults {
  /** Field names in snake case. */
  readonly snakeCase: boolean;
  /** How often a copy that was not answered with 2xx is sent again. */
  readonly retries: number;
}

/** Where a push goes, and how. Each may be left out. */
export interface PushOptions extends Partial<PushDefaults> {
  /**
   * The receiver. Default: the URLs of all active subscriptions that the event concerns, each with its own
   * secret.
   */
  readonly to?: string;
  /** Goes into the header named next. Default: that of the subscription, or none. */
  readonly secretToken?: string;
  /** Default: that of the subscription, or `X-NP-Key`. */
  readonly headerName?: string;
  /** How many copies are sent, one after the other, whatever they are answered. Default 1. */
  readonly times?: number;
  /** Further headers, or other values for those the emulator sends. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent byte by byte in place of the event. */
  readonly body?: string | Buffer;
}

type Events = EmulatorPushEvent | readonly EmulatorPushEvent[];
type Receiver = Pick<StoredSubscriber, 'url' | 'secretToken' | 'secretTokenHeaderName'>;

/** A receiver that takes longer has failed. */
const TIMEOUT_MS = 10_000;

/** Calls the URLs of subscribers, as the tracking push service does. */
export class Pushes {
  readonly #subscribers: Subscribers;
  readonly #defaults: PushDefaults;
  readonly #now: () => number;
  readonly #log = new WaitingLog<EmulatorPush>(
    (count, seen) =>
      `The emulator was stopped while a test waited for ${String(count)} pushes; ${String(seen)} had ended. ` +
      'Is there an active subscription that matches the number and the event?',
  );
  readonly #stop = new AbortController();
  readonly #inFlight = new Set<Promise<unknown>>();

  constructor(subscribers: Subscribers, defaults: PushDefaults, now: () => number) {
    this.#subscribers = subscribers;
    this.#defaults = defaults;
    this.#now = now;
  }

  get all(): readonly EmulatorPush[] {
    return this.#log.all;
  }

  waitFor(count: number): Promise<readonly EmulatorPush[]> {
    return this.#log.waitFor(count);
  }

  /** Sends an event, or several in one body. Resolves with all attempts, those that failed among them. */
  async push(given: Events, options: PushOptions = {}): Promise<readonly EmulatorPush[]> {
    const events = [given].flat();
    const body = Buffer.from(options.body ?? pushBody(given, options.snakeCase ?? this.#defaults.snakeCase));
    const receivers = options.to === undefined ? this.#subscribersFor(events) : [{ url: options.to }];
    const deliveries = receivers.map(async ({ url, secretToken, secretTokenHeaderName }: Receiver) => {
      const secret = options.secretToken ?? secretToken;
      const header = options.headerName ?? secretTokenHeaderName ?? 'X-NP-Key';
      const headers = {
        'content-type': 'application/json',
        // Node takes header values for Latin-1; on the wire this is UTF-8.
        ...(secret !== undefined && { [header]: Buffer.from(secret, 'utf8').toString('latin1') }),
        ...options.headers,
      };
      return this.#deliver(events, options, { url, headers, body });
    });
    const all = Promise.all(deliveries);
    this.#inFlight.add(all);
    return (await all.finally(() => this.#inFlight.delete(all))).flat();
  }

  /** For the route that tests a subscription. */
  readonly toSubscriber: PushWebhook = (
    { url: to, secretToken, secretTokenHeaderName: headerName },
    number,
    name,
    at,
  ) => {
    const receiver = {
      to,
      ...(secretToken !== undefined && { secretToken }),
      ...(headerName !== undefined && { headerName }),
    };
    void this.push({ name, number, occurredAt: new Date(at) }, receiver);
  };

  /** Calls the subscribers that wait for the event of this status. */
  statusChanged(number: string, statusCode: number, at: number): void {
    void this.push({ name: eventOfStatus(statusCode), number, statusCode, occurredAt: new Date(at) });
  }

  /** Ends what is in flight. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#inFlight);
    this.#log.close();
  }

  #subscribersFor(events: readonly EmulatorPushEvent[]): readonly Receiver[] {
    const matching = events.flatMap((event) =>
      numbersOf([event]).flatMap((number) => this.#subscribers.matching({ number, event: event.name })),
    );
    return [...new Set(matching)];
  }

  async #deliver(
    events: readonly EmulatorPushEvent[],
    { times = 1, retries = this.#defaults.retries }: PushOptions,
    sent: { url: string; headers: Record<string, string>; body: Buffer },
  ): Promise<readonly EmulatorPush[]> {
    const done: EmulatorPush[] = [];
    const about = { event: events.map(({ name }) => name).join(','), numbers: numbersOf(events) };
    for (let copy = 0; copy < times; copy += 1) {
      for (let attempt = 1; attempt <= retries + 1 && !this.#stop.signal.aborted; attempt += 1) {
        const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]);
        const outcome = await post({ ...sent, signal });
        const push = { ...about, ...outcome, attempt, endedAt: this.#now() };
        done.push(push);
        this.#log.add(push);
        if (push.status !== undefined && push.status >= 200 && push.status < 300) break;
      }
    }
    return done;
  }
}
