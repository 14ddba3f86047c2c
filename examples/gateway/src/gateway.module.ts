import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { APP_FILTER } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { NovaPostExceptionFilter, NovaPostModule, type NovaPostEnvironment } from 'nestjs-nova-post';
import { NovaPostHealthIndicator } from 'nestjs-nova-post/terminus';
import { NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { CallLog } from './call-log.js';
import { DivisionsController } from './divisions.controller.js';
import { EmbeddedEmulator, EmbeddedEmulatorModule } from './embedded-emulator.js';
import { HealthController } from './health.controller.js';
import { MetricsModule } from './metrics.module.js';
import { LiveSource } from './page/live-source.js';
import { PageModule } from './page/page.module.js';
import { TokenSource } from './page/token-source.js';
import { TokenWatch } from './page/token-watch.js';
import { RefreshLog } from './refresh-log.js';
import { setting } from './setting.js';
import { ShipmentsController } from './shipments.controller.js';
import { TokenController } from './token.controller.js';
import { TrackingController } from './tracking.controller.js';

@Module({
  imports: [
    ConfigModule.forRoot(),
    EmbeddedEmulatorModule,
    PageModule.showing({
      imports: [EmbeddedEmulatorModule],
      providers: [TokenWatch, { provide: LiveSource, useClass: TokenSource }],
    }),
    TerminusModule,
    MetricsModule,
    // Without the emulator, an application of yours registers the library with the last three lines of the factory.
    NovaPostModule.forRootAsync({
      isGlobal: true,
      imports: [ConfigModule, EmbeddedEmulatorModule],
      inject: [ConfigService, EmbeddedEmulator],
      useFactory: (config: ConfigService, emulator: EmbeddedEmulator) =>
        emulator.options ?? {
          apiKey: setting(config, 'NOVA_POST_API_KEY'),
          environment: setting(config, 'NOVA_POST_ENVIRONMENT') as NovaPostEnvironment | undefined,
          baseURL: setting(config, 'NOVA_POST_BASE_URL'),
        },
    }),
    // Receives pushes with the secret on POST /nova-post/webhook. No sender knows a random one: then it refuses all.
    NovaPostWebhooksModule.registerAsync({
      imports: [ConfigModule, EmbeddedEmulatorModule],
      inject: [ConfigService, EmbeddedEmulator],
      useFactory: (config: ConfigService, emulator: EmbeddedEmulator) => ({
        secretToken: emulator.webhookSecret ?? setting(config, 'NOVA_POST_WEBHOOK_SECRET') ?? randomUUID(),
      }),
    }),
  ],
  controllers: [
    DivisionsController,
    ShipmentsController,
    TrackingController,
    TokenController,
    HealthController,
  ],
  providers: [
    NovaPostHealthIndicator,
    CallLog,
    RefreshLog,
    { provide: APP_FILTER, useClass: NovaPostExceptionFilter },
  ],
})
export class GatewayModule {}
