import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startEmulator } from '../support/app-setup.js';

jest.setTimeout(60_000);

const ROOT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Runs a program and resolves to what it printed. */
const node = async (...program: string[]) => (await run(process.execPath, program)).stdout;

/** The package as it is published, with an application in it that finds the package by its name. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-mixed-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await cp(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await cp(join(import.meta.dirname, 'mixed-application'), folder, { recursive: true });
  const dist = join(folder, 'dist');
  // `npm run typecheck` checks the types.
  const options = ['-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(dist, 'esm'), '--noCheck'];
  await node(join(ROOT, 'node_modules/typescript/bin/tsc'), ...options);
  await node(join(ROOT, 'scripts/bundle.mjs'), dist);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an application that loads the package by import and by require', () => {
  it.each([['import'], ['require']])('has each export once, when %s is first', async (first) => {
    const stdout = await node(join(folder, 'exports.mjs'), first);
    const entries = JSON.parse(stdout) as Record<string, Exports>;
    expect(Object.keys(entries)).toEqual(
      expect.arrayContaining(['nestjs-nova-post', 'nestjs-nova-post/redis', 'nestjs-nova-post/webhooks']),
    );
    for (const { names, unequal, misnamed } of Object.values(entries)) {
      expect(names).not.toEqual([]);
      expect([unequal, misnamed]).toEqual([[], []]);
    }
  });

  it.each([['import'], ['require']])(
    'injects what one part registered into the other, and knows its errors, when %s is first',
    async (first) => {
      const { baseURL, apiKey } = await startEmulator();
      const stdout = await node(join(folder, 'app.mjs'), first, baseURL, apiKey);
      expect(JSON.parse(stdout)).toEqual({
        sameClient: true,
        divisions: 1,
        error: { isNovaPostError: true, isNotFound: true, name: 'NovaPostNotFoundError' },
      });
    },
  );
});

interface Exports {
  readonly names: readonly string[];
  /** What is another thing for `require` than for `import`. */
  readonly unequal: readonly string[];
  /** Classes that do not have the name they are exported with. */
  readonly misnamed: readonly string[];
}
