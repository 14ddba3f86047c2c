import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const FILE = 'src/api/contract/contract.generated.ts';
const text = readFileSync(join(root, FILE), 'utf8');
const source = ts.createSourceFile(FILE, text, ts.ScriptTarget.ES2022, true);

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly description?: string;
}

const contract = parse(readFileSync(join(root, 'contract/openapi.yaml'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: unknown }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** What the generated file has for the schemas; the rest describes operations. */
const models = source.statements.filter(
  (statement): statement is ts.InterfaceDeclaration =>
    ts.isInterfaceDeclaration(statement) && statement.name.text in contract.components.schemas,
);

function fieldsOf(node: ts.Node, path: string): readonly (readonly [string, ts.PropertySignature])[] {
  const found: (readonly [string, ts.PropertySignature])[] = [];
  const visit = (inner: ts.Node, at: string): void => {
    ts.forEachChild(inner, (child) => {
      if (!ts.isPropertySignature(child)) {
        visit(child, at);
        return;
      }
      const name = `${at}.${child.name.getText(source)}`;
      found.push([name, child]);
      visit(child, name);
    });
  };
  visit(node, path);
  return found;
}

const fields = models.flatMap((model) => fieldsOf(model, model.name.text));
/** What an editor shows first; of a deprecated field it is why. */
function docOf(node: ts.Node): string {
  const [first] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const said = [first?.comment, first?.tags?.find(ts.isJSDocDeprecatedTag)?.comment];
  return said.filter((text) => typeof text === 'string').join('');
}

/** Schemas that a request can hold. */
function inputs(): readonly [string, Schema][] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const name = /schemas\/(\w+)$/.exec((node as Schema).$ref ?? '')?.[1];
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      visit(contract.components.schemas[name]);
    }
    Object.values(node).forEach(visit);
  };
  for (const operation of Object.values(contract.paths).flatMap((item) => Object.values(item))) {
    visit(operation.requestBody);
  }
  return [...found].map((name) => [name, contract.components.schemas[name]!]);
}

/** Text and numbers whose values are not listed already. */
function wantsExample(schema: Schema): boolean {
  if (schema.enum !== undefined || schema.$ref !== undefined || 'x-known-values' in schema) return false;
  if ('x-never-send' in schema) return false;
  const types = [schema.type ?? []].flat();
  return (
    types.some((type) => ['string', 'number', 'integer'].includes(type)) ||
    (schema.oneOf ?? []).some(wantsExample)
  );
}

function withoutExample(name: string, schema: Schema): readonly string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([field, inner]) => [
    ...(wantsExample(inner) && inner.example === undefined ? [`${name}.${field}`] : []),
    ...withoutExample(`${name}.${field}`, inner),
  ]);
  return [...own, ...(schema.items === undefined ? [] : withoutExample(name, schema.items))];
}

describe('The documentation of the models', () => {
  it('has all schemas whose fields it counts', () => {
    expect(models.length).toBeGreaterThan(80);
    expect(fields.length).toBeGreaterThan(800);
  });

  it('says something of every model and of every field', () => {
    expect(models.filter((model) => docOf(model) === '').map(({ name }) => name.text)).toEqual([]);
    expect(fields.filter(([, field]) => docOf(field) === '').map(([name]) => name)).toEqual([]);
  });

  it('says of what no source explains that it is not documented: few fields, and of inputs hardly any', () => {
    const silent = fields.filter(([, field]) => docOf(field) === 'Not documented.').map(([name]) => name);
    expect(silent.length).toBeLessThan(fields.length / 10);
    const names = inputs().map(([name]) => name);
    expect(silent.filter((field) => names.includes(field.split('.')[0]!))).toEqual([]);
  });

  it('has an example of every value of an input that is not one of a list', () => {
    expect(inputs().flatMap(([name, schema]) => withoutExample(name, schema))).toEqual([]);
  });

  it('describes every operation', () => {
    const operations = Object.values(contract.paths).flatMap((item) => Object.values(item));
    const silent = operations.filter(
      (operation) => 'operationId' in operation && !('description' in operation),
    );
    expect(silent).toEqual([]);
  });
});

it('Every example of the contract fits its schema', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'contract', ...contract });
  const wrong: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { example } = node as Schema;
    if (example !== undefined && !path.endsWith('/properties')) {
      const validate = ajv.compile({ $ref: `contract#${path}` });
      if (!validate(example)) wrong.push(path);
    }
    for (const [name, inner] of Object.entries(node)) {
      if (!['example', 'examples', 'responses', 'parameters'].includes(name))
        visit(inner, `${path}/${encodeURIComponent(name.replace(/\//g, '~1'))}`);
    }
  };
  visit(contract.components.schemas, '/components/schemas');
  expect(wrong).toEqual([]);
});
