import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import { LiveSource } from './live-source.js';
import { Troubles } from './troubles.js';

const CALL_EVERY_MS = 200;
const REPORT_EVERY_MS = 1_000;

/** What callers have noticed in one second. */
export interface Second {
  readonly at: Date;
  readonly calls: number;
  readonly failed: number;
  readonly totals: { readonly calls: number; readonly failed: number };
  readonly active: readonly string[];
}

/** Makes five calls a second while the page is open, so that there is something to see when things break. */
@Injectable()
export class Traffic implements OnApplicationShutdown {
  readonly seconds$ = new Subject<Second>();
  #watchers = 0;
  #timers: NodeJS.Timeout[] = [];
  #calls = 0;
  #failed = 0;
  #reported = { calls: 0, failed: 0 };

  constructor(
    private readonly source: LiveSource,
    private readonly troubles: Troubles,
  ) {}

  /** Begins for the first page that is open. Gives what ends it for the last. */
  watch(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#start();
    return () => {
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#stop();
    };
  }

  onApplicationShutdown(): void {
    this.#stop();
    this.seconds$.complete();
  }

  #start(): void {
    this.#timers = [
      setInterval(() => void this.#call(), CALL_EVERY_MS),
      setInterval(() => {
        this.#report();
      }, REPORT_EVERY_MS),
    ];
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  async #call(): Promise<void> {
    try {
      await this.source.call();
    } catch {
      this.#failed += 1;
    }
    this.#calls += 1;
  }

  #report(): void {
    const { calls, failed } = { calls: this.#calls, failed: this.#failed };
    this.seconds$.next({
      at: new Date(),
      calls: calls - this.#reported.calls,
      failed: failed - this.#reported.failed,
      totals: { calls, failed },
      active: this.troubles.active,
    });
    this.#reported = { calls, failed };
  }
}
