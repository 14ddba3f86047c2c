/** One process of a fleet: a Nest application that does what its parent tells it. */
import { once } from 'node:events';
import { NestFactory } from '@nestjs/core';
import axios, { type InternalAxiosRequestConfig } from 'axios';
import { Redis } from 'ioredis';
import { NovaPostHttpService } from '../../src/http/nova-post-http.service.js';
import { NovaPostModule } from '../../src/nova-post.module.js';
import type { NovaPostModuleOptions } from '../../src/nova-post.options.js';
import { RedisTokenStore } from '../../src/redis/index.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { ConfigurableTokenService } from '../../src/token/configurable-token.service.js';
import { loginScheme } from '../../src/token/schemes/login.scheme.js';
import { passwordScheme } from '../../src/token/schemes/password.scheme.js';
import { observe, observeStore, settled } from '../support/observed-store.js';
import type { FleetOrder, FleetReply, FleetScheme, FleetSetup } from './fleet.js';

type Session = Awaited<ReturnType<typeof open>>;

let session: Session | undefined;
let loading = false;
let load: Promise<void> = Promise.resolve();
let calls = 0;
const failures: string[] = [];

async function open({ redisUrl, options, scheme, ownClock = false, resource = 'divisions' }: FleetSetup) {
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 100,
  });
  redis.on('error', () => undefined);
  await once(redis, 'ready');
  const tokenStore = new RedisTokenStore(redis);
  const time = ownClock ? ownTime(tokenStore) : undefined;
  const app = await NestFactory.createApplicationContext(
    NovaPostModule.forRoot({
      ...options,
      ...(scheme && { scheme: toScheme(scheme) }),
      ...time?.options,
      tokenStore,
    }),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- as Nest's own guide writes it
    { logger: false },
  );
  app.enableShutdownHooks();
  const { axiosRef } = app.get(NovaPostHttpService);
  return {
    tokens: app.get(ConfigurableTokenService),
    advance: time?.advance,
    call: () => axiosRef.get(resource, { params: { limit: 1 } }),
    close: async () => {
      await app.close();
      redis.disconnect();
    },
  };
}

function toScheme(scheme: FleetScheme) {
  return scheme.name === 'password' ? passwordScheme(scheme.options) : loginScheme(scheme.options);
}

/** A clock that the parent moves, and that stands still while Redis or a server has something to answer. */
function ownTime(store: RedisTokenStore) {
  const clock = new TestClock();
  const pending = observeStore(store);
  const transport = (config: InternalAxiosRequestConfig) =>
    observe(pending, axios.getAdapter('http')(config));
  const options: NovaPostModuleOptions = { clock, random: () => 0.5, http: { transport } };
  return { options, advance: (ms: number) => clock.advance(ms, () => settled(pending)) };
}

function current(): Session {
  if (session === undefined) throw new Error('No application is open.');
  return session;
}

async function callOnce(): Promise<void> {
  calls += 1;
  await current()
    .call()
    .catch((error: unknown) => {
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
  open: async ({ setup }) => {
    await session?.close();
    session = setup && (await open(setup));
  },
  token: async ({ times = 1 }) => {
    const got = await Promise.all(Array.from({ length: times }, () => current().tokens.getToken()));
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
  advance: ({ ms = 0 }) => current().advance?.(ms),
  refresh: async () => (await current().tokens.refresh()).fingerprint,
  invalidate: () => current().tokens.invalidate(),
  status: () => current().tokens.status(),
  close: async () => {
    await session?.close();
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
