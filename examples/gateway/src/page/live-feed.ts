import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { describeTrackingStatus } from 'nestjs-nova-post';
import type { NovaPostEvent } from 'nestjs-nova-post/webhooks';
import { Observable, ReplaySubject, Subject, interval, map, merge, of, startWith, takeUntil } from 'rxjs';
import { LiveSource } from './live-source.js';
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
  readonly #events = new ReplaySubject<object>(LATEST);
  readonly #pushes = new ReplaySubject<object>(LATEST);
  readonly #closed = new Subject<void>();

  constructor(
    private readonly source: LiveSource,
    private readonly traffic: Traffic,
    private readonly troubles: Troubles,
  ) {
    source.events$.subscribe(this.#events);
  }

  /** For one page, until it is closed. */
  stream(): Observable<LiveMessage> {
    const hello = { emulated: this.source.emulator !== undefined, troubles: this.troubles.kinds };
    return new Observable<LiveMessage>((page) => {
      const leave = this.traffic.watch();
      const feed = merge(
        of({ type: 'hello' as const, data: hello }),
        merge(interval(STATUS_EVERY_MS), this.source.changes$).pipe(
          startWith(undefined),
          map(() => ({ type: 'token' as const, data: { ...this.source.view(), now: new Date() } })),
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
    this.#pushes.next({ at: occurredAt ?? new Date(), name, numbers, statusCode, meaning });
  }

  onApplicationShutdown(): void {
    this.#closed.next();
  }
}
