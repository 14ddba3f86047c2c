import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { ConfigService } from '@nestjs/config';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { explain } from '../../gateway/src/listen.js';
import { numberSetting } from '../../gateway/src/setting.js';
import { demonstrate } from './launcher/demo.js';
import { findRedis } from './launcher/find-redis.js';
import { Fleet, type FleetProgram } from './launcher/fleet.js';
import { FleetSource } from './launcher/fleet-source.js';
import { openPage } from './launcher/page.js';
import { greeting, listOf, say } from './launcher/words.js';

const TWO_MINUTES_MS = 120_000;
/** Short enough to watch a refresh. */
const DEMO_LIFETIME_MS = 15_000;

const config = new ConfigService();
/** What has been started, to be ended in reverse. */
const open: (() => unknown)[] = [];
let ending: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
try {
  await launch();
} catch (error) {
  const isWanted = ending !== undefined;
  await end(1);
  // Below whatever the others had to say.
  if (!isWanted) console.error(explain(error));
}

async function launch(): Promise<void> {
  const { demo } = parseArgs({ options: { demo: { type: 'boolean', default: false } } }).values;
  const tokenLifetimeMs = numberSetting(config, 'EMULATOR_TOKEN_LIFETIME_MS', {
    fallback: demo ? DEMO_LIFETIME_MS : TWO_MINUTES_MS,
    min: 1_000,
    max: 86_400_000,
  });
  const port = numberSetting(config, 'PORT', { fallback: 3000, min: 0, max: 65_533 });

  const redis = await opened(findRedis(config), (found) => found.stop());
  const emulator = await opened(NovaPostEmulator.start({ tokenLifetimeMs }), (started) => started.stop());
  const fleet = new Fleet(
    programs(port, {
      NOVA_POST_BASE_URL: emulator.baseURL,
      NOVA_POST_API_KEY: emulator.apiKey,
      REDIS_URL: redis.url,
    }),
    say,
  );
  await opened(fleet, () => fleet.end());
  const source = new FleetSource(emulator, fleet);
  watch(fleet, emulator);
  void redis.ended.then(() => {
    if (ending === undefined)
      say('redis', 'Redis has ended. Each process goes on with its token, and then with one of its own.');
  });

  await fleet.until(() => fleet.processes.every(({ ready, running }) => ready || !running));
  const page = await opened(openPage(port, fleet, source), (listening) => listening.close());
  if (fleet.running.length < fleet.processes.length)
    throw new Error('Not all of the processes have started.');
  const pageURL = await page.getUrl();
  process.stdout.write(greeting({ fleet, pageURL, tokenLifetimeMs, ownRedis: redis.own }));
  if (demo) await demonstrate(fleet);
}

function programs(port: number, environment: Record<string, string>): FleetProgram[] {
  const gateway = (name: string, offset: number): FleetProgram => {
    const PORT = String(port === 0 ? 0 : port + offset);
    return { name, program: '../gateway/main.js', environment: { ...environment, PORT } };
  };
  return [
    gateway('gateway-1', 1),
    gateway('gateway-2', 2),
    { name: 'worker', program: '../worker/main.js', environment },
  ];
}

function watch(fleet: Fleet, emulator: NovaPostEmulator): void {
  fleet.on('shared', ({ fingerprint, fetchedBy }) => {
    const users = listOf(fleet.running.map(({ name }) => name));
    const requests = emulator.tokenRequests.length;
    say(
      'nova post',
      `Token requests so far: ${requests}. ${fetchedBy} got #${fingerprint}, used by ${users}.`,
    );
  });
  fleet.on('ended', ({ name, ready }, how) => {
    if (ending !== undefined || !ready) return;
    const left = fleet.running.map((process) => process.name);
    say(
      'launcher',
      `${name} has ended (${how}). ${left.length > 0 ? `${listOf(left)} go on.` : 'It was the last.'}`,
    );
    if (left.length === 0) void end(0);
  });
}

/** Awaits what is being opened and remembers how to end it; ends it at once when it comes too late. */
async function opened<T>(thing: T | Promise<T>, close: (thing: T) => unknown): Promise<T> {
  const result = await thing;
  open.push(() => close(result));
  if (ending !== undefined) {
    await close(result);
    throw new Error('Ended while starting.');
  }
  return result;
}

function end(exitCode: number): Promise<void> {
  ending ??= (async () => {
    process.exitCode = exitCode;
    for (const close of open.splice(0).reverse()) await close();
  })();
  return ending;
}
