import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigurableTokenService, describeTrackingStatus, type TokenEvent } from 'nestjs-nova-post';
import type { NovaPostEvent } from 'nestjs-nova-post/webhooks';
import { Observable, ReplaySubject, Subject, interval, map, merge, of, startWith, takeUntil } from 'rxjs';
import { EmbeddedEmulator } from '../embedded-emulator.js';
import { Traffic } from './traffic.js';
import { Troubles } from './troubles.js';

/** A message of the page's event stream. */
export interface LiveMessage {
  readonly type: 'hello' | 'token' | 'event' | 'traffic' | 'push';
  readonly data: object;
}

const LATEST = 50;
const STATUS_EVERY_MS = 1_000;

/** All that the page shows as it happens. No message holds a secret. */
@Injectable()
export class LiveFeed implements OnApplicationShutdown {
  readonly #events = new ReplaySubject<TokenEvent>(LATEST);
  readonly #pushes = new ReplaySubject<object>(LATEST);
  readonly #closed = new Subject<void>();
  /** Age at which the token in force is refreshed, in milliseconds. */
  #refreshPointMs: number | undefined;

  constructor(
    private readonly tokens: ConfigurableTokenService,
    private readonly traffic: Traffic,
    private readonly troubles: Troubles,
    private readonly embedded: EmbeddedEmulator,
  ) {
    tokens.events$.subscribe((event) => {
      this.#note(event);
    });
  }

  /** For one page, until it is closed. */
  stream(): Observable<LiveMessage> {
    const hello = { emulated: this.embedded.emulator !== undefined, troubles: this.troubles.kinds };
    return new Observable<LiveMessage>((page) => {
      const leave = this.traffic.watch();
      const feed = merge(
        of({ type: 'hello' as const, data: hello }),
        merge(interval(STATUS_EVERY_MS), this.tokens.events$).pipe(
          startWith(undefined),
          map(() => ({ type: 'token' as const, data: this.#status() })),
        ),
        this.#events.pipe(map((data) => ({ type: 'event' as const, data }))),
        this.#pushes.pipe(map((data) => ({ type: 'push' as const, data }))),
        this.traffic.seconds$.pipe(map((data) => ({ type: 'traffic' as const, data }))),
      )
        .pipe(takeUntil(this.#closed))
        .subscribe(page);
      return () => {
        leave();
        feed.unsubscribe();
      };
    });
  }

  pushed({ name, numbers, statusCode, occurredAt }: NovaPostEvent): void {
    const meaning = statusCode === undefined ? undefined : describeTrackingStatus(statusCode);
    this.#pushes.next({ at: occurredAt ?? new Date(), name, numbers, meaning });
  }

  onApplicationShutdown(): void {
    this.#closed.next();
  }

  #status(): object {
    const { emulator } = this.embedded;
    return {
      ...this.tokens.status(),
      now: new Date(),
      refreshPointMs: this.#refreshPointMs,
      requests: emulator?.tokenRequests.length,
    };
  }

  #note(event: TokenEvent): void {
    this.#events.next(event);
    const { issuedAt, nextRefreshAt } = this.tokens.status();
    if (event.type !== 'refreshed' && event.type !== 'adopted') return;
    if (issuedAt !== undefined && nextRefreshAt !== undefined) {
      this.#refreshPointMs = nextRefreshAt.getTime() - issuedAt.getTime();
    }
  }
}
