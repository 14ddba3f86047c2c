import { Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import type { Redis } from 'ioredis';
import { NovaPostModule } from 'nestjs-nova-post';
import { CallLog } from '../../../gateway/src/call-log.js';
import { TokenWatch } from '../../../gateway/src/page/token-watch.js';
import { RefreshLog } from '../../../gateway/src/refresh-log.js';
import { REDIS, RedisModule } from './redis.module.js';
import { TokenReporter } from './token-reporter.js';
import { WatchedTokenStore } from './watched-token-store.js';

/** What the gateway and the worker have in common: one account, one Redis, and so one token. */
@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true }),
    RedisModule,
    NovaPostModule.forRootAsync({
      inject: [ConfigService, REDIS],
      useFactory: (config: ConfigService, redis: Redis) => ({
        apiKey: config.getOrThrow<string>('NOVA_POST_API_KEY'),
        baseURL: config.get<string>('NOVA_POST_BASE_URL'),
        tokenStore: new WatchedTokenStore(redis),
      }),
    }),
  ],
  providers: [CallLog, RefreshLog, TokenReporter, TokenWatch],
  exports: [NovaPostModule],
})
export class SharedAccountModule {}
