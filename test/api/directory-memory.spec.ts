import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startEmulator } from '../support/app-setup.js';
import { compile, type Compiled } from '../support/compile.js';

jest.setTimeout(180_000);

const MEGABYTE = 1024 * 1024;

let compiled: Compiled;

beforeAll(async () => {
  compiled = await compile('test/api/directory-reader.ts');
});

afterAll(() => compiled.remove());

describe('Reading a file of more than 100 MB', () => {
  it('lets the heap grow by less than 40 MB, and what is alive in it by less than 10 MB', async () => {
    const emulator = await startEmulator({ divisions: 60_000, divisionDirectory: { deltas: 0 } });

    const [plain, collected] = [await read(emulator.baseURL), await read(emulator.baseURL, '--expose-gc')];

    expect(plain.upserts).toBeGreaterThan(55_000);
    expect(plain.bytes).toBeGreaterThan(100 * MEGABYTE);
    expect(collected).toMatchObject({ upserts: plain.upserts, bytes: plain.bytes });
    expect(plain.grownBytes).toBeLessThan(40 * MEGABYTE);
    expect(collected.grownBytes).toBeLessThan(10 * MEGABYTE);
  });
});

/** In a process of its own, whose heap has nothing else in it. */
async function read(baseURL: string, ...flags: string[]) {
  const program = join(compiled.folder, 'test/api/directory-reader.js');
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program], {
    env: { ...process.env, NODE_OPTIONS: '', BASE_URL: baseURL },
  });
  return JSON.parse(stdout) as { upserts: number; bytes: number; grownBytes: number };
}
