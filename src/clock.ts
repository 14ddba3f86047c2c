/** Handle of a pending {@link Clock.setTimeout}. */
export interface ClockTimer {
  /** Lets the process exit although the timer is pending. */
  unref?(): unknown;
  /** Takes back {@link unref}. */
  ref?(): unknown;
}

/**
 * The time as this package sees it. Give your own as the `clock` option to make every rule about time
 * deterministic in a test; `TestClock` of `nestjs-nova-post/testing` is one.
 */
export interface Clock {
  /** Wall clock, milliseconds since 1970. May jump when it is set. */
  now(): number;
  /** Milliseconds since an arbitrary moment. Never jumps, but may stand still while a machine is suspended. */
  monotonic(): number;
  /** Calls back once after `delayMs` milliseconds, at most 2^31 − 1. */
  setTimeout(callback: () => void, delayMs: number): ClockTimer;
  clearTimeout(timer: ClockTimer): void;
}

/** One moment, read from both clocks. */
export interface Instant {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** What `setTimeout` can count to, almost 25 days; beyond it fires at once. */
export const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (callback: () => void, delayMs: number) => setTimeout(callback, delayMs),
  clearTimeout: (timer: ClockTimer) => {
    clearTimeout(timer as NodeJS.Timeout);
  },
});

export function readClock(clock: Clock): Instant {
  return { wallMs: clock.now(), monotonicMs: clock.monotonic() };
}

/** Time since then by the stricter of the two clocks: one of them stands still or jumps when a machine sleeps or is set. */
export function elapsedMs(since: Instant, now: Instant): number {
  return Math.max(now.monotonicMs - since.monotonicMs, now.wallMs - since.wallMs);
}

/** Time until then; ends early when the machine has slept. */
export function msUntil(moment: Instant, now: Instant): number {
  return Math.max(0, Math.min(moment.wallMs - now.wallMs, moment.monotonicMs - now.monotonicMs));
}

export function later({ wallMs, monotonicMs }: Instant, byMs: number): Instant {
  return { wallMs: wallMs + byMs, monotonicMs: monotonicMs + byMs };
}

/** The two clocks part by more than this only when the machine sleeps or the wall clock is set. */
const CLOCK_DRIFT_MS = 1_000;

/** Whether the machine was suspended since then. */
export function hasSlept(since: Instant, now: Instant): boolean {
  return now.wallMs - since.wallMs - (now.monotonicMs - since.monotonicMs) > CLOCK_DRIFT_MS;
}

/** Called when a timer fires. Returns a promise if it has started work that is not finished yet. */
export type OnWake = () => unknown;

/** A timer that fires once. */
export interface OneShotTimer {
  /** Replaces the pending wake-up, if any. `atMonotonicMs` may lie in the past, or infinitely far away. */
  wakeAt(atMonotonicMs: number, onWake: OnWake): void;
  cancel(): void;
}
