#!/usr/bin/env node
/**
 * `npm run build`, after `nest build` has compiled src to dist/esm: bundles that into what is published. Another
 * folder than dist can be given.
 *
 *   dist/code/*.cjs   the code, once: each file is a function that takes the modules it needs and gives its exports
 *   dist/esm, cjs     one file per entry that hands over its imports (or requires) and names what comes back
 *   …/*.d.ts          the types, bundled in the same way
 *
 * The code is there once because an application can load the package by `import` in one place and by `require` in
 * another. With a copy for each, a class would be two classes, and Nest would not find a provider registered under
 * the other. The code requires nothing by itself, so it works wherever its imports are loaded: Nest 12, which is an
 * ES module, cannot be required under Jest, and Nest 11 need not be imported.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { codeOutput, wrappers } from './wrappers.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));
const modules = join(dist, 'modules');
const { bin, exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** `index`, `config/index` and so on, as package.json names them; an entry has types, a program has none. */
const entries = Object.values(exports)
  .flatMap((entry) => entry.import?.default ?? [])
  .map(nameOf);
const programs = Object.values(bin).map(nameOf);
/** What these reach is part of them, though others reach it too. All else that is shared gets a file of its own. */
const OWNERS = ['index', 'testing/index'];
/** What the emulator and nestjs-nova-post/schemas have in common: neither should load the other. */
const BETWEEN = /\/schemas\/(body-schema|nearest-name|problems|schemas\.generated)\./;
/** TypeScript's helpers begin with `this && this.__decorate`; AMD is for browsers; and types hold private ones. */
const EXPECTED = ['THIS_IS_UNDEFINED', 'MISSING_NODE_BUILTINS', 'PLUGIN_WARNING'];

for (const folder of [modules, join(dist, 'code'), join(dist, 'cjs')])
  await rm(folder, { recursive: true, force: true });
await rename(join(dist, 'esm'), modules);
await bundleCode();
await bundleTypes();
await write('cjs/package.json', '{ "type": "commonjs" }\n');
await rm(modules, { recursive: true });

async function bundleCode() {
  const bundle = await open([...entries, ...programs], '.js', wrappers(programs));
  await bundle.write({ ...codeOutput, dir: dist, manualChunks: owners('.js') });
}

async function bundleTypes() {
  const bundle = await open(entries, '.d.ts', dts());
  const ownerOf = owners('.d.ts');
  const { output } = await bundle.generate({
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: '[name].d.ts',
    hoistTransitiveImports: false,
    manualChunks: (id, graph) => (isSameInBoth(id, graph) ? 'types' : ownerOf(id, graph)),
  });
  for (const { name, fileName, code } of output) {
    await write(`cjs/${fileName}`, code);
    if (name !== 'types')
      await write(
        `esm/${fileName}`,
        code.replaceAll(/(?<=from ')(\.\/)?((\.\.\/)*)types\.js(?=')/g, '../$2cjs/types.js'),
      );
  }
}

/**
 * Types that need no module which has one set of types for `import` and another for `require`. They are most of all,
 * and dist/esm takes them from dist/cjs: an ES module may import the types of CommonJS, which does not hold the other way.
 */
function isSameInBoth(id, { getModuleInfo }, seen = new Set()) {
  const { isEntry, isExternal, importedIds } = getModuleInfo(id);
  if (seen.has(id) || isExternal) return seen.has(id) || /^(node:|rxjs$)/.test(id);
  return !isEntry && importedIds.every((next) => isSameInBoth(next, { getModuleInfo }, seen.add(id)));
}

function open(names, extension, plugin) {
  return rollup({
    input: Object.fromEntries(names.map((name) => [name, join(modules, name + extension)])),
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    plugins: [plugin],
    // An entry must not take over what another one exports.
    preserveEntrySignatures: extension === '.d.ts' ? 'strict' : 'allow-extension',
    onwarn: ({ code, message }) => {
      if (!EXPECTED.includes(code)) throw new Error(message);
    },
  });
}

/** For Rollup's `manualChunks`: the first of the owners that reaches a module. */
function owners(extension) {
  const owned = new Map();
  return (id, { getModuleInfo }) => {
    for (const owner of owned.size === 0 ? OWNERS : []) claim(join(modules, owner + extension), owner);
    return owned.get(id);

    function claim(reached, owner) {
      if (owned.has(reached)) return;
      owned.set(reached, BETWEEN.test(reached) ? 'body-schemas' : owner);
      for (const next of getModuleInfo(reached)?.importedIds ?? []) claim(next, owner);
    }
  };
}

function nameOf(path) {
  return relative('dist/esm', path).replaceAll('\\', '/').replace(/\.js$/, '');
}

async function write(path, text) {
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), text);
}
