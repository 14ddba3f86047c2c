import { didYouMean } from './did-you-mean.js';

/** A complaint of a compiled validator. */
export interface SchemaError {
  /** JSON pointer to the value that is wrong. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The name that is wrong, when a name is. */
  readonly propertyName?: string;
}

const COUNTRY_PATTERN = '^[A-Z]{2}$';
/** More values than this are not listed in a message. */
const MAX_LISTED = 12;

const TYPES: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  string: 'text',
};

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'a date and time with its zone, such as 2026-01-31T08:00:00.000000Z',
  date: 'a date such as 2026-01-31',
  email: 'an e-mail address',
  uri: 'a URL',
  uuid: 'a UUID',
  byte: 'text in Base64',
};

const PATTERNS: Readonly<Record<string, string>> = {
  [COUNTRY_PATTERN]: 'two capital letters such as PL',
  '^[A-Z]{3}$': 'three capital letters such as EUR',
  '^\\d+$': 'a whole number, also as text',
  '^\\d+(\\.\\d+)?$': 'a number, also as text',
};

/** The text the API itself has for a field that must be there. */
export function requiredText(field: string): string {
  return `The ${field} field is required.`;
}

/** Names a field that is not in the contract, and the one that was probably meant. */
export function unknownText(kind: string, name: string, owner: string, known: readonly string[]): string {
  const meant = didYouMean(name, known);
  const listed = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return `is not a ${kind} of ${owner}; ${meant === undefined ? listed : `did you mean \`${meant}\`?`}`;
}

/**
 * What is wrong with a value, from all complaints about it: those of several alternatives make one sentence.
 *
 * @param value is described by its kind alone, because it may be a secret
 */
export function textOf(errors: readonly SchemaError[], field: string, value: unknown): string {
  if (errors.some((error) => isAboutCountries(error, field))) return 'validation.country_code';
  const types = errors
    .filter(({ keyword }) => keyword === 'type')
    .flatMap(({ params }) => params['type'] as string);
  // The alternative that was meant is the one that finds fault with more than the type.
  const others = errors.filter(({ keyword }) => !['type', 'oneOf', 'anyOf'].includes(keyword));
  if (others.length > 0) return alternatives(others.map((error) => ruleText(error, value)));
  if (types.length === 0) return 'does not fit the contract';
  return `must be ${alternatives(types.map((type) => TYPES[type] ?? type))}, but it is ${kindOf(value)}`;
}

function isAboutCountries({ keyword, params }: SchemaError, field: string): boolean {
  const codes =
    params['pattern'] === COUNTRY_PATTERN ||
    (keyword === 'enum' && (params['allowedValues'] as unknown[]).includes('UA'));
  return codes && /(^|\.)countryCodes?(\.\d+)?$/.test(field);
}

function ruleText({ keyword, params }: SchemaError, value: unknown): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'enum':
      return `must be ${valuesText(params['allowedValues'] as unknown[], value)}`;
    case 'format':
      return `must be ${FORMATS[params['format'] as string] ?? String(params['format'])}`;
    case 'pattern':
      return `must be ${PATTERNS[params['pattern'] as string] ?? `text that fits ${String(params['pattern'])}`}`;
    case 'minimum':
      return `must be at least ${limit}`;
    case 'maximum':
      return `must be at most ${limit}`;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return `must have at least ${limit} ${unitOf(keyword, limit)}`;
    case 'maxLength':
    case 'maxItems':
      return `must have at most ${limit} ${unitOf(keyword, limit)}`;
    case 'uniqueItems':
      return 'must not have the same item twice';
    default:
      return `does not fit the contract (${keyword})`;
  }
}

function unitOf(keyword: string, limit: string): string {
  const unit = { Length: 'character', Items: 'item' }[keyword.slice(3)] ?? 'field';
  return limit === '1' ? unit : `${unit}s`;
}

function valuesText(values: readonly unknown[], value: unknown): string {
  if (values.length <= MAX_LISTED) return alternatives(values.map(quoted));
  const meant = typeof value === 'string' ? didYouMean(value, values.map(String)) : undefined;
  const count = `one of the ${String(values.length)} values of the contract`;
  return meant === undefined ? count : `${count}; did you mean \`${meant}\`?`;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `\`${value}\`` : JSON.stringify(value);
}

function alternatives(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const last = unique.pop() ?? '';
  return unique.length === 0 ? last : `${unique.join(', ')} or ${last}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (value === '') return 'empty text';
  if (Array.isArray(value)) return TYPES['array'] ?? '';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
  return TYPES[typeof value] ?? typeof value;
}
