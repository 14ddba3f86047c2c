import type { SchedulerRegistry } from '@nestjs/schedule';
import {
  LONGEST_TIMEOUT_MS,
  type Clock,
  type ClockTimer,
  type OneShotTimer,
  type OnWake,
} from '../../clock.js';
import { outsideRequests } from '../../outside-requests.js';

/** What this needs of the registry of `@nestjs/schedule`. */
export type TimeoutRegistry = Pick<
  SchedulerRegistry,
  'addTimeout' | 'deleteTimeout' | 'doesExist' | 'getTimeout'
>;

/** Under which name a timer is listed, and where. */
export interface TimerListing {
  readonly name: string;
  readonly registry: TimeoutRegistry;
}

/**
 * A wake-up on a timer of its own, listed under its name in the SchedulerRegistry as long as it is pending. Never keeps
 * the process alive.
 */
export class RefreshTimer implements OneShotTimer {
  #pending: ClockTimer | undefined;

  /** @param listing left out for a timer that is of no interest to an operator. */
  constructor(
    private readonly clock: Clock,
    private readonly listing?: TimerListing,
  ) {}

  wakeAt(atMonotonicMs: number, onWake: OnWake): void {
    this.cancel();
    if (atMonotonicMs === Infinity) return;
    const delayMs = Math.max(0, atMonotonicMs - this.clock.monotonic());
    const timer = outsideRequests(() =>
      this.clock.setTimeout(
        () => {
          this.#forget();
          if (delayMs > LONGEST_TIMEOUT_MS) this.wakeAt(atMonotonicMs, onWake);
          else onWake();
        },
        Math.min(Math.ceil(delayMs), LONGEST_TIMEOUT_MS),
      ),
    );
    timer.unref?.();
    this.#pending = timer;
    this.#list(timer);
  }

  cancel(): void {
    if (this.#pending !== undefined) {
      // Of a timer that is unref'd, Node keeps the empty list of its duration until that is over: an hour, as a rule.
      this.#pending.ref?.();
      this.clock.clearTimeout(this.#pending);
    }
    this.#forget();
  }

  /** Another timer of that name is left alone: this one works without being listed. */
  #list(timer: ClockTimer): void {
    if (this.listing === undefined) return;
    const { name, registry } = this.listing;
    if (!registry.doesExist('timeout', name)) registry.addTimeout(name, timer);
  }

  /** A timeout that has fired stays in the registry until it is deleted. */
  #forget(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined || this.listing === undefined) return;
    const { name, registry } = this.listing;
    if (!registry.doesExist('timeout', name)) return;
    const listed: unknown = registry.getTimeout<unknown>(name);
    if (listed === pending) registry.deleteTimeout(name);
  }
}
