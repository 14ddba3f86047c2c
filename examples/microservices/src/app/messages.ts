import type { ConfigService } from '@nestjs/config';
import { Transport, type RedisOptions } from '@nestjs/microservices';

/** The request that the gateway sends and the worker answers: a shipment number for its tracking, or `null`. */
export const FIND_TRACKING = 'nova-post-example.find-tracking';

/** The same for its history. */
export const FIND_HISTORY = 'nova-post-example.find-history';

/** Messages go through the Redis that shares the token. Nest wants its address in parts. */
export function messagesOverRedis(config: ConfigService): RedisOptions {
  const url = new URL(config.getOrThrow<string>('REDIS_URL'));
  return {
    transport: Transport.REDIS,
    options: {
      host: url.hostname,
      port: Number(url.port || 6379),
      ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
      ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
      ...(url.protocol === 'rediss:' && { tls: {} }),
      // Without them, Nest's connection ends for good with the first trouble.
      retryAttempts: Number.MAX_SAFE_INTEGER,
      retryDelay: 1_000,
    },
  };
}
