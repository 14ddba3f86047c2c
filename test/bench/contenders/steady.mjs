/** So many calls a second, whatever the ones before do. */
import { performance } from 'node:perf_hooks';
import { answer } from '../child.mjs';
import { handWritten, thisPackage } from './index.mjs';

const [name, baseURL, lifetimeMs] = process.argv.slice(2);
const { call, close } = name === 'this package' ? await thisPackage(baseURL, {}, 'axiosRef') : interceptor();
// A token, connections, and code that has run before.
for (let round = 0; round < 200; round += 1) await call();
answer('ready', callSteadily, close);

/** Keeps the token for five sixths of its life, as 50 of 60 minutes are. */
function interceptor() {
  const instance = handWritten(baseURL, (Number(lifetimeMs) * 5) / 6);
  return { call: () => instance.get('divisions') };
}

async function callSteadily({ perSecond, seconds }) {
  const times = [];
  let failed = 0;
  const one = async () => {
    const begun = performance.now();
    await call().catch(() => (failed += 1));
    times.push(performance.now() - begun);
  };
  const beginMs = performance.now();
  const calls = [];
  while (calls.length < perSecond * seconds) {
    const due = Math.floor(((performance.now() - beginMs) / 1000) * perSecond);
    while (calls.length < Math.min(due, perSecond * seconds)) calls.push(one());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(calls);
  return { times, failed };
}
