import { start } from '../child.mjs';
import { startRedis } from '../redis-server.mjs';

const CALLS = 20;

/** Token requests of one lifetime when so many processes start at once, each with twenty calls. */
export async function measureTokens({ short }) {
  const server = await start('./api-server.mjs');
  const redis = await startRedis();
  const rows = [];
  const counts = {};
  try {
    await server.ask({ set: { tokenDelayMs: 50 } });
    for (const processes of short ? [1, 4] : [1, 4, 20]) {
      const ours = await tokenRequests(server, processes, redis.url);
      const theirs = await tokenRequests(server, processes, 'none');
      counts[`${processes} processes: token requests`] = { is: ours.tokenRequests, atMost: 1 };
      counts[`${processes} processes: failed calls`] = { is: ours.refused, atMost: 0 };
      rows.push([processes, ours.tokenRequests, theirs.tokenRequests]);
    }
  } finally {
    await Promise.all([server.stop(), redis.stop()]);
  }
  return {
    title: `Token requests of one lifetime, ${CALLS} calls at once in each process`,
    columns: ['processes', '**this package**, Redis between them', 'hand-written interceptor'],
    rows,
    counts,
  };
}

async function tokenRequests(server, processes, store) {
  const program = () => start('./contenders/cold.mjs', server.ready, store, `bench-${processes}`);
  const children = await Promise.all(Array.from({ length: processes }, program));
  await server.ask({});
  await Promise.all(children.map((child) => child.ask({ calls: CALLS })));
  const seen = await server.ask({});
  await Promise.all(children.map((child) => child.stop()));
  return seen;
}
