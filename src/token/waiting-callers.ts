import type { Clock } from '../clock.js';
import { NovaPostTokenUnavailableError } from '../nova-post.errors.js';
import { waitFor, type WaitLimits } from '../wait.js';
import type { AccessToken } from './access-token.js';

/** The callers that wait for a token, each within limits of its own. */
export class WaitingCallers {
  readonly #clock: Clock;
  readonly #environmentLabel: string;
  #count = 0;

  constructor(clock: Clock, environmentLabel: string) {
    this.#clock = clock;
    this.#environmentLabel = environmentLabel;
  }

  get areThere(): boolean {
    return this.#count > 0;
  }

  /** @param start what the caller waits for; begins when the caller counts. */
  async wait(start: () => Promise<AccessToken>, limits: WaitLimits): Promise<AccessToken> {
    const timedOut = () =>
      new NovaPostTokenUnavailableError(
        `${this.#environmentLabel} gave no token within the ${String(limits.timeoutMs)} ms this caller allowed. ` +
          'The refresh continues.',
        { reason: 'deadline' },
      );
    this.#count += 1;
    try {
      return await waitFor(start(), limits, this.#clock, timedOut);
    } finally {
      this.#count -= 1;
    }
  }
}
