import { start } from '../child.mjs';
import { percentile } from '../numbers.mjs';

const PER_SECOND = 200;
const CONTENDERS = ['this package', 'hand-written interceptor'];

/** How long calls take while a new token is needed each second, and the token endpoint takes 100 ms. */
export async function measureRotation({ short }) {
  const seconds = short ? 3 : 10;
  const rows = [];
  const counts = {};
  for (const name of CONTENDERS) {
    const calm = await callsOf(name, 3_600, seconds);
    const rotated = await callsOf(name, 1.5, seconds);
    const [usual, p99] = [percentile(calm.times, 0.99), percentile(rotated.times, 0.99)];
    const isOurs = name === 'this package';
    if (isOurs) {
      counts['failed calls'] = { is: calm.failed + rotated.failed, atMost: 0 };
      counts['calls without a valid token'] = { is: rotated.refused, atMost: 0 };
      counts['token requests'] = { is: rotated.tokenRequests, atMost: seconds * 2 + 2 };
    }
    rows.push([
      isOurs ? `**${name}**` : name,
      usual.toFixed(1),
      p99.toFixed(1),
      (p99 / usual).toFixed(1),
      rotated.failed,
      rotated.tokenRequests,
    ]);
  }
  return {
    title: `A new token each second: ${PER_SECOND} calls a second, ${seconds} s`,
    columns: ['contender', 'p99 without, ms', 'p99 with, ms', 'ratio', 'failed', 'token requests'],
    rows,
    counts,
  };
}

async function callsOf(name, lifetimeS, seconds) {
  const server = await start('./api-server.mjs');
  await server.ask({ set: { lifetimeS, tokenDelayMs: 100 } });
  const caller = await start('./contenders/steady.mjs', name, server.ready, lifetimeS * 1000);
  await server.ask({});
  const { times, failed } = await caller.ask({ perSecond: PER_SECOND, seconds });
  const { tokenRequests, refused } = await server.ask({});
  await Promise.all([caller.stop(), server.stop()]);
  return { times, failed, tokenRequests, refused };
}
