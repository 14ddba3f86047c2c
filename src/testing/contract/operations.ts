import { z } from 'zod';
import { definitionsIn, type JsonSchema } from '../../schemas/body-schema.js';
import { bodySchemas } from '../../schemas/schemas.generated.js';
import { pathMatcher } from '../server/path-pattern.js';
import { answerSchemas, operations as table } from './operations.generated.js';

/** Media types, and the schema that JSON has to fit. */
export type Content = Readonly<Record<string, JsonSchema | null>>;

/** A place in a path or a name in a query. */
export interface Parameter {
  /** As it is written in a query: `numbers[]` for a list. */
  readonly name: string;
  readonly required: boolean;
  /** The types of JSON that it may have, and the items of a list; none when its schema has alternatives. */
  readonly types: readonly string[];
  readonly itemTypes?: readonly string[];
  readonly schema: JsonSchema;
}

/** What the contract says about one operation. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Without the base path, e.g. `/shipments/{id}`. */
  readonly path: string;
  /** It lies at the root of the host, outside the base path of the API. */
  readonly atRoot?: true;
  /** It needs no token. */
  readonly open?: true;
  readonly inPath: readonly Parameter[];
  readonly inQuery: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly content: Content };
  /** By status. */
  readonly answers: Readonly<Record<string, Content>>;
  /** Status of the first success. */
  readonly success: number;
  /** A body for it, made of the examples of the contract; missing when it is not JSON. */
  readonly example?: unknown;
}

/** Every operation of the contract. */
export const OPERATIONS = table as readonly Operation[];

const UNCHECKED = { inPath: [], inQuery: [], success: 200 } as const;

/**
 * What the emulator serves besides: who a token belongs to, and the files that the directory's manifest
 * names.
 */
const OWN_OPERATIONS: readonly Operation[] = [
  {
    ...UNCHECKED,
    id: 'whoami',
    method: 'GET',
    path: '/whoami',
    answers: { 200: { 'application/json': null } },
  },
  {
    ...UNCHECKED,
    id: 'getDirectoryFile',
    method: 'GET',
    path: '/cdn/divisions/{language}/{file}',
    atRoot: true,
    open: true,
    answers: { 200: { 'application/gzip': null }, 304: {}, 404: { 'application/json': null } },
  },
];

/** Literal paths first, so that /shipments/tracking is never taken for /shipments/{id}. */
const MATCHERS = [...OPERATIONS, ...OWN_OPERATIONS]
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
  .map((operation) => ({ operation, matches: pathMatcher(operation.path) }));

/** The operation behind a request, and the values of the places in its path. */
export function findOperation(
  method: string,
  path: string,
  atRoot: true | undefined,
): { operation: Operation; params: Record<string, string> } | undefined {
  const wanted = method === 'HEAD' ? 'GET' : method;
  for (const { operation, matches } of MATCHERS) {
    const params = operation.method === wanted && operation.atRoot === atRoot ? matches(path) : undefined;
    if (params) return { operation, params };
  }
  return undefined;
}

/** `POST /shipments`. */
export function labelOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

const SCHEMAS = { ...bodySchemas, ...(answerSchemas as Record<string, object>) };
const validators = new Map<string, z.ZodType>();

/** A schema ready for use. When it is not strict, fields that the contract does not have may be there. */
export function validatorOf(schema: JsonSchema, strict: boolean): z.ZodType {
  const key = `${String(strict)} ${JSON.stringify(schema)}`;
  const known = validators.get(key);
  if (known) return known;
  const whole = JSON.stringify({ ...schema, $defs: definitionsIn(schema, SCHEMAS) });
  const text = strict
    ? whole
    : whole.replaceAll('"additionalProperties":false', '"additionalProperties":true');
  const validator = z.fromJSONSchema(JSON.parse(text) as z.core.JSONSchema.JSONSchema);
  validators.set(key, validator);
  return validator;
}
