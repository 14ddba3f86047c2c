import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { compile, type Compiled } from '../support/compile.js';

const ENTRY = 'src/testing/index.ts';

/** Every module that importing a file makes Node load, packages by their name and files by their path. */
function loadedBy(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, wanted = ''] of code.matchAll(/^(?:import|export)\b(?:[^;']*? from)? '([^']+)';/gm)) {
    if (wanted.startsWith('.')) loadedBy(resolve(dirname(file), wanted), loaded);
    else loaded.add(wanted);
  }
  return loaded;
}

let compiled: Compiled;

beforeAll(async () => {
  compiled = await compile(ENTRY);
});
afterAll(() => compiled.remove());

it('The emulator loads zod and its own files, and nothing of Nest, axios or the library, so that it starts at once', () => {
  const loaded = [...loadedBy(join(compiled.folder, ENTRY.replace('.ts', '.js')))];
  const packages = loaded.filter((one) => !one.startsWith('/') && !one.startsWith('node:'));
  expect(packages).toEqual(['zod']);
  const files = loaded.filter((one) => one.startsWith('/')).map((one) => one.slice(compiled.folder.length));
  expect(files.filter((one) => !/^\/src\/(testing|schemas)\//.test(one))).toEqual([]);
});
