import { start } from '../child.mjs';
import { median, medianRatio } from '../numbers.mjs';

const CONTENDERS = ['plain', 'ours'];
const NAMES = { plain: 'a controller that compares the secret', ours: '**this package**' };
const AT_ONCE = 32;

/** Deliveries that a receiver takes, against a controller that compares the secret and does nothing else. */
export async function measureWebhooks({ short }) {
  const rounds = short ? 1 : 11;
  const load = short ? { calls: 300 } : { ms: 700 };
  const results = { plain: [], ours: [] };
  const counts = {};
  const pairs = {};
  try {
    for (const name of CONTENDERS) {
      const receiver = await start('./contenders/receiver.mjs', name);
      const sender = await start('./contenders/sender.mjs', receiver.ready, AT_ONCE);
      pairs[name] = { receiver, sender };
      const { calls, failed } = await sender.ask(short ? load : { ms: 2_000 });
      const { handled } = await receiver.ask({});
      counts[`${name}: deliveries that were refused`] = { is: failed, atMost: 0 };
      counts[`${name}: events that were not handled`] = { is: calls - handled, atMost: 0 };
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const name of round % 2 === 0 ? CONTENDERS : [...CONTENDERS].reverse()) {
        const { perSecond, calls } = await pairs[name].sender.ask(load);
        const { cpuUs } = await pairs[name].receiver.ask({});
        results[name].push({ perSecond, cpuUs: cpuUs / calls });
      }
    }
  } finally {
    const children = Object.values(pairs).flatMap(({ sender, receiver }) => [sender, receiver]);
    await Promise.all(children.map((child) => child.stop()));
  }
  const column = (name, what) => results[name].map((result) => result[what]);
  return {
    title: `Webhooks on Express: one event of 0.3 kB each, ${AT_ONCE} in flight, ${rounds} rounds`,
    columns: ['receiver', 'throughput', 'CPU', 'deliveries/s', 'CPU µs/delivery'],
    rows: CONTENDERS.map((name) => [
      NAMES[name],
      medianRatio(column(name, 'perSecond'), column('plain', 'perSecond')).toFixed(2),
      medianRatio(column(name, 'cpuUs'), column('plain', 'cpuUs')).toFixed(2),
      Math.round(median(column(name, 'perSecond'))).toLocaleString('en'),
      median(column(name, 'cpuUs')).toFixed(0),
    ]),
    counts,
  };
}
