/** So many accounts in one process: what they hold, and what happens when all of them need a new token at once. */
import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { NovaPostAccounts, NovaPostAccountsModule } from 'nestjs-nova-post';
import { answer } from '../child.mjs';
import { inFlight } from '../numbers.mjs';
import { ShiftedClock } from '../shifted-clock.mjs';
import { stopsWhile, timed } from '../stops.mjs';

const [baseURL, count] = process.argv.slice(2);
const keys = Array.from(
  { length: Number(count) },
  (_, index) => `canary-key-${String(index).padStart(8, '0')}`,
);
/** The engine keeps compiled code, caches and the largest size of its tables: what all this takes is there after as many. */
const WARM_UP = Math.max(2_000, keys.length);

const timers = countTimers();
answer({ warmUp: WARM_UP }, measure);

async function measure({ ownClock }) {
  const clock = ownClock ? new ShiftedClock() : undefined;
  const module = NovaPostAccountsModule.forRoot({ baseURL, ...(clock && { clock }) });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const accounts = app.get(NovaPostAccounts);
  const callAll = (apiKeys, call) => {
    const waiting = apiKeys.values();
    return inFlight(50, () => {
      const { value: apiKey, done } = waiting.next();
      return done ? undefined : call(accounts.use({ apiKey }));
    });
  };
  const byHttp = ({ http }) => http.axiosRef.get('divisions');
  const byClient = ({ client }) => client.divisions.list();
  const others = Array.from({ length: WARM_UP }, (_, index) => `canary-key-other-${index}`);
  await callAll(others, byHttp);
  await callAll(others, byClient);
  await Promise.all(others.map((apiKey) => accounts.remove({ apiKey })));

  const before = { heap: await heapUsed(), timers: timers() };
  const openMs = await timed(() => keys.forEach((apiKey) => accounts.use({ apiKey })));
  await callAll(keys, byHttp);
  const bytes = ((await heapUsed()) - before.heap) / keys.length;
  await callAll(keys, byClient);
  const clientBytes = ((await heapUsed()) - before.heap) / keys.length;
  const open = timers() - before.timers;
  const stops = clock === undefined ? undefined : await stopsWhile(() => refreshAll(accounts, clock));
  await Promise.all(keys.map((apiKey) => accounts.remove({ apiKey })));
  const leftBytes = (await heapUsed()) - before.heap;
  await app.close();
  return { openUs: (openMs * 1000) / keys.length, bytes, clientBytes, timers: open, leftBytes, ...stops };
}

async function refreshAll(accounts, clock) {
  const of = (apiKey) => accounts.use({ apiKey }).tokens.status().counters;
  clock.shift(45 * 60_000);
  for (const [index, apiKey] of keys.entries()) {
    // In turn and some at a time, so that asking is no long stop of its own.
    if (index % 50 === 0) await sleep(0);
    while (of(apiKey).refreshed < 2 && of(apiKey).failed === 0) await sleep(20);
  }
}

/** Node counts only the timers that keep a process alive. */
function countTimers() {
  const live = new Set();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = (callback, ms, ...parameters) => {
    const fire = (...given) => {
      live.delete(timer);
      callback(...given);
    };
    const timer = set(fire, ms, ...parameters);
    live.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    live.delete(timer);
    clear(timer);
  };
  return () => live.size;
}

/** When what was under way has ended; sockets that are kept open belong to no account. */
async function heapUsed() {
  await sleep(500);
  for (let turn = 0; turn < 3; turn += 1) globalThis.gc();
  return process.memoryUsage().heapUsed;
}
