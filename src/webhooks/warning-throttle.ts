import type { Clock } from '../clock.js';
import type { ContextLogger } from '../context-logger.js';

const PERIOD_MS = 60_000;

/**
 * At most one warning a minute, since strangers can cause them. The next one says how many were kept back.
 */
export class WarningThrottle {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #logger: Pick<ContextLogger, 'warn'>;
  #nextAtMs = Number.NEGATIVE_INFINITY;
  #keptBack = 0;

  constructor(clock: Pick<Clock, 'monotonic'>, logger: Pick<ContextLogger, 'warn'>) {
    this.#clock = clock;
    this.#logger = logger;
  }

  warn(message: string): void {
    const nowMs = this.#clock.monotonic();
    if (nowMs < this.#nextAtMs) {
      this.#keptBack += 1;
      return;
    }
    const more =
      this.#keptBack > 0 ? ` (and ${String(this.#keptBack)} more such warnings since the last)` : '';
    this.#nextAtMs = nowMs + PERIOD_MS;
    this.#keptBack = 0;
    this.#logger.warn(message + more);
  }
}
