import { setTimeout as delay } from 'node:timers/promises';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Redis } from 'ioredis';

export const REDIS = Symbol('REDIS');

/** A process that starts without Redis gets a token of its own, so a slow connection is worth a wait. */
const CONNECT_TIMEOUT_MS = 2_000;

/** Global, so that Nest shuts it down last: a token service that stops may still have a lock to give back. */
@Global()
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [ConfigService],
      useFactory: async (config: ConfigService) => {
        const redis = new Redis(config.getOrThrow<string>('REDIS_URL'), { lazyConnect: true });
        // The library tells when Redis is down; ioredis would repeat it every two seconds.
        redis.on('error', ignore);
        // When it fails, it is tried again in the background.
        await Promise.race([
          redis.connect().catch(ignore),
          delay(CONNECT_TIMEOUT_MS, undefined, { ref: false }),
        ]);
        return redis;
      },
    },
  ],
  exports: [REDIS],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}

function ignore(): void {
  // See above.
}
