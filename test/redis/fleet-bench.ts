import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import type { SchemeEmulator, SchemeEmulatorOptions } from '../support/scheme-emulator.js';
import { API_KEY, startEmulator } from '../support/app-setup.js';
import { compile, type Compiled } from '../support/compile.js';
import { useRedis, type TestRedis } from '../support/redis.js';
import { FleetProcess, type FleetSetup } from './fleet.js';

/** A Redis and processes for the tests of one file. Ended processes must have printed nothing. */
export interface FleetBench {
  readonly redis: TestRedis;
  readonly fleet: readonly FleetProcess[];
  /** Starts an emulator and so many processes on it, lazy unless told otherwise. */
  startFleet(
    count: number,
    emulatorOptions?: SchemeEmulatorOptions,
    options?: NovaPostModuleOptions,
    redisUrl?: string,
  ): Promise<SchemeEmulator>;
  /** The process of that number, from 0. */
  member(index: number): FleetProcess;
}

/** Registers the hooks; the bench is usable inside tests. Each test has processes of its own. */
export function useFleet(): FleetBench {
  const redis = useRedis();
  const compiled = useCompiledWorker();
  let fleet: FleetProcess[] = [];

  afterEach(async () => {
    const ended = fleet;
    fleet = [];
    await endQuietly(ended);
  });

  return {
    redis,
    get fleet() {
      return fleet;
    },
    startFleet: async (count, emulatorOptions = {}, options = {}, redisUrl = redis.url) => {
      const emulator = await startEmulator(emulatorOptions);
      fleet = await FleetProcess.startMany(count, compiled());
      await openAll(fleet, {
        redisUrl,
        options: {
          baseURL: emulator.baseURL,
          apiKey: API_KEY,
          ...options,
          // On a busy machine Redis is not down because an answer takes a while.
          token: { startMode: 'lazy', storeTimeoutMs: 1_000, ...options.token },
        },
      });
      return emulator;
    },
    member: (index) => {
      const process = fleet[index];
      if (process === undefined) throw new Error(`There is no process ${String(index)}.`);
      return process;
    },
  };
}

/** Processes that are started once for all tests of a file, and run one application after another. */
export interface LastingFleet {
  readonly fleet: readonly FleetProcess[];
  /** Has every process run this; its time stands still until `advance`. */
  open(setup: Omit<FleetSetup, 'redisUrl' | 'ownClock'>): Promise<void>;
  /** Moves the clocks of all processes, at the same time. */
  advance(ms: number): Promise<void>;
  /** Moves them on until something is done that waits for time. */
  advanceUntilDone<T>(work: Promise<T>, stepMs?: number): Promise<T>;
}

/** Registers the hooks; the fleet is usable inside tests. */
export function useLastingFleet(count: number): LastingFleet {
  const redis = useRedis();
  const compiled = useCompiledWorker();
  let fleet: FleetProcess[] = [];

  beforeAll(async () => {
    fleet = await FleetProcess.startMany(count, compiled());
  });
  afterAll(() => endQuietly(fleet));

  const advance = async (ms: number): Promise<void> => {
    await Promise.all(fleet.map((process) => process.advance(ms)));
  };
  return {
    get fleet() {
      return fleet;
    },
    open: (setup) => openAll(fleet, { ...setup, redisUrl: redis.url, ownClock: true }),
    advance,
    advanceUntilDone: async (work, stepMs = 100) => {
      const state = { done: false };
      const ended = work.finally(() => (state.done = true));
      ended.catch(() => undefined);
      while (!state.done) await advance(stepMs);
      return ended;
    },
  };
}

function useCompiledWorker(): () => Compiled {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compile('test/redis/fleet-worker.ts', 'test/support/observed-store.ts');
  });
  afterAll(() => compiled.remove());
  return () => compiled;
}

async function openAll(fleet: readonly FleetProcess[], setup: FleetSetup): Promise<void> {
  await Promise.all(fleet.map((process) => process.open(setup)));
}

async function endQuietly(fleet: readonly FleetProcess[]): Promise<void> {
  await Promise.all(fleet.map((process) => process.kill()));
  for (const { output } of fleet) expect(output).toBe('');
}
