import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import type { NovaPostEmulator, NovaPostEmulatorOptions } from 'nestjs-nova-post/testing';
import { API_KEY, startEmulator } from '../support/app-setup.js';
import { compile, type Compiled } from '../support/compile.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { FleetProcess } from './fleet.js';

/** A Redis and processes for the tests of one file. Ended processes must have printed nothing. */
export interface FleetBench {
  readonly redis: TestRedis;
  readonly fleet: readonly FleetProcess[];
  /** Starts an emulator and so many processes on it, lazy unless told otherwise. */
  startFleet(
    count: number,
    emulatorOptions?: NovaPostEmulatorOptions,
    options?: NovaPostModuleOptions,
    redisUrl?: string,
  ): Promise<NovaPostEmulator>;
  /** The process of that number, from 0. */
  member(index: number): FleetProcess;
}

/** Registers the hooks; the bench is usable inside tests. */
export function useFleet(): FleetBench {
  let compiled: Compiled;
  let redis: TestRedis;
  let fleet: FleetProcess[] = [];

  beforeAll(async () => {
    [compiled, redis] = await Promise.all([compile('test/redis/fleet-worker.ts'), startRedis()]);
  });
  beforeEach(() => redis.flush());
  afterEach(async () => {
    const ended = fleet;
    fleet = [];
    await Promise.all(ended.map((process) => process.kill()));
    for (const { output } of ended) expect(output).toBe('');
  });
  afterAll(async () => {
    await redis.stop();
    await compiled.remove();
  });

  return {
    get redis() {
      return redis;
    },
    get fleet() {
      return fleet;
    },
    startFleet: async (count, emulatorOptions = {}, options = {}, redisUrl = redis.url) => {
      const emulator = await startEmulator(emulatorOptions);
      fleet = await FleetProcess.startMany(count, compiled, redisUrl, {
        baseURL: emulator.baseURL,
        apiKey: API_KEY,
        ...options,
        token: { startMode: 'lazy', ...options.token },
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
