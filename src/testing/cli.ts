#!/usr/bin/env node
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCli } from './run-cli.js';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    stop.abort();
  });
}

/** The version in the package.json above this file, whichever module system it was built for. */
function versionAbove(folder: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    if (name === 'nestjs-nova-post' && version !== undefined) return version;
  } catch {
    // There is none here.
  }
  return dirname(folder) === folder ? 'unknown' : versionAbove(dirname(folder));
}

// Not top-level await: this file is also published as CommonJS.
void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
  version: versionAbove(dirname(realpathSync(process.argv[1] ?? '.'))),
}).then((code) => {
  process.exitCode = code;
});
