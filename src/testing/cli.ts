#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runCli } from './run-cli.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    stop.abort();
  });
}

/** The package by its own name, whichever module system this file was built for. */
const requireOwn = createRequire(realpathSync(process.argv[1] ?? '.'));
const { version } = requireOwn('nestjs-nova-post/package.json') as { version: string };

// Not top-level await: this file is also published as CommonJS.
void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  version,
}).then((code) => {
  process.exitCode = code;
});
