import type { SchedulerRegistry } from '@nestjs/schedule';
import { LONGEST_TIMEOUT_MS, type Clock, type ClockTimer } from '../clock.js';

/** What this needs of the registry of `@nestjs/schedule`. */
export type TimeoutRegistry = Pick<
  SchedulerRegistry,
  'addTimeout' | 'deleteTimeout' | 'doesExist' | 'getTimeout'
>;

/**
 * One wake-up at a time, listed under its name in the SchedulerRegistry as long as it is pending. Never keeps the
 * process alive, and sets nothing any more once it is stopped.
 */
export class RefreshTimer {
  #pending: ClockTimer | undefined;
  #stopped = false;

  constructor(
    readonly name: string,
    private readonly clock: Clock,
    private readonly registry: TimeoutRegistry,
  ) {}

  /** Replaces the pending wake-up, if any. `atMonotonicMs` may lie in the past, or infinitely far away. */
  wakeAt(atMonotonicMs: number, onWake: () => void): void {
    this.cancel();
    if (this.#stopped || atMonotonicMs === Infinity) return;
    const delayMs = Math.max(0, atMonotonicMs - this.clock.monotonic());
    const timer = this.clock.setTimeout(
      () => {
        this.#forget();
        if (delayMs > LONGEST_TIMEOUT_MS) this.wakeAt(atMonotonicMs, onWake);
        else onWake();
      },
      Math.min(Math.ceil(delayMs), LONGEST_TIMEOUT_MS),
    );
    timer.unref?.();
    this.#pending = timer;
    // Somebody else's of that name is left alone: ours works without being listed.
    if (!this.registry.doesExist('timeout', this.name)) this.registry.addTimeout(this.name, timer);
  }

  cancel(): void {
    if (this.#pending !== undefined) this.clock.clearTimeout(this.#pending);
    this.#forget();
  }

  stop(): void {
    this.#stopped = true;
    this.cancel();
  }

  /** A timeout that has fired stays in the registry until somebody takes it out. */
  #forget(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined || !this.registry.doesExist('timeout', this.name)) return;
    const listed: unknown = this.registry.getTimeout<unknown>(this.name);
    if (listed === pending) this.registry.deleteTimeout(this.name);
  }
}
