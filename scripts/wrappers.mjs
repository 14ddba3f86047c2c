import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { minifySync } from '@swc/core';

/**
 * Rollup's AMD format is code that takes its imports as parameters. Here `define` makes `module.exports` of it, a
 * function from the modules by name to the code's exports. The code runs at the first call; later ones repeat what
 * the first gave.
 */
const define = (lazy) => `'use strict';
let made;
let load;
const lazy = {${lazy.map((path) => `\n  '${path}': onFirstUse(() => require('${path}')()),`).join('')}
};
function onFirstUse(load) {
  return new Proxy({}, { get: (_, name) => load()[name] });
}
function define(names, code) {
  module.exports = (modules = {}) => {
    if (made !== undefined) return made;
    const exports = {};
    load = modules.load;
    code(...names.map((name) => (name === 'exports' ? exports : (lazy[name] ?? modules[name]))));
    return (made = exports);
  };
}
`;

/**
 * What is checked with zod is written down in modules of their own, and few of these checks are ever needed by one
 * application. They run, and zod with them, when the first of them is used. Every start checks options: these checks
 * have a chunk of their own, since building all the others as well would double the time of a start. They are not in
 * zod's chunk, because the emulator loads that one without the main file.
 */
export function lazyChunkOf(path) {
  if (path.includes('node_modules/zod/')) return 'zod';
  if (/^option-(schemas|values)\.js$/.test(path)) return 'options';
  return path.endsWith('-rules.js') ? 'rules' : undefined;
}

/** These need nothing but each other and the main one, which is there before they are used: they have no wrappers. */
const isLazy = (fileName) => /^code\/(zod|options|rules|body-schemas)\.cjs$/.test(fileName);

const ZOD_LICENSE = `/*\nzod\n\n${readFileSync('node_modules/zod/LICENSE', 'utf8')}*/\n`;

/**
 * Node.js looks for names of exports in each CommonJS file that is imported, which takes a third of the time in one this
 * long. It does not look behind this one.
 */
const MAIN = 'code/index.cjs';
const IMPORTED_MAIN = 'code/index-import.cjs';
const FORWARD = `const code = require('./index.cjs');\nmodule.exports = code;\n`;

export const codeOutput = {
  format: 'amd',
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

function beginning({ fileName, imports }) {
  const lazy = imports.filter((name) => name.startsWith('code/') && (isLazy(fileName) || isLazy(name)));
  return (
    (fileName === 'code/zod.cjs' ? ZOD_LICENSE : '') + define(lazy.map((name) => `./${posix.basename(name)}`))
  );
}

/** For Rollup: adds to each file of code what loads it by `import` and, unless it is a program, by `require`. */
export function wrappers(programs) {
  return {
    name: 'wrappers',
    renderChunk: smaller,
    renderDynamicImport: () => ({ left: 'load(', right: ')' }),
    generateBundle(_, bundle) {
      const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source });
      const chunks = Object.values(bundle);
      emit(IMPORTED_MAIN, FORWARD);
      for (const chunk of chunks) {
        // Beside what an entry exports, its chunk exports what other chunks need of it.
        const names = chunk.facadeModuleId ? this.getModuleInfo(chunk.facadeModuleId).exports : chunk.exports;
        if (programs.includes(chunk.name)) {
          emit(`esm/${chunk.name}.js`, programFile(chunk, bundle));
          delete bundle[chunk.fileName];
          continue;
        }
        chunk.code = beginning(chunk) + chunk.code;
        if (isLazy(chunk.fileName)) continue;
        emit(`esm/${chunk.name}.js`, importWrapper(chunk, names, bundle));
        emit(`cjs/${chunk.name}.js`, requireWrapper(chunk, names, bundle));
      }
    },
  };
}

function importWrapper(chunk, names, bundle) {
  return [
    ...importLines(chunk, bundle),
    `import code from '${pathFrom(chunk, importedFile(chunk.fileName))}';`,
    '',
    `export const { ${names.join(', ')} } = code(${moduleTable(chunk, bundle)});`,
    '',
  ].join('\n');
}

/** A program is one file: nothing else loads its code. */
function programFile(chunk, bundle) {
  return [
    '#!/usr/bin/env node',
    ...importLines(chunk, bundle),
    '',
    `const modules = ${moduleTable(chunk, bundle)};`,
    'const define = (names, code) => code(...names.map((name) => modules[name]));',
    '',
    chunk.code,
  ].join('\n');
}

function importLines(chunk, bundle) {
  const { chunks, modules } = dependencies(chunk, bundle);
  return [
    ...modules.map((name, index) => `import * as module${index} from '${name}';`),
    ...chunks.map(({ wrapper }) => `import '${wrapper}';`),
    ...chunks.map(({ code }, index) => `import chunk${index} from '${code}';`),
  ];
}

/** What `importLines` has imported, by the names that the code knows it by. */
function moduleTable(chunk, bundle) {
  const { chunks, modules, dynamic } = dependencies(chunk, bundle);
  return [
    '{',
    ...modules.map((name, index) => `  '${name}': module${index},`),
    ...chunks.map(({ name }, index) => `  '${name}': chunk${index}(),`),
    ...loader(dynamic, 'import'),
    '}',
  ].join('\n');
}

function importedFile(fileName) {
  return fileName === MAIN ? IMPORTED_MAIN : fileName;
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
    ...loader(dynamic, 'require'),
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
        .filter((name) => name in bundle && !isLazy(name))
        .map((name) => ({
          name: `./${posix.basename(name)}`,
          code: pathFrom(chunk, importedFile(name)),
          wrapper: pathFrom(chunk, `wrapper/${bundle[name].name}.js`),
        })),
      names.filter((name) => !(name in bundle)),
    ];
  }
}

/** What is loaded on first use may not be installed. Bundlers tolerate a missing package only inside a `try`. */
function loader(dynamic, load) {
  if (dynamic.length === 0) return [];
  const loads = dynamic.map(
    ({ name, wrapper }) =>
      `    '${name}': async () => { try { return await ${load}('${wrapper}'); } catch (error) { throw error; } },`,
  );
  return ['  load: (name) => ({', ...loads, '  })[name](),'];
}

/** From a wrapper, which lies in dist/esm or dist/cjs by the name of its chunk, to a file of dist. */
function pathFrom(chunk, file) {
  const path = posix.relative(posix.dirname(`wrapper/${chunk.name}.js`), file);
  return path.startsWith('.') ? path : `./${path}`;
}

function codeFile(name) {
  return `code/${name.replace(/\/index$/, '').replaceAll('/', '-')}.cjs`;
}

/** What a stack shows, and Nest reads, are the names of functions and classes; of zod there is nothing to see. */
function smaller(code, { name }) {
  const names = name === 'zod' ? {} : { keep_classnames: true, keep_fnames: true };
  return minifySync(code, { compress: { ...names, passes: 2 }, mangle: { ...names, toplevel: true } });
}
