import { Module, type DynamicModule } from '@nestjs/common';
import { EmulatorController } from './emulator.controller.js';
import { LiveController } from './live.controller.js';
import { LiveFeed } from './live-feed.js';
import { ShipmentEvents } from './shipment-events.js';
import { Traffic } from './traffic.js';
import { Troubles } from './troubles.js';
import { TroublesController } from './troubles.controller.js';

/** What the page at `/` needs of the server. An application of yours has none of it. */
@Module({
  controllers: [LiveController, TroublesController, EmulatorController],
  providers: [LiveFeed, Traffic, Troubles, ShipmentEvents],
})
export class PageModule {
  /** Provides the `LiveSource`, with what that needs. */
  static showing(
    source: Required<Pick<DynamicModule, 'providers'>> & Pick<DynamicModule, 'imports'>,
  ): DynamicModule {
    return { module: PageModule, ...source };
  }
}
