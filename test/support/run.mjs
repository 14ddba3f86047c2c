#!/usr/bin/env node
/**
 * `npm test`: runs Jest, then reads what Jest printed.
 *
 * Tests use recognisable secrets: `canary-api-key-…`, `canary-password-…` and JWTs. If one of them shows up
 * anywhere in the output, something printed a secret, and the run fails even when every assertion passed.
 * The last line is always `N passed, N failed`.
 *
 * Arguments are handed on to Jest: `npm test -- test/token`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const SECRETS = [
  { kind: 'canary', pattern: /canary-[a-z-]+-[0-9a-z]{8,}/gi },
  { kind: 'JWT', pattern: /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g },
];
const EXIT_GRACE_MS = 15_000;

const root = resolve(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-test-'));
const outputFile = join(folder, 'result.json');
const crashNotes = join(folder, 'crashes.txt');

const jest = spawn(
  process.execPath,
  [
    createRequire(import.meta.url).resolve('jest/bin/jest'),
    ...process.argv.slice(2),
    '--json',
    `--outputFile=${outputFile}`,
  ],
  { cwd: root, env: jestEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
);
process.on('SIGINT', () => jest.kill('SIGINT'));
process.on('SIGTERM', () => jest.kill('SIGTERM'));

const printed = { stdout: '', stderr: '' };
let hangs = false;
for (const name of ['stdout', 'stderr']) {
  jest[name].setEncoding('utf8').on('data', (text) => {
    printed[name] += text;
    process[name].write(text);
    if (!hangs && printed[name].includes('Jest did not exit one second after the test run')) {
      hangs = true;
      setTimeout(() => jest.kill('SIGKILL'), EXIT_GRACE_MS).unref();
    }
  });
}

const [code, signal] = await new Promise((done, fail) => {
  jest.on('error', fail).on('close', (...ending) => done(ending));
});
const result = await readFile(outputFile, 'utf8').then(JSON.parse, () => undefined);
const crashes = await readFile(crashNotes, 'utf8').catch(() => '');
await rm(folder, { recursive: true, force: true });

const problems = [];
if (signal !== null && hangs) {
  problems.push(`Something still ran ${EXIT_GRACE_MS / 1000} s after the last test, so Jest was stopped.`);
} else if (signal !== null) {
  problems.push(`Jest was stopped by ${signal}.`);
} else if (result === undefined) {
  problems.push(`Jest ended with exit code ${code} and left no result; the reason is printed above.`);
}
if (crashes !== '') {
  problems.push(`An unhandled error ended a Jest worker; its stack is printed above.\n  ${crashes.trim()}`);
}
const leaks = Object.entries(printed).flatMap(([name, text]) => findLeaks(name, text));
if (leaks.length > 0) {
  problems.push(
    ['A secret was printed during the tests:', ...leaks].join('\n  '),
    ...(code === 0 ? [] : ['(A failing test may be the one that prints it, by quoting its own source.)']),
  );
}

const passed = result?.numPassedTests ?? 0;
const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
let failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
if (result !== undefined && passed + failed === 0) problems.push('No test ran.');
if (failed === 0 && code !== 0 && problems.length === 0) problems.push(`Jest ended with exit code ${code}.`);
failed += problems.length === 0 ? 0 : 1;

for (const problem of problems) console.error(`\n${problem}`);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

/** Jest's workers are processes of their own: they inherit NODE_OPTIONS, not the flags of their parent. */
function jestEnvironment() {
  const nodeOptions = [
    process.env.NODE_OPTIONS ?? '',
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    '--unhandled-rejections=strict',
    `--import=${pathToFileURL(join(import.meta.dirname, 'report-crash.mjs')).href}`,
  ];
  return {
    ...(process.stderr.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}),
    ...process.env,
    NODE_OPTIONS: nodeOptions.join(' ').trim(),
    NOVA_POST_TEST_CRASH_NOTES: crashNotes,
  };
}

/** Says what kind of secret is in which line, and never repeats the secret. */
function findLeaks(name, text) {
  return stripVTControlCharacters(text)
    .split('\n')
    .flatMap((line, index) =>
      SECRETS.filter(({ pattern }) => line.search(pattern) >= 0).map(({ kind }) => {
        const masked = SECRETS.reduce((rest, { pattern }) => rest.replace(pattern, '[hidden]'), line);
        return `${kind} in line ${index + 1} of ${name}: ${masked.trim().slice(0, 160)}`;
      }),
    );
}
