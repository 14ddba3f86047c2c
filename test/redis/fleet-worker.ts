/** One process of a fleet: a Nest application that does what its parent tells it. */
import { once } from 'node:events';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { ConfigurableTokenService } from '../../src/token/configurable-token.service.js';
import { NovaPostHttpService } from '../../src/http/nova-post-http.service.js';
import { NovaPostModule } from '../../src/nova-post.module.js';
import { RedisTokenStore } from '../../src/redis/index.js';
import type { NovaPostModuleOptions } from '../../src/nova-post.options.js';
import type { FleetOrder, FleetReply } from './fleet.js';

const { options, redisUrl, startsWithoutRedis } = JSON.parse(process.argv[2] ?? '{}') as {
  options: NovaPostModuleOptions;
  redisUrl: string;
  startsWithoutRedis?: boolean;
};
const redis = new Redis(redisUrl, {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: () => 100,
});
redis.on('error', () => undefined);
if (!startsWithoutRedis) await once(redis, 'ready');

const app = await NestFactory.createApplicationContext(
  NovaPostModule.forRoot({ ...options, tokenStore: new RedisTokenStore(redis) }),
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- as Nest's own guide writes it
  { logger: false },
);
app.enableShutdownHooks();
const http = app.get(NovaPostHttpService);
const tokens = app.get(ConfigurableTokenService);

let loading = false;
let load: Promise<void> = Promise.resolve();
let calls = 0;
const failures: string[] = [];

async function callOnce(): Promise<void> {
  calls += 1;
  await http.axiosRef.get('divisions', { params: { limit: 1 } }).catch((error: unknown) => {
    failures.push(`${(error as Error).name}: ${(error as Error).message}`);
  });
}

async function keepCalling(): Promise<void> {
  while (loading) {
    await callOnce();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const orders: Record<FleetOrder['do'], (order: FleetOrder) => unknown> = {
  token: async ({ times = 1 }) => {
    const got = await Promise.all(Array.from({ length: times }, () => tokens.getToken()));
    return [...new Set(got.map(({ fingerprint }) => fingerprint))];
  },
  calls: async ({ times = 1 }) => {
    await Promise.all(Array.from({ length: times }, callOnce));
    return failures.splice(0);
  },
  load: () => {
    loading = true;
    load = keepCalling();
  },
  rest: async () => {
    loading = false;
    await load;
    return { calls, failures: failures.splice(0) };
  },
  refresh: async () => (await tokens.refresh()).fingerprint,
  invalidate: () => tokens.invalidate(),
  status: () => tokens.status(),
  close: async () => {
    await app.close();
    redis.disconnect();
    process.disconnect();
  },
};

process.on('message', (order: FleetOrder) => {
  void (async () => {
    let reply: FleetReply;
    try {
      reply = { id: order.id, result: await orders[order.do](order) };
    } catch (error) {
      reply = { id: order.id, error: `${(error as Error).name}: ${(error as Error).message}` };
    }
    if (process.connected) process.send?.(reply);
  })();
});
process.send?.({ id: 0 } satisfies FleetReply);
