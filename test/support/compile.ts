import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transform } from '@swc/core';

const ROOT = resolve(import.meta.dirname, '../..');

/** The sources as JavaScript in a folder of their own, for child processes. */
export interface Compiled {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Compiles `src` and the given files, without checking types: `npm run typecheck` does that. */
export async function compile(...files: string[]): Promise<Compiled> {
  const folder = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-'));
  const sources = (await readdir(join(ROOT, 'src'), { recursive: true })).filter((file) =>
    file.endsWith('.ts'),
  );
  await Promise.all(
    [...sources.map((file) => join('src', file)), ...files].map((file) => compileFile(file, folder)),
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function compileFile(file: string, folder: string): Promise<void> {
  const target = join(folder, file.replace(/\.ts$/, '.js'));
  const { code } = await transform(await readFile(join(ROOT, file), 'utf8'), {
    filename: file,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
}
