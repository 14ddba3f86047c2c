#!/usr/bin/env node
/**
 * `npm run generate`: writes what is derived from openapi.yaml, the contract of the API.
 *
 * - ../src/api/contract/contract.generated.ts: the types of the library.
 * - ../src/api/contract/tracking-statuses.generated.ts: what the status codes of tracking mean.
 * - ../src/schemas/schemas.generated.ts: the JSON Schemas of request bodies.
 * - ../src/testing/contract/operations.generated.ts: what the emulator is driven by.
 *
 * With `--check` nothing is written; the exit code is 1 when a file is out of step.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { emulatorTables } from './emulator-tables.mjs';
import { bodySchemasOf } from './json-schemas.mjs';
import { typesOf } from './types.mjs';

const NOTE = '// Generated from openapi.yaml by `npm run generate`. Do not edit.\n';

const here = (path) => new URL(path, import.meta.url);
const contract = parse(await readFile(here('openapi.yaml'), 'utf8'));
const outputs = [
  { file: here('../src/api/contract/contract.generated.ts'), text: NOTE + (await typesOf(contract)) },
  { file: here('../src/api/contract/tracking-statuses.generated.ts'), text: NOTE + statusLabels() },
  { file: here('../src/schemas/schemas.generated.ts'), text: bodySchemasOf(contract, NOTE) },
  { file: here('../src/testing/contract/operations.generated.ts'), text: emulatorTables(contract, NOTE) },
];

function statusLabels() {
  const meanings = Object.entries(contract.components.schemas.TrackingStatusCode['x-meanings']);
  const lines = meanings.map(([code, { label }]) => `  ${code}: ${JSON.stringify(label)},\n`);
  return `\nexport const trackingStatusLabels = {\n${lines.join('')}} as const;\n`;
}

for (const { file, text } of outputs) {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === text) continue;
  if (process.argv.includes('--check')) {
    console.error(
      `${file.pathname.split('/').at(-1)} is out of step with openapi.yaml: run npm run generate.`,
    );
    process.exitCode = 1;
  } else {
    await writeFile(file, text);
    console.log(`${file.pathname.split('/').at(-1)} written.`);
  }
}
