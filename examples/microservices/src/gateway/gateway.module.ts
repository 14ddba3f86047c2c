import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { APP_FILTER } from '@nestjs/core';
import { ClientsModule } from '@nestjs/microservices';
import { TerminusModule } from '@nestjs/terminus';
import { NovaPostExceptionFilter } from 'nestjs-nova-post';
import { NovaPostHealthIndicator } from 'nestjs-nova-post/terminus';
import { DivisionsController } from '../../../gateway/src/divisions.controller.js';
import { HealthController } from '../../../gateway/src/health.controller.js';
import { MetricsModule } from '../../../gateway/src/metrics.module.js';
import { ShipmentsController } from '../../../gateway/src/shipments.controller.js';
import { TokenController } from '../../../gateway/src/token.controller.js';
import { messagesOverRedis } from '../app/messages.js';
import { SharedAccountModule } from '../app/shared-account.module.js';
import { TrafficController } from './traffic.controller.js';
import { TrackingController, WORKER } from './tracking.controller.js';

/** The gateway of the other example, except that tracking is the worker's business. */
@Module({
  imports: [
    SharedAccountModule,
    TerminusModule,
    MetricsModule,
    ClientsModule.registerAsync([{ name: WORKER, inject: [ConfigService], useFactory: messagesOverRedis }]),
  ],
  controllers: [
    DivisionsController,
    ShipmentsController,
    TrackingController,
    TokenController,
    HealthController,
    TrafficController,
  ],
  providers: [NovaPostHealthIndicator, { provide: APP_FILTER, useClass: NovaPostExceptionFilter }],
})
export class GatewayModule {}
