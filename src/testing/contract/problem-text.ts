import { closestName } from './closest-name.js';
import { dereferenced, type Schema } from './document.js';
import type { SchemaError } from './validators.js';

/** What is wrong, by the dotted path of the field: `parcels.0.width`. */
export type Problems = Readonly<Record<string, string>>;

/** What the API says about a country that is not two capital letters, or not one of its own. */
const COUNTRY_CODE_KEY = 'validation.country_code';
const COUNTRY_PATTERN = '^[A-Z]{2}$';

/** The text the API itself has for a field that must be there. */
export function requiredText(field: string): string {
  return `The ${field} field is required.`;
}

/** Names a field nobody reads, and the one that was probably meant. */
export function unknownText(
  kind: 'field' | 'query parameter',
  name: string,
  owner: string,
  known: readonly string[],
): string {
  const meant = closestName(name, known);
  const listed = known.length === 0 ? 'there is none' : `there is ${known.join(', ')}`;
  return `is not a ${kind} of ${owner}; ${meant === undefined ? listed : `did you mean \`${meant}\`?`}`;
}

/** Complaints about one value, as texts by field. `top` is the name of the value itself. */
export function problemsOf(
  errors: readonly SchemaError[],
  top: string,
  fieldOf: (path: readonly string[]) => string,
): Problems {
  const problems: Record<string, string> = {};
  for (const error of withoutNoise(errors)) {
    const field = error.path.length === 0 ? top : fieldOf(error.path);
    problems[field] ??= textOf(error, field);
  }
  return problems;
}

function textOf(error: SchemaError, field: string): string {
  const { keyword, schema, value } = error;
  if (keyword === 'required') return requiredText(field);
  if (isAboutCountries(schema, field)) return COUNTRY_CODE_KEY;
  const mismatch = keyword === 'type' || keyword === 'oneOf' || keyword === 'anyOf';
  return `must be ${wanted(schema)}${mismatch ? `, but it is ${kindOf(value)}` : ''}`;
}

/**
 * A value that fits none of several alternatives is complained about once for each. What counts is the alternative it
 * was meant for: the one that finds fault with something inside, or with more than the type.
 */
function withoutNoise(errors: readonly SchemaError[]): readonly SchemaError[] {
  const unions = errors.filter(isUnion);
  return errors.filter((error) => {
    const union = unions.find(({ path }) => sameAs(path, error.path));
    if (union === undefined) return true;
    const telling = errors.some(
      (other) =>
        isBelow(other.path, union.path) ||
        (sameAs(other.path, union.path) && !isUnion(other) && other.keyword !== 'type'),
    );
    return telling ? !isUnion(error) && error.keyword !== 'type' : error === union;
  });
}

function isUnion({ keyword }: SchemaError): boolean {
  return keyword === 'oneOf' || keyword === 'anyOf';
}

function sameAs(path: readonly string[], other: readonly string[]): boolean {
  return path.length === other.length && isPrefix(other, path);
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return path.length > above.length && isPrefix(above, path);
}

function isPrefix(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.every((step, index) => path[index] === step);
}

function isAboutCountries(schema: Schema, field: string): boolean {
  const codes = schema.pattern === COUNTRY_PATTERN || schema.enum?.includes('UA') === true;
  return codes && /(^|\.)countryCodes?(\.\d+)?$/.test(field);
}

/** What a value must be, so that it can follow "must be": `an integer from 1`. */
function wanted(given: Schema): string {
  const schema = dereferenced(given);
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches) return alternatives(branches.map(wanted));
  if (schema.enum) return alternatives(schema.enum.map(quoted));
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.length === 0
    ? 'as the contract says'
    : alternatives(types.map((type) => wantedOfType(type, schema)));
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `\`${value}\`` : JSON.stringify(value);
}

function alternatives(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const last = unique.pop() ?? '';
  return unique.length === 0 ? last : `${unique.join(', ')} or ${last}`;
}

function wantedOfType(type: string, schema: Schema): string {
  switch (type) {
    case 'integer':
      return `an integer${range(schema.minimum, schema.maximum)}`;
    case 'number':
      return `a number${range(schema.minimum, schema.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${schema.minItems === undefined ? '' : ` of at least ${String(schema.minItems)}`}${schema.uniqueItems === true ? ' without repetitions' : ''}`;
    case 'object':
      return schema.minProperties === undefined
        ? 'an object'
        : `an object with at least ${String(schema.minProperties)} field`;
    case 'null':
      return 'null';
    default:
      return wantedText(schema);
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'a date and time such as 2026-01-31T08:00:00.000000Z',
  date: 'a date such as 2026-01-31',
  email: 'an e-mail address',
  uri: 'a URL',
  byte: 'text in Base64',
};

const PATTERNS: Readonly<Record<string, string>> = {
  [COUNTRY_PATTERN]: 'two capital letters such as PL',
  '^[A-Z]{3}$': 'three capital letters such as EUR',
};

function wantedText({ format = '', pattern, example, minLength, maxLength }: Schema): string {
  const known = FORMATS[format] ?? (pattern === undefined ? undefined : PATTERNS[pattern]);
  if (known !== undefined) return known;
  const length =
    minLength === undefined && maxLength === undefined ? '' : ` of ${span(minLength, maxLength)} characters`;
  const shape = pattern === undefined ? '' : ` that fits ${pattern}`;
  return `text${length}${shape}${typeof example === 'string' ? ` such as ${example}` : ''}`;
}

function span(from: number | undefined, to: number | undefined): string {
  if (to === undefined) return `at least ${String(from)}`;
  return from === undefined ? `at most ${String(to)}` : `${String(from)} to ${String(to)}`;
}

function range(from: number | undefined, to: number | undefined): string {
  return (
    (from === undefined ? '' : ` from ${String(from)}`) + (to === undefined ? '' : ` up to ${String(to)}`)
  );
}

/** Says what a value is without showing it: it may be a secret. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === '') return 'empty text';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
  return (
    { string: 'text', boolean: 'true or false', object: 'an object', undefined: 'missing' }[
      typeof value as string
    ] ?? typeof value
  );
}
