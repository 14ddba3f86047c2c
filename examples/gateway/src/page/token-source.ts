import { Injectable } from '@nestjs/common';
import { ConfigurableTokenService, NovaPostClient, type TokenEvent } from 'nestjs-nova-post';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import type { Observable } from 'rxjs';
import { EmbeddedEmulator } from '../embedded-emulator.js';
import { LiveSource, type TokenView } from './live-source.js';
import { RefreshPoint } from './refresh-point.js';

/** The token of this process. */
@Injectable()
export class TokenSource extends LiveSource {
  readonly emulator: NovaPostEmulator | undefined;
  readonly events$: Observable<TokenEvent>;
  readonly #refreshPoint: RefreshPoint;

  constructor(
    private readonly tokens: ConfigurableTokenService,
    private readonly novaPost: NovaPostClient,
    { emulator }: EmbeddedEmulator,
  ) {
    super();
    this.emulator = emulator;
    this.events$ = tokens.events$;
    this.#refreshPoint = new RefreshPoint(tokens);
  }

  view(): TokenView {
    return {
      requests: this.emulator?.tokenRequests.length,
      processes: [{ status: this.tokens.status(), refreshPointMs: this.#refreshPoint.ageMs }],
    };
  }

  call(): Promise<unknown> {
    return this.novaPost.divisions.list({ limit: 1 });
  }

  refresh(): Promise<unknown> {
    return this.tokens.refresh();
  }
}
