#!/usr/bin/env node
/**
 * `npm run bench`: this package beside what it replaces. Prints the tables of docs/performance.md.
 *
 *   npm run bench -- speed webhooks    these parts only
 *   npm run bench -- --short           little of everything, in under a minute, as CI runs it
 *
 * Times are printed, and never fail. What is counted does: token requests, failed calls, sockets, heap. The last line is
 * always `N passed, N failed`.
 */
import { cpus } from 'node:os';
import { measureAccounts } from './parts/accounts.mjs';
import { measureFiles } from './parts/files.mjs';
import { measureIterate } from './parts/iterate.mjs';
import { measureRotation } from './parts/rotation.mjs';
import { measureSpeed } from './parts/speed.mjs';
import { measureStart } from './parts/start.mjs';
import { measureTokens } from './parts/tokens.mjs';
import { measureWebhooks } from './parts/webhooks.mjs';

const PARTS = {
  speed: measureSpeed,
  tokens: measureTokens,
  rotation: measureRotation,
  iterate: measureIterate,
  files: measureFiles,
  start: measureStart,
  accounts: measureAccounts,
  webhooks: measureWebhooks,
};

const given = process.argv.slice(2);
const short = given.includes('--short');
const names = given.filter((argument) => argument !== '--short');
const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}

let passed = 0;
let failed = 0;
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model}, ${today()}`);
for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
  try {
    const { title, columns, rows, counts } = await PARTS[name]({ short });
    console.log(`\n### ${title}\n\n${table(columns, rows)}`);
    for (const [what, { is, atMost }] of Object.entries(counts)) {
      const good = is <= atMost;
      if (good) passed += 1;
      else failed += 1;
      if (!good) console.log(`not ok – ${name}: ${what}: ${is}, at most ${atMost}`);
    }
  } catch (error) {
    failed += 1;
    console.log(`not ok – ${name}: ${error.stack}`);
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function today() {
  return new Date().toISOString().slice(0, 10);
}
