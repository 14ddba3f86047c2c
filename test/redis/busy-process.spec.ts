import { Redis } from 'ioredis';
import { expect, it } from '@jest/globals';
import { RedisRateLimiter } from '../../src/redis/redis-rate-limiter.js';
import { closeAfterTest } from '../support/app-setup.js';
import { useRedis } from '../support/redis.js';

const redis = useRedis();

it('F4 an answer that is there counts, though this process was too busy to read it in time', async () => {
  const limit = { requests: 2, perMs: 60_000 };
  const [one, other] = [await startLimiter(limit), await startLimiter(limit)];

  // Redis knows the script from then on: one round trip is all it takes.
  await (await startLimiter(limit, 'another-key')).count();
  const counted = one.count();
  // Sent before the time runs out, and answered while nobody here reads.
  await new Promise((resolve) => setImmediate(resolve));
  keepBusy(400);
  expect(await counted).toBeUndefined();
  expect(await one.count()).toBeUndefined();

  expect(await other.count()).toBeGreaterThan(0);
});

function keepBusy(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

async function startLimiter(
  limit: { requests: number; perMs: number },
  key = 'busy-process',
): Promise<RedisRateLimiter> {
  const client = new Redis(redis.url, { maxRetriesPerRequest: 0 });
  const limiter = new RedisRateLimiter(client, key, limit);
  closeAfterTest(async () => {
    await limiter.stop();
    client.disconnect();
  });
  await new Promise((resolve) => client.once('ready', resolve));
  return limiter;
}
