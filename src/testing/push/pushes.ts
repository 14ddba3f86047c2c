import type { StoredSubscriber, SubscriptionStore } from '../subscriptions/subscription-store.js';
import type { PushWebhook } from '../subscriptions/subscriptions.js';
import { eventOfStatus, isList, numbersOf, pushBody, type EmulatorPushEvent } from './push-event.js';
import { post } from './post.js';
import { WaitingLog } from '../server/waiting-log.js';

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

/** Where a push goes, and how. Each may be left out. */
export interface PushOptions {
  /**
   * The receiver. Default: the URLs of all active subscriptions that the event concerns, each with its own
   * secret.
   */
  readonly to?: string;
  /** Goes into the header named next. Default: that of the subscription, or none. */
  readonly secretToken?: string;
  /** Default: that of the subscription, or `X-NP-Key`. */
  readonly headerName?: string;
  /** Field names in snake case. Default: the emulator's option `pushes.snakeCase`. */
  readonly snakeCase?: boolean;
  /** How many copies are sent, one after the other, whatever they are answered. Default 1. */
  readonly times?: number;
  /**
   * How often a copy that was not answered with 2xx is sent again. Default: the emulator's option
   * `pushes.retries`.
   */
  readonly retries?: number;
  /** Further headers, or other values for those the emulator sends. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent byte by byte in place of the event. */
  readonly body?: string | Buffer;
}

export interface PushDefaults {
  readonly snakeCase: boolean;
  readonly retries: number;
}

type Events = EmulatorPushEvent | readonly EmulatorPushEvent[];
type Receiver = Pick<StoredSubscriber, 'url' | 'secretToken' | 'secretTokenHeaderName'>;

/** A receiver that takes longer has failed. */
const TIMEOUT_MS = 10_000;

/** Calls the URLs of subscribers, as the tracking push service does. */
export class Pushes {
  readonly #store: SubscriptionStore;
  readonly #defaults: PushDefaults;
  readonly #now: () => number;
  readonly #log = new WaitingLog<EmulatorPush>(
    (count, seen) =>
      `The emulator was stopped while a test waited for ${String(count)} pushes; ${String(seen)} had ended. ` +
      'Is there an active subscription that matches the number and the event?',
  );
  readonly #stop = new AbortController();
  readonly #inFlight = new Set<Promise<unknown>>();

  constructor(store: SubscriptionStore, defaults: PushDefaults, now: () => number) {
    this.#store = store;
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
  async push(events: Events, options: PushOptions = {}): Promise<readonly EmulatorPush[]> {
    const { to, secretToken, headerName } = options;
    const receivers: readonly Receiver[] = to === undefined ? this.#subscribersFor(events) : [{ url: to }];
    const sent = receivers.map((receiver) =>
      this.#deliver(events, options, {
        url: receiver.url,
        secretToken: secretToken ?? receiver.secretToken,
        secretTokenHeaderName: headerName ?? receiver.secretTokenHeaderName,
      }),
    );
    return (await Promise.all(sent)).flat();
  }

  /** For the route that tests a subscription. */
  readonly toSubscriber: PushWebhook = (subscriber, { number, event, at }) => {
    void this.#deliver({ name: event, number, occurredAt: new Date(at) }, {}, subscriber);
  };

  /** Calls the subscribers that wait for the event of this status. */
  statusChanged(number: string, code: number, at: number): void {
    const event = eventOfStatus(code);
    for (const subscriber of this.#store.matching({ number, event })) {
      void this.#deliver({ name: event, number, statusCode: code, occurredAt: new Date(at) }, {}, subscriber);
    }
  }

  /** Ends what is in flight. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#inFlight);
    this.#log.close();
  }

  #subscribersFor(events: Events): readonly StoredSubscriber[] {
    const list = isList(events) ? events : [events];
    const matching = list.flatMap((event) =>
      numbersOf(event).flatMap((number) => this.#store.matching({ number, event: event.name })),
    );
    return [...new Set(matching)];
  }

  #deliver(events: Events, options: PushOptions, receiver: Receiver): Promise<readonly EmulatorPush[]> {
    const delivery = this.#sendCopies(events, options, receiver);
    this.#inFlight.add(delivery);
    return delivery.finally(() => this.#inFlight.delete(delivery));
  }

  async #sendCopies(
    events: Events,
    options: PushOptions,
    receiver: Receiver,
  ): Promise<readonly EmulatorPush[]> {
    const { times = 1, retries = this.#defaults.retries } = options;
    const snakeCase = options.snakeCase ?? this.#defaults.snakeCase;
    const body = Buffer.from(options.body ?? pushBody(events, snakeCase));
    const headers = { ...headersFor(receiver), ...options.headers };
    const done: EmulatorPush[] = [];
    for (let copy = 0; copy < times; copy += 1) {
      for (let attempt = 1; attempt <= retries + 1 && !this.#stop.signal.aborted; attempt += 1) {
        const push = await this.#attempt({ events, url: receiver.url, headers, body, attempt });
        done.push(push);
        this.#log.add(push);
        if (push.status !== undefined && push.status >= 200 && push.status < 300) break;
      }
    }
    return done;
  }

  async #attempt(sending: {
    events: Events;
    url: string;
    headers: Record<string, string>;
    body: Buffer;
    attempt: number;
  }): Promise<EmulatorPush> {
    const { events, headers, body, attempt } = sending;
    const list = isList(events) ? events : [events];
    const about = { event: list.map(({ name }) => name).join(','), numbers: numbersOf(events), attempt };
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      const url = new URL(sending.url);
      const where = { url: url.host + url.pathname, ...about };
      const outcome = await post({ url, headers, body, signal }).then(
        (status) => ({ status }),
        (reason: unknown) => ({ error: codeOf(reason) }),
      );
      return { ...where, ...outcome, endedAt: this.#now() };
    } catch (reason) {
      return { url: 'not a URL', ...about, error: codeOf(reason), endedAt: this.#now() };
    }
  }
}

function headersFor({ secretToken, secretTokenHeaderName = 'X-NP-Key' }: Receiver): Record<string, string> {
  return {
    'content-type': 'application/json',
    // Node takes header values for Latin-1; on the wire this is UTF-8.
    ...(secretToken !== undefined && {
      [secretTokenHeaderName]: Buffer.from(secretToken, 'utf8').toString('latin1'),
    }),
  };
}

function codeOf(reason: unknown): string {
  const code = (reason as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'ERROR';
}
