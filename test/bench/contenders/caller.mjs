/** One contender in a process of its own: calls as long as it is told to, and says what that has cost. */
import { performance } from 'node:perf_hooks';
import { answer } from '../child.mjs';
import { inFlight } from '../numbers.mjs';
import { CONTENDERS } from './index.mjs';

const [name, baseURL, atOnce] = process.argv.slice(2);
const { call, close } = await CONTENDERS[name](baseURL);
answer('ready', round, close);

async function round({ ms = Infinity, calls = Infinity }) {
  let begun = 0;
  let failed = 0;
  const cpuBefore = process.cpuUsage();
  const beginMs = performance.now();
  await inFlight(Number(atOnce), () => {
    if (begun >= calls || performance.now() - beginMs >= ms) return undefined;
    begun += 1;
    return call().catch(() => (failed += 1));
  });
  const seconds = (performance.now() - beginMs) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { calls: begun, failed, perSecond: begun / seconds, cpuUs: (user + system) / begun };
}
