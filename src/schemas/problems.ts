import type { z } from 'zod';
import { nearestName } from './nearest-name.js';
import { patternWords } from './schemas.generated.js';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** What is wrong, by the dotted path of the field: `parcels.0.width`. */
export type Problems = Record<string, string>;

/** What a value is called in these words. */
export interface ValueNames {
  /** Name of the value itself; what is inside is named after it unless it is a body. */
  readonly name: string;
  /** What its fields belong to, in words. */
  readonly owner: string;
}

/** The name of a whole body, which its fields are not named after. */
export const BODY = 'body';

/** More values than this are not listed. */
const MAX_LISTED = 12;

const TYPES: Readonly<Record<string, string>> = {
  int: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'text',
};

/** What a schema finds wrong with a value; nothing when it is good. No value is quoted: it may be a secret. */
export function problemsOf(schema: z.ZodType, value: unknown, names: ValueNames): Problems {
  const { error } = schema.safeParse(value, { reportInput: true, error: missingFact });
  const problems: Problems = {};
  for (const issue of error?.issues ?? []) {
    for (const [field, text] of problemsIn(issue, names)) problems[field] ??= text;
  }
  return problems;
}

/** The text the API itself has for a field that must be there. */
export function requiredText(field: string): string {
  return `The ${field} field is required.`;
}

/** Names a field that is not in the contract, and the one that was probably meant. */
export function unknownText(kind: string, name: string, owner: string, known: readonly string[]): string {
  const meant = nearestName(name, known);
  const listed = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return `is not a ${kind} of ${owner}; ${meant === undefined ? listed : `did you mean \`${meant}\`?`}`;
}

/** As a message what zod leaves out of its issues: which fields there are, and that a number must be whole. */
function missingFact({ code, inst }: RawIssue): string | undefined {
  if (code === 'unrecognized_keys') return Object.keys((inst as z.ZodObject).shape).join(' ');
  return code === 'invalid_type' && (inst as z.ZodNumber).format === 'safeint' ? 'int' : undefined;
}

function problemsIn(issue: Issue, names: ValueNames): [field: string, text: string][] {
  const field = fieldOf(issue.path, names);
  if (issue.code === 'unrecognized_keys') {
    const owner = issue.path.length === 0 ? names.owner : field;
    const known = issue.message.split(' ').filter(Boolean);
    return issue.keys.map((key) => [
      fieldOf([...issue.path, key], names),
      unknownText('field', key, owner, known),
    ]);
  }
  if (issue.input === undefined && issue.path.length > 0) return [[field, requiredText(field)]];
  // Of several alternatives that which fits as such and has its faults inside.
  const meant = issue.code === 'invalid_union' ? issue.errors.find((one) => one.some(isInside)) : undefined;
  if (meant !== undefined) {
    return meant.flatMap((inner) => problemsIn({ ...inner, path: [...issue.path, ...inner.path] }, names));
  }
  return [[field, textOf(leavesOf(issue), issue.input)]];
}

function isInside({ code, path }: Issue): boolean {
  return path.length > 0 || code === 'unrecognized_keys';
}

function leavesOf(issue: Issue): Issue[] {
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(leavesOf) : [issue];
}

/** The alternative that was meant is the one that finds fault with more than the type. */
function textOf(issues: readonly Issue[], value: unknown): string {
  const rules = issues.filter(({ code }) => code !== 'invalid_type');
  if (rules.length > 0) return alternatives(rules.map((issue) => `must ${ruleText(issue, value)}`));
  const types = issues.map((issue) => {
    if (issue.message === 'int') return 'int';
    return issue.code === 'invalid_type' ? issue.expected : '';
  });
  return `must be ${alternatives(types.map((type) => TYPES[type] ?? type))}, but it is ${kindOf(value)}`;
}

function ruleText(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_value':
      return `be ${valuesText(issue.values, value)}`;
    case 'too_small':
      return sizeText(issue.origin, issue.minimum, 'at least');
    case 'too_big':
      return sizeText(issue.origin, issue.maximum, 'at most');
    case 'invalid_format':
      return `be ${patternWords[String(issue.pattern).slice(1, -1)] ?? FORMATS[issue.format] ?? 'text of another form'}`;
    case 'custom':
      return 'not have the same item twice';
    default:
      return `fit the contract (${issue.code})`;
  }
}

const FORMATS: Readonly<Record<string, string>> = { email: 'an e-mail address', url: 'a URL' };

function sizeText(origin: string, size: number | bigint, limit: string): string {
  const unit = { string: 'character', array: 'item', object: 'field' }[origin];
  if (unit === undefined) return `be ${limit} ${String(size)}`;
  return `have ${limit} ${String(size)} ${Number(size) === 1 ? unit : `${unit}s`}`;
}

function valuesText(values: readonly unknown[], value: unknown): string {
  if (values.length <= MAX_LISTED) return alternatives(values.map((one) => `\`${String(one)}\``));
  const meant = typeof value === 'string' ? nearestName(value, values.map(String)) : undefined;
  const count = `one of the ${String(values.length)} values of the contract`;
  return meant === undefined ? count : `${count}; did you mean \`${meant}\`?`;
}

function alternatives(texts: readonly string[]): string {
  const [last = '', ...others] = [...new Set(texts)].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
  return TYPES[typeof value] ?? typeof value;
}

function fieldOf(path: readonly PropertyKey[], { name }: ValueNames): string {
  if (path.length === 0) return name;
  return [...(name === BODY ? [] : [name]), ...path.map(String)].join('.');
}
