import { Injectable } from '@nestjs/common';
import { ConfigurableTokenService, NovaPostClient } from 'nestjs-nova-post';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { EmbeddedEmulator } from '../embedded-emulator.js';
import { LiveSource, type TokenView } from './live-source.js';
import { TokenWatch } from './token-watch.js';

/** The token of this process. */
@Injectable()
export class TokenSource extends LiveSource {
  readonly emulator: NovaPostEmulator | undefined;
  readonly events$: TokenWatch['events$'];
  readonly changes$: TokenWatch['events$'];

  constructor(
    private readonly watch: TokenWatch,
    private readonly tokens: ConfigurableTokenService,
    private readonly novaPost: NovaPostClient,
    { emulator }: EmbeddedEmulator,
  ) {
    super();
    this.emulator = emulator;
    this.events$ = watch.events$;
    this.changes$ = watch.events$;
  }

  view(): TokenView {
    return { requests: this.emulator?.tokenRequests.length, processes: [this.watch.user()] };
  }

  call(): Promise<unknown> {
    return this.novaPost.divisions.list({ limit: 1 });
  }

  refresh(): Promise<unknown> {
    return this.tokens.refresh();
  }
}
