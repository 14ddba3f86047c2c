#!/usr/bin/env node
import { runCli } from './run-cli.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    stop.abort();
  });
}

// Not top-level await: this file is also published as CommonJS.
void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
}).then((code) => {
  process.exitCode = code;
});
