#!/usr/bin/env node
/**
 * `npm run start:dev`: compiles the library and the gateway whenever a file changes, and restarts the gateway.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const example = 'examples/gateway';
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const children = [];
let stopping = false;

process.on('SIGINT', () => stop('SIGINT'));
process.on('SIGTERM', () => stop('SIGTERM'));

await compile('tsconfig.build.json');
await compile(example);
start(['--enable-source-maps', '--watch', '--watch-preserve-output', `${example}/dist/main.js`], 'inherit');

/** Starts a compiler that keeps watching; resolves after its first round without errors. */
function compile(project) {
  const compiler = start([tsc, '--project', project, '--watch', '--preserveWatchOutput', '--pretty'], 'pipe');
  return new Promise((ready) => {
    compiler.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      if (/Found (\S*m)?0(\S*m)? errors/.test(text)) ready();
    });
  });
}

function start(parameters, stdout) {
  const child = spawn(process.execPath, parameters, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });
  children.push(child);
  child.on('exit', (code) => {
    process.exitCode ||= stopping ? 0 : (code ?? 1);
    stop('SIGTERM');
  });
  return child;
}

function stop(signal) {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill(signal);
}
