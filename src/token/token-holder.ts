import { readClock, type Clock, type Instant } from '../clock.js';
import type { HeldToken } from './held-token.js';
import {
  afterStaleReply,
  isDue,
  isStaleReply,
  isUsable,
  refreshAgeMs,
  warningAgeMs,
  type Random,
  type RefreshPolicy,
} from './refresh-policy.js';

export interface CurrentToken extends HeldToken {
  /** Age at which it is to be refreshed. */
  readonly dueAgeMs: number;
  /** The API refused it: not to be handed out, whatever its life. */
  readonly rejected: boolean;
}

export interface TokenHolderOptions {
  readonly policy: RefreshPolicy;
  readonly clock: Clock;
  readonly random: Random;
}

/** The one token in force, and what follows from it by the clock: usable, due, to be left alone. */
export class TokenHolder {
  readonly #options: TokenHolderOptions;
  #current: CurrentToken | undefined;
  /** Should the store still hold a token that was forgotten here, it is no news. */
  #forgottenGeneration = 0;
  /** A server that repeats its token is left alone until then. */
  #notBefore: Instant | undefined;

  constructor(options: TokenHolderOptions) {
    this.#options = options;
  }

  get current(): CurrentToken | undefined {
    return this.#current;
  }

  /** A record of this generation is no news: it is held, or has been forgotten. */
  get knownGeneration(): number {
    return this.#current?.generation ?? this.#forgottenGeneration;
  }

  /** The current token, if it may be handed out now. */
  usable(): CurrentToken | undefined {
    const current = this.#current;
    if (current === undefined || current.rejected) return undefined;
    return isUsable(current.life, readClock(this.#options.clock)) ? current : undefined;
  }

  /** Whether a usable token has come to its refresh point. */
  isDue(): boolean {
    const usable = this.usable();
    return usable !== undefined && isDue(usable.life, usable.dueAgeMs, readClock(this.#options.clock));
  }

  /** The refresh point on the monotonic clock; `undefined` without a token that counts. */
  get dueAtMs(): number | undefined {
    const current = this.#current;
    return current === undefined || current.rejected
      ? undefined
      : current.life.since.monotonicMs + current.dueAgeMs;
  }

  /** Half of the way from the refresh point to the end, on the monotonic clock. */
  get warnAtMs(): number {
    const current = this.#current;
    if (current === undefined) return Infinity;
    return current.life.since.monotonicMs + warningAgeMs(current.life, current.dueAgeMs);
  }

  get notBeforeMs(): number | undefined {
    return this.#notBefore?.monotonicMs;
  }

  /** What is left of the time to leave a repeating server alone; ends early when the machine has slept. */
  repeatWaitMs(): number {
    if (this.#notBefore === undefined) return 0;
    const { wallMs, monotonicMs } = readClock(this.#options.clock);
    return Math.max(0, Math.min(this.#notBefore.wallMs - wallMs, this.#notBefore.monotonicMs - monotonicMs));
  }

  /** @returns whether it is another token than before. */
  take(held: HeldToken): boolean {
    const { policy, random } = this.#options;
    const same = this.#current?.token.equals(held.token) === true;
    this.#notBefore = undefined;
    this.#current = { ...held, dueAgeMs: refreshAgeMs(held.life, policy, random), rejected: false };
    if (isStaleReply(held.life, same)) this.#leaveAlone(this.#current);
    return !same;
  }

  /** The API has refused it. */
  reject(): void {
    if (this.#current !== undefined) this.#current = { ...this.#current, rejected: true };
  }

  /** It is now in the store, under this generation. */
  share(generation: number): void {
    if (this.#current !== undefined) this.#current = { ...this.#current, generation };
  }

  forget(): void {
    this.#forgottenGeneration = this.knownGeneration;
    this.#current = undefined;
    this.#notBefore = undefined;
  }

  /** The server hands out what it has handed out before: plans around the end of that token. */
  #leaveAlone(current: CurrentToken): void {
    const now = readClock(this.#options.clock);
    const { notBeforeMs, nextMs } = afterStaleReply(current.life, now);
    this.#notBefore = { wallMs: now.wallMs + notBeforeMs, monotonicMs: now.monotonicMs + notBeforeMs };
    const ageMs = now.monotonicMs - current.life.since.monotonicMs;
    this.#current = { ...current, dueAgeMs: ageMs + nextMs };
  }
}
