import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compile, type Compiled } from '../support/compile.js';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * The examples as JavaScript, beside the library: one package, so that an example finds the library by its name, as its
 * users do. `examples/…/src/*.js` are in a folder that is not the repository: a .env file there is no part of a test.
 */
export async function compileExamples(): Promise<Compiled> {
  const files = await readdir(join(ROOT, 'examples'), { recursive: true });
  const sources = files.filter((file) => /^[\w-]+\/src\/.*\.ts$/.test(file.replaceAll('\\', '/')));
  const compiled = await compile(...sources.map((file) => join('examples', file)));
  const { folder } = compiled;
  const { name, type, exports } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Package;
  const entries = Object.entries(exports).flatMap(([path, { import: entry }]) => {
    return entry === undefined ? [] : [[path, entry.default.replace('/dist/esm/', '/src/')]];
  });
  const manifest = { name, type, exports: Object.fromEntries(entries) as unknown };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  // What is delivered as it stands.
  await symlink(join(ROOT, 'examples/gateway/public'), join(folder, 'examples/gateway/public'), 'junction');
  return compiled;
}

interface Package {
  readonly name: string;
  readonly type: string;
  readonly exports: Readonly<Record<string, { readonly import?: { readonly default: string } }>>;
}
