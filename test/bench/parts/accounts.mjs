import { start } from '../child.mjs';

/** What accounts cost that come up while the application runs. */
export async function measureAccounts({ short }) {
  const count = short ? 1_000 : 10_000;
  const server = await start('./api-server.mjs');
  const program = () => start('./contenders/accounts.mjs', server.ready, count);
  const [usual, shifted] = [await program(), await program()];
  const paced = await start('./contenders/paced.mjs', server.ready, count);
  try {
    const all = count + usual.ready.warmUp;
    const idle = await usual.ask({ ownClock: false });
    const calls = await server.ask({});
    const due = await shifted.ask({ ownClock: true });
    const refreshes = await server.ask({});
    const byHand = await paced.ask({});
    return {
      title: `${count.toLocaleString('en')} accounts in one process, each with a token`,
      columns: ['what', 'measured'],
      rows: [
        ['heap of an idle account', `${(idle.bytes / 1000).toFixed(1)} kB`],
        ['the same, when its client has been used', `${(idle.clientBytes / 1000).toFixed(1)} kB`],
        ['timers of all of them', idle.timers],
        ['heap when all have been removed', `${(idle.leftBytes / 1e6).toFixed(1)} MB more`],
        ['to open one', `${idle.openUs.toFixed(0)} µs`],
        ['all due at once: longest stop of the event loop', `${due.longestMs.toFixed(0)} ms`],
        ['all due at once: stops of more than 10 ms', due.long],
        ['all due at once: longest garbage collection', `${due.longestGcMs.toFixed(0)} ms`],
        ['as many requests by axios alone: longest stop', `${byHand.longestMs.toFixed(0)} ms`],
        ['as many requests by axios alone: stops of more than 10 ms', byHand.long],
        ['all due at once: until all have a new token', `${(due.refreshMs / 1000).toFixed(1)} s`],
      ],
      counts: {
        'kB of an idle account': { is: idle.bytes / 1000, atMost: 5 },
        'kB of an idle account whose client has been used': { is: idle.clientBytes / 1000, atMost: 6 },
        timers: { is: idle.timers, atMost: 1 },
        'MB left of removed accounts': { is: idle.leftBytes / 1e6, atMost: 2 },
        'token requests': { is: calls.tokenRequests, atMost: all },
        'token requests when all were due': { is: refreshes.tokenRequests, atMost: all + count },
        'refused calls': { is: calls.refused + refreshes.refused, atMost: 0 },
      },
    };
  } finally {
    await Promise.all([usual, shifted, paced, server].map((child) => child.stop()));
  }
}
