import { Module, type DynamicModule } from '@nestjs/common';
import { NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { LiveSource } from '../../../gateway/src/page/live-source.js';
import { PageModule } from '../../../gateway/src/page/page.module.js';
import { Fleet } from './fleet.js';
import { FleetController } from './fleet.controller.js';
import type { FleetSource } from './fleet-source.js';
import { ForwardController } from './forward.controller.js';
import { Gateways } from './gateways.js';

interface LauncherDeps {
  readonly fleet: Fleet;
  readonly source: FleetSource;
  /** What has to be shown with a push. */
  readonly secretToken: string;
}

/** The page of the other example, with the fleet on it. It has no account: what it asks for, it gets from the gateways. */
@Module({})
export class LauncherModule {
  static with({ fleet, source, secretToken }: LauncherDeps): DynamicModule {
    const live = { provide: LiveSource, useValue: source };
    return {
      module: LauncherModule,
      imports: [PageModule.showing({ providers: [live] }), NovaPostWebhooksModule.register({ secretToken })],
      controllers: [FleetController, ForwardController],
      providers: [
        live,
        { provide: Fleet, useValue: fleet },
        { provide: Gateways, useValue: source.gateways },
      ],
    };
  }
}
