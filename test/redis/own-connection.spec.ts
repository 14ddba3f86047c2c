import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Redis, type CommonRedisOptions } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { AccountIdentity } from '../../src/account-identity.js';
import type { StoreEvent } from '../../src/token/shared/token-store.js';
import { closeAfterTest, startEmulator } from '../support/app-setup.js';
import { compile, type Compiled } from '../support/compile.js';
import { RedisProxy, useRedis, withClient } from '../support/redis.js';
import { until } from '../support/until.js';

const server = useRedis();
const account = new AccountIdentity(
  'nova-post',
  'https://api.novapost.com/v.1.0',
  'canary-api-key-own-1a2b3c4d',
);
const channel = `nova-post:{${account.fingerprint}}:news`;

type Settings = Pick<
  CommonRedisOptions,
  'autoResubscribe' | 'enableOfflineQueue' | 'lazyConnect' | 'maxRetriesPerRequest' | 'retryStrategy'
>;

function subscribers(): Promise<number> {
  return withClient(server.url, async (redis) => {
    const [, count] = (await redis.pubsub('NUMSUB', channel)) as [string, number];
    return count;
  });
}

function untilSubscribed(count: number): Promise<void> {
  return until(async () => (await subscribers()) === count);
}

function open(url: string, options: Settings = {}): Redis {
  const redis = new Redis(url, { retryStrategy: () => 20, disconnectTimeout: 0, ...options });
  redis.on('error', () => undefined);
  closeAfterTest(async () => {
    redis.disconnect();
  });
  return redis;
}

function listen(redis: Redis): { heard: StoreEvent[]; end: () => void } {
  const heard: StoreEvent[] = [];
  const end = new RedisTokenStore(redis).subscribe(account, (event) => heard.push(event));
  closeAfterTest(async () => {
    end();
  });
  return { heard, end };
}

describe('the connection for events', () => {
  it.each([
    ['no offline queue', { enableOfflineQueue: false }],
    ['one retry per request', { maxRetriesPerRequest: 1 }],
    ['no retry per request', { maxRetriesPerRequest: 0 }],
    ['a lazy connection', { lazyConnect: true, enableOfflineQueue: false }],
    ['no subscription of its own after a reconnect', { autoResubscribe: false }],
    ['no reconnect', { retryStrategy: () => null }],
  ] satisfies [string, Settings][])(
    'E13 a client with %s: subscribed as soon as it is connected, and again after the connection was lost',
    async (_what, options) => {
      const proxy = await RedisProxy.start(server.url);
      closeAfterTest(() => proxy.stop());
      const redis = open(proxy.url, options);
      if (redis.status === 'wait') await redis.connect();
      const { heard } = listen(redis);
      await untilSubscribed(1);
      await withClient(server.url, async (admin) => {
        await admin.publish(channel, 'committed 7');
        await until(() => heard.length === 1);
        await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      });
      await untilSubscribed(1);
      expect(heard).toEqual([{ kind: 'committed', generation: 7 }]);
    },
  );

  it.each([
    ['no offline queue', { enableOfflineQueue: false }],
    ['one retry per request', { maxRetriesPerRequest: 1 }],
  ] satisfies [string, Settings][])(
    'E13 a client with %s, and Redis down at boot: subscribed when Redis is there',
    async (_what, options) => {
      const proxy = await RedisProxy.start(server.url);
      closeAfterTest(() => proxy.stop());
      proxy.refuse();
      const redis = open(proxy.url, options);
      let refused = 0;
      redis.on('close', () => (refused += 1));
      listen(redis);
      await until(() => refused > 5);
      proxy.pass();
      await untilSubscribed(1);
    },
  );

  it('I7 ends when the application quits its own client, and comes back when it connects again', async () => {
    const redis = open(server.url);
    listen(redis);
    await untilSubscribed(1);
    await redis.quit();
    await untilSubscribed(0);
    await redis.connect();
    await untilSubscribed(1);
  });

  it('I5 leaves nothing on the application’s client', async () => {
    const redis = open(server.url);
    const counts = () => redis.eventNames().map((name) => [name, redis.listenerCount(name)]);
    const before = counts();
    for (let cycle = 0; cycle < 20; cycle += 1) {
      const { end } = listen(redis);
      await untilSubscribed(1);
      end();
      await untilSubscribed(0);
    }
    expect(counts()).toEqual(before);
  });
});

describe('a process', () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compile('test/redis/unclosed-process.ts');
  }, 60_000);
  afterAll(() => compiled.remove());

  /** What an application without `close` does to its Redis client: it must be all that it takes to end. */
  it.each([
    ['I7 whose start fails ends when it has quit its own client', 'fails', 'up'],
    ['I7 that only quits its own client ends', 'starts', 'up'],
    [
      'I7 whose start fails while Redis is down ends when it has disconnected its own client',
      'fails',
      'down',
    ],
  ])('%s', async (_what, start, redis) => {
    const emulator = await startEmulator();
    const url = redis === 'up' ? server.url : 'redis://127.0.0.1:1';
    const child = spawn(
      process.execPath,
      [
        join(compiled.folder, 'test/redis/unclosed-process.js'),
        start,
        url,
        emulator.baseURL,
        emulator.apiKey,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    closeAfterTest(async () => {
      child.kill('SIGKILL');
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, output }).toEqual({ code: 0, output: `${start}\n` });
  });
});
