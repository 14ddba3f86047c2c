#!/usr/bin/env node
/**
 * `npm run build`, after `nest build` has compiled src to dist/esm: bundles that into what is published. Another
 * folder than dist can be given.
 *
 *   dist/code/*.cjs   the code, once: each file is a function that takes the modules it needs and gives its exports
 *   dist/esm, cjs     one file per entry that hands over its imports (or requires) and names what comes back
 *   …/*.d.ts          the types, bundled in the same way
 *
 * What it uses of zod is part of it, without the rest, and so are the few helpers of the compiler.
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
import { codeOutput, lazyChunkOf, wrappers } from './wrappers.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));
const modules = join(dist, 'modules');
const { bin, exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** `index`, `config/index` and so on, as package.json names them; an entry has types, a program has none. */
const entries = Object.values(exports)
  .flatMap((entry) => entry.import?.default ?? [])
  .map(nameOf);
const programs = Object.values(bin).map(nameOf);
/** Packages whose code becomes part of this one. */
const BUNDLED = new Map(
  ['zod/index.js', 'tslib/tslib.es6.js'].map((path) => [dirname(path), join(root, 'node_modules', path)]),
);
/** What these reach is part of them, though others reach it too. All else that is shared gets a file of its own. */
const OWNERS = ['index', 'testing/index', 'webhooks/index'];
/** What the emulator and nestjs-nova-post/schemas have in common: neither should load the other. */
const BETWEEN = /\/schemas\/(body-schema|nearest-name|problems|schemas\.generated)\./;
/** TypeScript's helpers begin with `this && this.__decorate`; AMD is for browsers; and types hold private ones. */
const EXPECTED = ['THIS_IS_UNDEFINED', 'MISSING_NODE_BUILTINS', 'PLUGIN_WARNING', 'CIRCULAR_CHUNK'];

for (const folder of [modules, join(dist, 'code'), join(dist, 'cjs')])
  await rm(folder, { recursive: true, force: true });
await rename(join(dist, 'esm'), modules);
await bundleCode();
await bundleTypes();
await write('cjs/package.json', '{ "type": "commonjs" }\n');
await rm(modules, { recursive: true });

async function bundleCode() {
  const bundle = await open([...entries, ...programs], '.js', wrappers(programs));
  const ownerOf = owners('.js');
  await bundle.write({
    ...codeOutput,
    dir: dist,
    manualChunks: (id, graph) => lazyChunkOf(relative(modules, id)) ?? ownerOf(id, graph),
  });
}

async function bundleTypes() {
  const bundle = await open(entries, '.d.ts', dts());
  const ownerOf = owners('.d.ts');
  const isSameInBoth = await sameInBoth(bundle);
  const { output } = await bundle.generate({
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: '[name].d.ts',
    hoistTransitiveImports: false,
    manualChunks: (id, graph) => (isSameInBoth(id) ? 'types' : ownerOf(id, graph)),
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
 * Tells of types that need no module which has one set of types for `import` and another for `require`. They are most
 * of all, and dist/esm takes them from dist/cjs: an ES module may import the types of CommonJS, which does not hold the
 * other way.
 */
async function sameInBoth(bundle) {
  // One file for each module, with the imports that are left when what is not used is gone.
  const { output } = await bundle.generate({ format: 'es', preserveModules: true });
  const files = new Map(output.map((file) => [file.fileName, file]));
  const differs = new Set(
    output.filter(({ imports }) => imports.some((name) => !files.has(name) && !/^(node:|rxjs$)/.test(name))),
  );
  const spread = () => {
    const more = output.filter(
      (file) => !differs.has(file) && file.imports.some((name) => differs.has(files.get(name))),
    );
    more.forEach((file) => differs.add(file));
    if (more.length > 0) spread();
  };
  spread();
  const same = output
    .filter((file) => !file.isEntry && !differs.has(file))
    .map((file) => file.facadeModuleId);
  const found = new Set(same);
  return (id) => found.has(id);
}

function open(names, extension, plugin) {
  return rollup({
    input: Object.fromEntries(names.map((name) => [name, join(modules, name + extension)])),
    external: (id) => !id.startsWith('.') && !isAbsolute(id) && !BUNDLED.has(id),
    plugins: [plugin, { name: 'bundled', resolveId: (id) => BUNDLED.get(id), load: withoutUnused }],
    treeshake: { moduleSideEffects: (id) => !id.includes('node_modules') },
    // An entry must not take over what another one exports.
    preserveEntrySignatures: extension === '.d.ts' ? 'strict' : 'allow-extension',
    onwarn: ({ code, message, id, ids }) => {
      const isOwn = !(id ?? ids?.[0])?.includes('node_modules');
      if (isOwn && !EXPECTED.includes(code)) throw new Error(message);
    },
  });
}

/** zod can write its schemas as JSON Schema, which nothing here asks it for: a third of its code. */
function withoutUnused(id) {
  if (!/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.test(id)) return null;
  const code = `const none = () => { throw new Error('Not part of this build of zod.'); };
    export default new Proxy({}, { get: () => none });`;
  return { code, syntheticNamedExports: true };
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
      const { importedIds = [], dynamicallyImportedIds = [] } = getModuleInfo(reached) ?? {};
      for (const next of [...importedIds, ...dynamicallyImportedIds]) claim(next, owner);
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
