/** An application that is never closed: its start fails, or it only quits its own Redis client. */
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { NovaPostModule } from '../../src/nova-post.module.js';
import { RedisTokenStore } from '../../src/redis/index.js';
import { ConfigurableTokenService } from '../../src/token/configurable-token.service.js';

const [, , start = '', redisUrl = '', baseURL = '', apiKey = ''] = process.argv;

const redis = new Redis(redisUrl, { disconnectTimeout: 0 });
redis.on('error', () => undefined);

const fail = {
  provide: 'FAIL',
  inject: [ConfigurableTokenService],
  useFactory: async (tokens: ConfigurableTokenService) => {
    await tokens.getToken();
    if (start === 'fails') throw new Error('This start fails.');
    return start;
  },
};

const nova = NovaPostModule.forRoot({ baseURL, apiKey, tokenStore: new RedisTokenStore(redis) });

const started = await NestFactory.createApplicationContext(
  {
    ...nova,
    imports: [...(nova.imports ?? [])],
    providers: [...(nova.providers ?? []), fail],
  },
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- as Nest's own guide writes it
  { logger: false, abortOnError: false },
).then(
  () => 'starts',
  () => 'fails',
);
if (redis.status === 'ready') await redis.quit();
else redis.disconnect();
console.log(started);
