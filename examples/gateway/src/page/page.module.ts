import { Module } from '@nestjs/common';
import { EmbeddedEmulatorModule } from '../embedded-emulator.js';
import { LiveController } from './live.controller.js';
import { LiveFeed } from './live-feed.js';
import { LiveSource } from './live-source.js';
import { TokenSource } from './token-source.js';
import { TokenWatch } from './token-watch.js';
import { Traffic } from './traffic.js';
import { Troubles } from './troubles.js';
import { TroublesController } from './troubles.controller.js';

/** What the page at `/` needs of the server. An application of yours has none of it. */
@Module({
  imports: [EmbeddedEmulatorModule],
  controllers: [LiveController, TroublesController],
  providers: [LiveFeed, Traffic, Troubles, TokenWatch, { provide: LiveSource, useClass: TokenSource }],
  exports: [LiveFeed],
})
export class PageModule {}
