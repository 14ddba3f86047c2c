/** What accounts cost a process that has many of them: prints bytes of heap and the timers that were set. */
import { NestFactory } from '@nestjs/core';
import { NovaPostAccounts } from '../../src/accounts/nova-post-accounts.js';
import { NovaPostAccountsModule } from '../../src/accounts/nova-post-accounts.module.js';
import { systemClock } from '../../src/clock.js';
import { RefreshTimer } from '../../src/token/app/refresh-timer.js';

const ACCOUNTS = 1_000;
const COME_AND_GONE = 10_000;
const TIMES_SET = 20_000;

const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
let issued = 0;

/** Answers from memory, so that the heap is that of the accounts: a token of 300 characters, or an answer of the API. */
const transport = (config: { url?: string; method?: string }) => {
  const seconds = Math.floor(Date.now() / 1000);
  issued += 1;
  const claims = { iat: seconds, exp: seconds + 3_600, jti: String(issued).padStart(110, '0') };
  const jwt = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${'s'.repeat(43)}`;
  const isToken = config.url?.includes('clients/authorization') === true;
  const data = isToken
    ? JSON.stringify({ jwt })
    : JSON.stringify({ items: [], current_page: 1, last_page: 1 });
  return Promise.resolve({ status: 200, statusText: 'OK', headers: {}, data, config, request: {} });
};

const app = await NestFactory.createApplicationContext(
  NovaPostAccountsModule.forRoot({ http: { transport: transport as never } }),
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- as Nest's own guide writes it
  { logger: false },
);
const accounts = app.get(NovaPostAccounts);
const keyOf = (index: number) => `canary-api-key-${String(index).padStart(8, '0')}`;

let timers = 0;
const { setTimeout: set } = globalThis;
globalThis.setTimeout = ((...args: Parameters<typeof set>) => {
  timers += 1;
  return set(...args);
}) as typeof set;

async function use(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await accounts.use({ apiKey: keyOf(index) }).http.axiosRef.get('divisions');
  }
}

async function useTyped(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await accounts.use({ apiKey: keyOf(index) }).client.divisions.list();
  }
}

async function comeAndGo(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await useTyped(index, index + 1);
    await accounts.remove({ apiKey: keyOf(index) });
  }
}

async function heapUsed(): Promise<number> {
  for (let turn = 0; turn < 5; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

// The engine compiles what runs often, which takes room of its own, once.
await use(1_000_000, 1_000_500);
await comeAndGo(2_000_000, 2_000_000 + COME_AND_GONE);
let afterComeAndGone = await heapUsed();
/** What leaks does so in each round; what the engine takes for itself, now and then, does not. */
let left = Infinity;
for (let round = 3; round <= 5; round += 1) {
  const before = afterComeAndGone;
  await comeAndGo(round * 1_000_000, round * 1_000_000 + COME_AND_GONE);
  afterComeAndGone = await heapUsed();
  left = Math.min(left, afterComeAndGone - before);
}
const timer = new RefreshTimer(systemClock);
for (let index = 0; index < TIMES_SET; index += 1) {
  timer.wakeAt(systemClock.monotonic() + 3_600_000 + index, () => undefined);
}
timer.cancel();
const afterTimers = await heapUsed();
timers = 0;
for (let index = 0; index < ACCOUNTS; index += 1) accounts.use({ apiKey: keyOf(index) });
const timersOfOpening = timers;
await use(0, ACCOUNTS);
const withAccounts = await heapUsed();
await useTyped(0, ACCOUNTS);
const withTypedCalls = await heapUsed();
console.log(
  JSON.stringify({
    leftOfTimer: afterTimers - afterComeAndGone,
    perAccount: (withAccounts - afterTimers) / ACCOUNTS,
    perTypedAccount: (withTypedCalls - afterTimers) / ACCOUNTS,
    left,
    timersOfOpening,
  }),
);
await app.close();
