import { Injectable, Logger } from '@nestjs/common';
import { ConfigurableTokenService, type TokenEvent } from 'nestjs-nova-post';

/** Says when there is a new token. What goes wrong is logged by the library itself. */
@Injectable()
export class RefreshLog {
  readonly #logger = new Logger('Token');
  /** End of the token in force; 0 when there is none. */
  #validUntilMs = 0;

  constructor(tokens: ConfigurableTokenService) {
    tokens.events$.subscribe((event) => {
      this.#note(event);
    });
  }

  #note(event: TokenEvent): void {
    if (event.type === 'invalidated') this.#validUntilMs = 0;
    if (event.type !== 'refreshed' && event.type !== 'adopted') return;
    const what = this.#describe(event);
    this.#validUntilMs = event.expiresAt.getTime();
    const next = event.nextRefreshAt === undefined ? 'none' : timeOfDay(event.nextRefreshAt);
    this.#logger.log(
      `Token #${event.fingerprint} ${what}, valid until ${timeOfDay(event.expiresAt)}, next refresh ${next}`,
    );
  }

  #describe({ type, at }: TokenEvent): string {
    if (type === 'adopted') return 'taken over from another process';
    return at.getTime() < this.#validUntilMs ? 'refreshed ahead of time' : 'obtained';
  }
}

function timeOfDay(date: Date): string {
  return date.toLocaleTimeString('en-GB');
}
