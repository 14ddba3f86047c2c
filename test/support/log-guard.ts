import { afterEach, beforeEach } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { inspect } from 'node:util';

/** Secrets of the tests, and anything that is a whole JWT. */
const SECRET = /canary-[a-z-]+-[0-9a-z]{8,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/i;

let leaks: string[] = [];
/** Lines logged by the running test. */
export let logged: string[] = [];

/** Keeps the tests' output short, and fails a test that logs a secret. Set up for every test file. */
const write = (...parts: unknown[]) => {
  const line = parts
    .map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 10 })))
    .join(' ');
  logged.push(line);
  if (SECRET.test(line)) leaks.push(line.replaceAll(new RegExp(SECRET, 'gi'), '<SECRET>'));
};

Logger.overrideLogger({ log: write, error: write, warn: write, debug: write, verbose: write, fatal: write });

beforeEach(() => {
  logged = [];
  leaks = [];
});

afterEach(() => {
  if (leaks.length > 0) throw new Error(`H1 A secret was logged:\n${leaks.join('\n')}`);
});
