import { posix } from 'node:path';
import { minifySync } from '@swc/core';

/**
 * Rollup's AMD format is code that takes its imports as parameters. Here `define` makes `module.exports` of it, a
 * function from the modules by name to the code's exports. The code runs at the first call; later ones repeat what
 * the first gave.
 */
const DEFINE = `'use strict';
let made;
let load;
function define(names, code) {
  module.exports = (modules) => {
    if (made !== undefined) return made;
    const exports = {};
    load = modules.load;
    code(...names.map((name) => (name === 'exports' ? exports : modules[name])));
    return (made = exports);
  };
}
`;

export const codeOutput = {
  format: 'amd',
  banner: DEFINE,
  exports: 'named',
  // A module comes in as a namespace, with its default export under that name.
  interop: 'esModule',
  esModule: false,
  freeze: false,
  externalLiveBindings: false,
  hoistTransitiveImports: false,
  indent: false,
  generatedCode: { preset: 'es2015', symbols: false },
  entryFileNames: ({ name }) => codeFile(name),
  chunkFileNames: ({ name }) => codeFile(name),
};

/** For Rollup: adds to each file of code what loads it by `import` and, unless it is a program, by `require`. */
export function wrappers(programs) {
  return {
    name: 'wrappers',
    transform: (code) => ({ code: smaller(code), map: null }),
    renderDynamicImport: () => ({ left: 'load(', right: ')' }),
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        // Beside what an entry exports, its chunk exports what other chunks need of it.
        const names = chunk.facadeModuleId ? this.getModuleInfo(chunk.facadeModuleId).exports : chunk.exports;
        const emit = (folder, source) =>
          this.emitFile({ type: 'asset', fileName: `${folder}/${chunk.name}.js`, source });
        emit('esm', importWrapper(chunk, names, bundle));
        if (!programs.includes(chunk.name)) emit('cjs', requireWrapper(chunk, names, bundle));
      }
    },
  };
}

function importWrapper(chunk, names, bundle) {
  const { chunks, modules, dynamic } = dependencies(chunk, bundle);
  const variables = modules.map((_, index) => `module${index}`);
  return [
    ...(names.length === 0 ? ['#!/usr/bin/env node'] : []),
    ...modules.map((name, index) => `import * as ${variables[index]} from '${name}';`),
    ...chunks.map(({ wrapper }) => `import '${wrapper}';`),
    ...chunks.map(({ code }, index) => `import chunk${index} from '${code}';`),
    `import code from '${pathFrom(chunk, chunk.fileName)}';`,
    '',
    `${names.length > 0 ? `export const { ${names.join(', ')} } = ` : ''}code({`,
    ...modules.map((name, index) => `  '${name}': ${variables[index]},`),
    ...chunks.map(({ name }, index) => `  '${name}': chunk${index}(),`),
    ...loader(dynamic, (path) => `import('${path}').catch((error) => Promise.reject(error))`),
    '});',
    '',
  ].join('\n');
}

function requireWrapper(chunk, names, bundle) {
  const { chunks, modules, dynamic } = dependencies(chunk, bundle);
  const defaults = modules.filter((name) => chunk.importedBindings[name].includes('default'));
  return [
    `'use strict';`,
    ...(defaults.length > 0
      ? ['const withDefault = (module) => (module.__esModule ? module : { ...module, default: module });']
      : []),
    ...chunks.map(({ wrapper }) => `require('${wrapper}');`),
    `const { ${names.join(', ')} } = require('${pathFrom(chunk, chunk.fileName)}')({`,
    ...modules.map((name) =>
      defaults.includes(name)
        ? `  '${name}': withDefault(require('${name}')),`
        : `  '${name}': require('${name}'),`,
    ),
    ...chunks.map(({ name, code }) => `  '${name}': require('${code}')(),`),
    ...loader(
      dynamic,
      (path) =>
        `new Promise((done, fail) => { try { done(require('${path}')); } catch (error) { fail(error); } })`,
    ),
    '});',
    `module.exports = { ${names.join(', ')} };`,
    `Object.defineProperty(module.exports, '__esModule', { value: true });`,
    '',
  ].join('\n');
}

/** What a chunk imports: other chunks, modules of other packages and Node.js, and what it loads when it needs it. */
function dependencies(chunk, bundle) {
  const [chunks, modules] = split(chunk.imports);
  const [lazyChunks, lazyModules] = split(chunk.dynamicImports);
  return {
    chunks,
    modules,
    dynamic: [...lazyChunks, ...lazyModules.map((name) => ({ name, wrapper: name }))],
  };

  function split(names) {
    return [
      names
        .filter((name) => name in bundle)
        .map((name) => ({
          name: `./${posix.basename(name)}`,
          code: pathFrom(chunk, name),
          wrapper: pathFrom(chunk, `wrapper/${bundle[name].name}.js`),
        })),
      names.filter((name) => !(name in bundle)),
    ];
  }
}

/** What is loaded when it is needed may not be installed. Bundlers put up with that only where a failure is caught on the spot. */
function loader(dynamic, load) {
  if (dynamic.length === 0) return [];
  const loads = dynamic.map(({ name, wrapper }) => `'${name}': () => ${load(wrapper)}`);
  return [`  load: (name) => ({ ${loads.join(', ')} })[name](),`];
}

/** From a wrapper, which lies in dist/esm or dist/cjs by the name of its chunk, to a file of dist. */
function pathFrom(chunk, file) {
  const path = posix.relative(posix.dirname(`wrapper/${chunk.name}.js`), file);
  return path.startsWith('.') ? path : `./${path}`;
}

function codeFile(name) {
  return `code/${name.replace(/\/index$/, '').replaceAll('/', '-')}.cjs`;
}

/** Shorter names for variables only: what a stack shows, and Nest reads, are the names of functions and classes. */
function smaller(code) {
  const names = { keep_classnames: true, keep_fnames: true };
  return minifySync(code, { module: true, compress: names, mangle: { ...names, toplevel: false } }).code;
}
