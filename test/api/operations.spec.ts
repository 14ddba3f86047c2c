import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as novaPost from 'nestjs-nova-post';
import { parse } from 'yaml';
import { startApi } from '../support/api-setup.js';
import { OPERATIONS } from './operations.js';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

const exported = novaPost as Record<string, unknown>;

interface ContractOperation {
  readonly operationId?: string;
}

describe('The operations of the contract', () => {
  it('have a row in the table of operations each', () => {
    const contract = parse(read('contract/openapi.yaml')) as {
      paths: Record<string, Record<string, ContractOperation>>;
    };
    const ids = Object.values(contract.paths).flatMap((path) =>
      Object.values(path).flatMap(({ operationId }) => operationId ?? []),
    );

    expect(ids).toHaveLength(48);
    expect(OPERATIONS.map(({ operation }) => operation).sort()).toEqual(ids.sort());
  });

  it.each(OPERATIONS)('$operation is called by $method', async ({ method }) => {
    const { client, tokens } = await startApi();
    for (const [owner, name] of methodsOf(method)) {
      const area: unknown =
        owner === 'ConfigurableTokenService' ? tokens : client[owner as keyof typeof client];
      const called = name === '' ? exported[owner] : (area as Record<string, unknown>)[name];
      expect(typeof called).toBe('function');
    }
  });

  it.each(OPERATIONS)('$operation is proved by $spec', ({ method, spec }) => {
    const text = read(`test/${spec}`);
    for (const [owner, name] of methodsOf(method))
      expect(text).toContain(`${name === '' ? owner : `.${name}`}(`);
  });

  it('stand in the table of docs/operations.md', () => {
    const cells = read('docs/operations.md')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
    for (const { operation, method, spec } of OPERATIONS) {
      expect(cells).toContainEqual(['', operation, method, spec, '']);
    }
  });
});

/** `a.b, c` names the methods b and c of a; a word alone is a function. */
function methodsOf(text: string): [string, string][] {
  const [owner = '', names = ''] = text.split('.');
  return names === '' ? [[owner, '']] : names.split(', ').map((name) => [owner, name]);
}
