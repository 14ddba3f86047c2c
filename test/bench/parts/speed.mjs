import { start } from '../child.mjs';
import { CONTENDERS } from '../contenders/index.mjs';
import { median, medianRatio } from '../numbers.mjs';

const BASE = 'HttpService.get';
const AT_ONCE = 32;

/** Throughput and CPU of one call, all contenders in turn, against HttpService with a static header. */
export async function measureSpeed({ short }) {
  const rounds = short ? 1 : 11;
  const load = short ? { calls: 200 } : { ms: 700 };
  const server = await start('./api-server.mjs');
  const names = Object.keys(CONTENDERS).filter((name) => !short || name === BASE || isOurs(name));
  const counts = {};
  const callers = new Map();
  const results = new Map(names.map((name) => [name, []]));
  try {
    for (const name of names) {
      const caller = await start('./contenders/caller.mjs', name, server.ready, AT_ONCE);
      callers.set(name, caller);
      const warmUp = await caller.ask(short ? load : { ms: 1_500 });
      const { tokenRequests, sockets } = await server.ask({});
      counts[`${name}: failed calls`] = { is: warmUp.failed, atMost: 0 };
      if (!isOurs(name)) continue;
      counts[`${name}: token requests`] = { is: tokenRequests, atMost: 1 };
      // Undici takes a connection again one turn of the event loop after its answer, so that calls which follow at once open a second
      // one each; one more is for the token.
      counts[`${name}: sockets`] = { is: sockets, atMost: 2 * AT_ONCE + 1 };
    }
    for (let round = 0; round < rounds; round += 1) {
      // Each round begins with another one.
      for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
        results.get(name).push(await callers.get(name).ask(load));
      }
    }
  } finally {
    await Promise.all([...callers.values(), server].map((child) => child.stop()));
  }
  const column = (name, what) => results.get(name).map((result) => result[what]);
  const rows = names.map((name) => [
    isOurs(name) ? `**${name}**` : name,
    medianRatio(column(name, 'perSecond'), column(BASE, 'perSecond')).toFixed(2),
    medianRatio(column(name, 'cpuUs'), column(BASE, 'cpuUs')).toFixed(2),
    Math.round(median(column(name, 'perSecond'))).toLocaleString('en'),
    median(column(name, 'cpuUs')).toFixed(0),
  ]);
  return {
    title: `One call: JSON of 1.5 kB, ${AT_ONCE} in flight, ${rounds} rounds; ratios to \`${BASE}\``,
    columns: ['contender', 'throughput', 'CPU', 'calls/s', 'CPU µs/call'],
    rows,
    counts,
  };
}

function isOurs(name) {
  return /^(this package|transport)/.test(name);
}
