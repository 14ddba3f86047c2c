import { Injectable } from '@nestjs/common';
import {
  ConfigurableTokenService,
  NovaPostClient,
  NovaPostHttpService,
  type NovaPostCall,
  type TokenEvent,
} from 'nestjs-nova-post';
import { Subject, merge } from 'rxjs';
import type { TokenUser } from './live-source.js';

/** A call that was sent again because the API had rejected the token. */
export type Replay = Pick<NovaPostCall, 'operation'> & { readonly type: 'replayed'; readonly at: Date };

/** The token of this process, and what has happened to it. */
@Injectable()
export class TokenWatch {
  readonly events$ = new Subject<TokenEvent | Replay>();
  #refreshPointMs: number | undefined;
  #replays = 0;

  constructor(
    private readonly tokens: ConfigurableTokenService,
    typed: NovaPostClient,
    raw: NovaPostHttpService,
  ) {
    tokens.events$.subscribe((event) => {
      if (event.type === 'refreshed' || event.type === 'adopted') this.#noteRefreshPoint();
      this.events$.next(event);
    });
    merge(typed.calls$, raw.calls$).subscribe(({ operation, replayed }) => {
      if (!replayed) return;
      this.#replays += 1;
      this.events$.next({ type: 'replayed', at: new Date(), operation });
    });
  }

  user(): TokenUser {
    return {
      status: this.tokens.status(),
      refreshPointMs: this.#refreshPointMs,
      replays: this.#replays,
    };
  }

  /** Only of a new token: once refreshing fails, `nextRefreshAt` is the next attempt. */
  #noteRefreshPoint(): void {
    const { issuedAt, nextRefreshAt } = this.tokens.status();
    this.#refreshPointMs = issuedAt && nextRefreshAt && nextRefreshAt.getTime() - issuedAt.getTime();
  }
}
