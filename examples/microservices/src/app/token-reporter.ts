import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { TokenWatch } from '../../../gateway/src/page/token-watch.js';
import { report } from './launcher-link.js';

const EVERY_MS = 1_000;

/** Tells the launcher about the token that this process uses. None of it is secret. */
@Injectable()
export class TokenReporter implements OnApplicationShutdown {
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly watch: TokenWatch) {
    watch.events$.subscribe((event) => {
      report({ kind: 'event', event });
      this.#reportUser();
    });
    this.#timer = setInterval(() => {
      this.#reportUser();
    }, EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  #reportUser(): void {
    report({ kind: 'user', user: this.watch.user() });
  }
}
