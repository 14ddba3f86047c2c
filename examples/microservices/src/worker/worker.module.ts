import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { SharedAccountModule } from '../app/shared-account.module.js';
import { NovaPostRpcFilter } from './nova-post-rpc.filter.js';
import { TrackingHandler } from './tracking.handler.js';

@Module({
  imports: [SharedAccountModule],
  controllers: [TrackingHandler],
  providers: [{ provide: APP_FILTER, useClass: NovaPostRpcFilter }],
})
export class WorkerModule {}
