/** What is in the packed file, and what must not be. */
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { command, expect } from './command.mjs';

const ALLOWED =
  /^(dist\/(esm|cjs)\/.+\.(js|d\.ts)|dist\/code\/.+\.cjs|dist\/cjs\/package\.json|schematics\/[\w-]+\.(cjs|json)|package\.json|README\.md|LICENSE)$/;

const LIMITS = { files: 60, unpackedSize: 1_500_000, size: 300_000 };

/** Which subpath an optional peer belongs to; no other may need it, not even for types. */
const SUBPATH_OF_OPTIONAL_PEER = {
  '@nestjs/config': 'config',
  '@nestjs/terminus': 'terminus',
  '@opentelemetry/api': 'opentelemetry',
  ioredis: 'redis',
  undici: 'undici',
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

export function checkSize(tarball) {
  const counted = { files: tarball.files.length, unpackedSize: tarball.unpackedSize, size: tarball.size };
  for (const [what, limit] of Object.entries(LIMITS)) {
    expect(counted[what] < limit, `${what}: ${counted[what]}, which is not less than ${limit}`);
  }
}

/** What package.json names is in the package, and no file is in dist that none of it needs. */
export async function findEveryFile({ folder, files }) {
  const { bin, exports, main, types, typesVersions } = await readManifest(folder);
  const named = [main, types, ...leaves(bin), ...leaves(exports), ...leaves(typesVersions)];
  const needed = new Set(['dist/cjs/package.json']);
  for (const path of named) await follow(path.replace('./', ''));
  const missing = [...needed].filter((path) => !files.includes(path));
  expect(missing.length === 0, `these files are missing in the package: ${missing.join(', ')}`);
  const extra = files.filter((path) => path.startsWith('dist/') && !needed.has(path));
  expect(extra.length === 0, `nothing needs these files: ${extra.join(', ')}`);

  async function follow(path) {
    if (needed.has(path)) return;
    needed.add(path);
    if (!files.includes(path) || path.endsWith('.json')) return;
    for (const specifier of specifiersOf(path, await readFile(join(folder, path), 'utf8'))) {
      if (!specifier.startsWith('.')) continue;
      const found = join(path, '..', specifier).replaceAll('\\', '/');
      await follow(path.endsWith('.d.ts') ? found.replace(/\.js$/, '.d.ts') : found);
    }
  }
}

function leaves(value) {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(leaves);
}

/** Code and types import what the manifest names, and optional peers in their own subpath only. */
export async function checkImports({ folder, files }) {
  const { name, dependencies = {}, peerDependencies, peerDependenciesMeta } = await readManifest(folder);
  const declared = [name, ...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  const optional = Object.keys(peerDependenciesMeta).filter((peer) => peerDependenciesMeta[peer].optional);
  const used = new Set();
  const problems = [];
  for (const path of files.filter((file) => /\.(js|cjs|d\.ts)$/.test(file))) {
    const text = await readFile(join(folder, path), 'utf8');
    for (const imported of packagesOf(specifiersOf(path, withoutLazyLoads(text)))) {
      const subpath = SUBPATH_OF_OPTIONAL_PEER[imported];
      if (!declared.includes(imported)) problems.push(`${path}: ${imported} is no dependency of the package`);
      else if (optional.includes(imported) && path.split('/')[2] !== subpath) {
        problems.push(`${path}: ${imported} is an optional peer, for the subpath ${subpath} alone`);
      }
    }
    packagesOf(specifiersOf(path, text)).forEach((imported) => used.add(imported));
  }
  for (const dependency of Object.keys(dependencies)) {
    if (!used.has(dependency)) problems.push(`${dependency} is a dependency that nothing imports`);
  }
  expect(problems.length === 0, problems.join('\n'));
}

/** What is loaded on first use may be missing. */
function withoutLazyLoads(text) {
  return text.replaceAll(/^ {2}load: .*?^ {2}\}\)/gms, '');
}

/** The code is handed the modules that its `define` names, so these are no imports of its own. */
function specifiersOf(path, text) {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(
    text.replace(/\bdefine\(\[.*?\],\s*/, 'define('),
    true,
    /js$/.test(path),
  );
  return [...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => fileName);
}

/** Names of packages, without their subpaths. */
function packagesOf(specifiers) {
  return specifiers
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier) && specifier !== 'node')
    .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)[0]);
}

export async function readManifest(folder) {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}

export async function lintPackage({ path }) {
  const { messages, pkg } = await publint({ pack: { tarball: await readFile(path) }, strict: true });
  expect(messages.length === 0, messages.map((message) => formatMessage(message, pkg)).join('\n'));
}

export async function areTheTypesWrong({ path, folder }, root) {
  const report = await command(
    'npx',
    ['--no-install', 'attw', path, '--profile', 'strict', '--no-emoji', '--no-color'],
    root,
  );
  const { exports } = await readManifest(folder);
  const unseen = Object.keys(exports)
    .map((entry) => entry.replace('.', 'nestjs-nova-post'))
    .filter((entry) => !report.includes(entry));
  expect(unseen.length === 0, `attw did not look at ${unseen.join(', ')}:\n${report}`);
}
