#!/usr/bin/env node
/**
 * `npm start`: compiles the library and an example, and runs the example in this process, so that signals reach it.
 * No shell takes part, so it works in cmd.exe as well.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const { resolve: find } = createRequire(import.meta.url);
const [example, program, ...parameters] = process.argv.slice(2);
const main = resolve(root, 'examples', example, 'dist', program);

run(find('@nestjs/cli/bin/nest.js'), 'build');
run(find('typescript/bin/tsc'), '-p', `examples/${example}`);
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, main, ...parameters];
await import(pathToFileURL(main).href);

function run(...command) {
  const { status } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
