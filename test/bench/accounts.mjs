/**
 * `npm run bench:accounts`: what 10 000 accounts cost in one process. The emulator runs in a process of its own, so that the
 * memory is that of the accounts. Measures, asserts nothing.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setInterval } from 'node:timers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NestFactory } from '@nestjs/core';
import { NovaPostAccounts, NovaPostAccountsModule } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';

const ACCOUNTS = Number(process.env.ACCOUNTS ?? 10_000);
const keys = Array.from(
  { length: ACCOUNTS },
  (_, index) => `canary-api-key-${String(index).padStart(8, '0')}`,
);

/** The system's clock, which can be set forward: timers that are then due fire at once, as after a machine has slept. */
class ShiftedClock {
  #aheadMs = 0;
  #pending = new Map();

  now = () => Date.now() + this.#aheadMs;
  monotonic = () => performance.now() + this.#aheadMs;
  setTimeout = (callback, delayMs) => {
    const timer = { atMs: this.monotonic() + delayMs, callback, unref: () => timer };
    this.#arm(timer);
    return timer;
  };
  clearTimeout = (timer) => {
    clearTimeout(this.#pending.get(timer));
    this.#pending.delete(timer);
  };

  shift(ms) {
    this.#aheadMs += ms;
    for (const [timer, handle] of this.#pending) {
      clearTimeout(handle);
      this.#arm(timer);
    }
  }

  #arm(timer) {
    const fire = () => {
      this.#pending.delete(timer);
      timer.callback();
    };
    this.#pending.set(timer, setTimeout(fire, Math.max(0, timer.atMs - this.monotonic())));
  }
}

if (process.send === undefined) await measure();
else await emulate();

async function emulate() {
  const emulator = await NovaPostEmulator.start({ apiKey: keys[0], divisions: 10 });
  for (const key of keys.slice(1)) emulator.addApiKey(key);
  // What was received is of no interest, and must not fill the memory.
  setInterval(() => emulator.clearRequests(), 100).unref();
  process.on('disconnect', () => process.exit());
  process.send(emulator.baseURL);
}

async function measure() {
  const child = fork(process.argv[1]);
  const [baseURL] = await once(child, 'message');
  const clock = new ShiftedClock();
  const module = NovaPostAccountsModule.forRoot({ baseURL, clock });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const accounts = app.get(NovaPostAccounts);
  await accounts.use({ apiKey: keys[0] }).http.axiosRef.get('whoami');
  await accounts.remove({ apiKey: keys[0] });

  const empty = heapUsed();
  const opening = await timed(() => keys.forEach((apiKey) => accounts.use({ apiKey })));
  const opened = heapUsed();
  const firstCalls = await timed(() => inTurn(50, keys, callWhoami));
  await idle();
  const used = heapUsed();
  const ns = useWarm();
  const refreshing = await timed(() => refreshAll());
  const refreshed = heapUsed();
  const failed = failures();
  await app.close();
  child.disconnect();

  const perAccount = (bytes) => `${((bytes - empty) / ACCOUNTS / 1024).toFixed(1)} KB`;
  console.table({
    'open one account (cold use)': `${((opening / ACCOUNTS) * 1000).toFixed(0)} µs`,
    'use() of an open account': `${ns.toFixed(0)} ns`,
    'memory of an account that was only opened': perAccount(opened),
    'memory of an idle account with a token': perAccount(used),
    'the same after a refresh': perAccount(refreshed),
    'first token and call of all accounts, 50 at a time': `${(firstCalls / 1000).toFixed(1)} s`,
    'refresh of all accounts, due at the same moment': `${(refreshing / 1000).toFixed(1)} s`,
    'token requests that failed': failed,
  });

  async function callWhoami(apiKey) {
    await accounts.use({ apiKey }).http.axiosRef.get('whoami');
  }

  function useWarm() {
    const rounds = 2_000_000;
    const credentials = keys.map((apiKey) => ({ apiKey }));
    for (let round = 0; round < 200_000; round += 1) accounts.use(credentials[round % ACCOUNTS]);
    const begin = process.hrtime.bigint();
    for (let round = 0; round < rounds; round += 1) accounts.use(credentials[round % ACCOUNTS]);
    return Number(process.hrtime.bigint() - begin) / rounds;
  }

  async function refreshAll() {
    clock.shift(45 * 60_000);
    const waiting = () =>
      keys.some((apiKey) => accounts.use({ apiKey }).tokens.status().counters.refreshed < 2);
    while (waiting()) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  function failures() {
    const counts = keys.map((apiKey) => accounts.use({ apiKey }).tokens.status().counters.failed);
    return counts.reduce((sum, count) => sum + count, 0);
  }
}

async function inTurn(atOnce, list, work) {
  const queue = list.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Sockets that are kept open belong to no account. */
async function idle() {
  await new Promise((resolve) => setTimeout(resolve, 500));
}

function heapUsed() {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let turn = 0; turn < 3; turn += 1) collect();
  return process.memoryUsage().heapUsed;
}
