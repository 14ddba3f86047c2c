/** What is in the packed file, and what must not be. */
import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { command, expect } from './command.mjs';

const ALLOWED =
  /^(dist\/.+\.(js|js\.map|d\.ts|d\.ts\.map)|dist\/cjs\/package\.json|package\.json|docs\/[\w-]+\.md|README\.md|LICENSE|CHANGELOG\.md)$/;

/** Which subpath an optional peer belongs to; nobody else may need it, not even for types. */
const SUBPATH_OF_OPTIONAL_PEER = {
  '@nestjs/config': 'config',
  '@nestjs/terminus': 'terminus',
  ioredis: 'redis',
};

/** Builds and packs the library; unpacks it beside the tarball, so that the checks read what npm would publish. */
export async function pack(root, work) {
  await command('npm', ['run', 'build'], root);
  const [{ filename, files, size, unpackedSize }] = JSON.parse(
    await command('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], root),
  );
  await command('tar', ['-xzf', filename], work);
  return {
    path: join(work, filename),
    filename,
    folder: join(work, 'package'),
    files: files.map(({ path }) => path),
    size,
    unpackedSize,
  };
}

export function describeSize({ files, size, unpackedSize }) {
  const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
  return `${kB(size)} packed, ${kB(unpackedSize)} unpacked, ${files.length} files`;
}

/** The contract's text, notes and generator are needed to build, not to run. */
export function refuseStrangers({ files }) {
  const strangers = files.filter((path) => !ALLOWED.test(path));
  expect(strangers.length === 0, `these files do not belong in the package: ${strangers.join(', ')}`);
}

/** Each source file, the generated ones among them, as code and types in both module systems. */
export async function findEveryFile({ files }, root) {
  const source = join(root, 'src');
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const modules = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).replaceAll('\\', '/').slice(0, -3));
  const generated = modules.filter((name) => name.endsWith('.generated'));
  expect(generated.length >= 2, `expected the contract's types and document among the sources: ${generated}`);
  const wanted = modules.flatMap((name) =>
    ['esm', 'cjs'].flatMap((system) => [`dist/${system}/${name}.js`, `dist/${system}/${name}.d.ts`]),
  );
  const missing = wanted.filter((path) => !files.includes(path));
  expect(missing.length === 0, `these files are missing in the package: ${missing.join(', ')}`);
  const extra = files.filter((path) => /^dist\/.+\.(js|d\.ts)$/.test(path) && !wanted.includes(path));
  expect(extra.length === 0, `these files come from no source file: ${extra.join(', ')}`);
}

/** Code and types import what the manifest names, and optional peers in their own subpath only. */
export async function checkImports({ folder, files }) {
  const { name, dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const declared = [name, ...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  const optional = Object.keys(peerDependenciesMeta).filter((peer) => peerDependenciesMeta[peer].optional);
  const problems = [];
  for (const path of files.filter((file) => /\.(js|d\.ts)$/.test(file))) {
    for (const imported of importsOf(path, await readFile(join(folder, path), 'utf8'))) {
      const subpath = SUBPATH_OF_OPTIONAL_PEER[imported];
      if (!declared.includes(imported)) problems.push(`${path}: ${imported} is no dependency of the package`);
      else if (optional.includes(imported) && path.split('/')[2] !== subpath) {
        problems.push(`${path}: ${imported} is an optional peer, for the subpath ${subpath} alone`);
      }
    }
  }
  expect(problems.length === 0, problems.join('\n'));
}

/** Names of packages, without their subpaths. */
function importsOf(path, text) {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, path.endsWith('.js'));
  return [...importedFiles, ...typeReferenceDirectives]
    .map(({ fileName }) => fileName)
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier) && specifier !== 'node')
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

export async function lintPackage({ path }) {
  const { messages, pkg } = await publint({ pack: { tarball: await readFile(path) }, strict: true });
  expect(messages.length === 0, messages.map((message) => formatMessage(message, pkg)).join('\n'));
}

/** The subpaths by name: attw looks at what is in `exports`, and does not miss what was forgotten there. */
export async function areTheTypesWrong({ path }, root) {
  const report = await command(
    'npx',
    ['--no-install', 'attw', path, '--profile', 'strict', '--no-emoji', '--no-color'],
    root,
  );
  const unseen = ['config', 'redis', 'testing', 'webhooks'].filter(
    (entry) => !report.includes(`nestjs-nova-post/${entry}`),
  );
  expect(unseen.length === 0, `attw did not look at ${unseen.join(', ')}:\n${report}`);
}
