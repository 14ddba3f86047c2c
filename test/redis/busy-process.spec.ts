import { execFileSync } from 'node:child_process';
import { Redis } from 'ioredis';
import { expect, it } from '@jest/globals';
import { SharedRequestCounter } from '../../src/http/request-counters.js';
import { RedisRequestCounter } from '../../src/redis/redis-request-counter.js';
import { TestClock } from 'nestjs-nova-post/testing';
import { closeAfterTest } from '../support/app-setup.js';
import { useRedis } from '../support/redis.js';

const redis = useRedis();
const KEY = 'nova-post:busy-process';
const limit = { requests: 2, perMs: 60_000 };

it('F4 an answer that is there counts, though this process was too busy to read it in time', async () => {
  const clock = new TestClock();
  const [one, other] = [await startCounter(clock), await startCounter(clock)];
  const counted = one.tryAcquire();
  // Sent before the time runs out, and answered while this process does not read.
  await new Promise((resolve) => setImmediate(resolve));
  waitForKey();
  // The time is up before the socket is read.
  await clock.advance(200, () => Promise.resolve());
  expect((await counted).kind).toBe('granted');
  expect((await one.tryAcquire()).kind).toBe('granted');

  expect((await other.tryAcquire()).kind).toBe('limited');
});

/** Returns when Redis has counted; this process does nothing else meanwhile. */
function waitForKey(): void {
  const { hostname, port } = new URL(redis.url);
  const ask = `
    const socket = require('node:net').connect(${port}, '${hostname}');
    const ask = () => socket.write('EXISTS ${KEY}\\r\\n');
    socket.on('connect', ask).on('data', (reply) => (String(reply).startsWith(':1') ? socket.end() : ask()));`;
  execFileSync(process.execPath, ['-e', ask], { env: {} });
}

async function startCounter(clock: TestClock): Promise<SharedRequestCounter> {
  const client = new Redis(redis.url, { maxRetriesPerRequest: 0 });
  closeAfterTest(async () => {
    client.disconnect();
  });
  await new Promise((resolve) => client.once('ready', resolve));
  const shared = new RedisRequestCounter(client, KEY, limit);
  return new SharedRequestCounter(shared, limit, clock, 200);
}
