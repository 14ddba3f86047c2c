import { Redis } from 'ioredis';
import { expect, it } from '@jest/globals';
import { systemClock } from '../../src/clock.js';
import { SharedRequestCounter } from '../../src/http/request-counters.js';
import { RedisRequestCounter } from '../../src/redis/redis-request-counter.js';
import { closeAfterTest } from '../support/app-setup.js';
import { useRedis } from '../support/redis.js';

const redis = useRedis();
const limit = { requests: 2, perMs: 60_000 };

it('F4 an answer that is there counts, though this process was too busy to read it in time', async () => {
  const [one, other] = [await startCounter(), await startCounter()];
  const counted = one.tryAcquire();
  // Sent before the time runs out, and answered while this process does not read.
  await new Promise((resolve) => setImmediate(resolve));
  keepBusy(400);
  expect((await counted).kind).toBe('granted');
  expect((await one.tryAcquire()).kind).toBe('granted');

  expect((await other.tryAcquire()).kind).toBe('limited');
});

function keepBusy(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

async function startCounter(): Promise<SharedRequestCounter> {
  const client = new Redis(redis.url, { maxRetriesPerRequest: 0 });
  closeAfterTest(async () => {
    client.disconnect();
  });
  await new Promise((resolve) => client.once('ready', resolve));
  const shared = new RedisRequestCounter(client, 'nova-post:busy-process', limit);
  return new SharedRequestCounter(shared, limit, systemClock, 200);
}
