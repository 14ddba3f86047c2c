#!/usr/bin/env node
/**
 * `npm run generate`: writes what is derived from openapi.yaml, the contract of the API.
 *
 * - ../src/api/contract/contract.generated.ts: the types of the library.
 * - ../src/testing/contract/operations.generated.ts and validators.generated.ts: what the emulator is driven by.
 *
 * With `--check` nothing is written; the exit code is 1 when a file is out of step.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { emulatorTables } from './emulator-tables.mjs';

const NOTE = '// Generated from openapi.yaml by `npm run generate`. Do not edit.\n';

const here = (path) => new URL(path, import.meta.url);
const contract = parse(await readFile(here('openapi.yaml'), 'utf8'));
const tables = emulatorTables(contract, NOTE);
const outputs = [
  { file: here('../src/api/contract/contract.generated.ts'), text: await typesOf(contract) },
  { file: here('../src/testing/contract/operations.generated.ts'), text: tables.operations },
  { file: here('../src/testing/contract/validators.generated.ts'), text: tables.validators },
];

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

async function typesOf(document) {
  const typed = closeObjects(nameArraysPlainly(structuredClone(document)));
  const nodes = await openapiTS(typed, {
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    // A field with a default may be left out of a request.
    defaultNonNullable: false,
  });
  return NOTE + astToString(nodes);
}

/** The brackets of `numbers[]` are how arrays are sent, not part of the name. */
function nameArraysPlainly(document) {
  for (const operation of Object.values(document.paths).flatMap(Object.values)) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.name?.endsWith('[]')) parameter.name = parameter.name.slice(0, -2);
    }
  }
  return document;
}

/** Fields nobody has described may come, but a field that nobody has described is a misspelt one. */
function closeObjects(node) {
  if (typeof node !== 'object' || node === null) return node;
  if (node.additionalProperties === true && node.properties !== undefined) delete node.additionalProperties;
  for (const inner of Object.values(node)) closeObjects(inner);
  return node;
}
