import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong, by field, in the words that the rest of the library has. Quotes no value. */
export function problemText(issue: Issue): readonly (readonly [field: string, text: string])[] {
  const field = fieldOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => [fieldOf([...issue.path, key]), 'is not a field; check how it is spelt']);
  }
  if (issue.code === 'invalid_union') return ofUnion(issue, field);
  return [[field, textOf(issue)]];
}

/** Of the alternatives that which came furthest: its complaints are about something inside. */
function ofUnion(issue: z.core.$ZodIssueInvalidUnion, field: string) {
  const inside = issue.errors.find((issues) => issues.some(({ path }) => path.length > 0));
  if (inside !== undefined) {
    return inside.flatMap((inner) => problemText({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  const texts = issue.errors
    .flat()
    .map(textOf)
    .filter((text) => text !== 'must be null');
  const [first = '', ...others] = [...new Set(texts)];
  return [[field, [first, ...others.map((text) => text.replace(/^must be /, ''))].join(' or ')] as const];
}

function textOf(issue: Issue): string {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nameOf(issue.expected)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must ${sizeOf(issue.origin, issue.minimum, 'or more')}`;
    case 'too_big':
      return `must ${sizeOf(issue.origin, issue.maximum, 'or fewer')}`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? 'has a wrong form; see the example in its schema'
        : `must be a valid ${issue.format}`;
    default:
      return 'is not what it should be';
  }
}

function sizeOf(origin: string, size: number | bigint, more: string): string {
  const limit = String(size);
  if (origin === 'string') return `have ${limit} characters ${more}`;
  if (origin === 'array') return `have ${limit} items ${more}`;
  return `be ${limit} ${more === 'or fewer' ? 'or less' : more}`;
}

function nameOf(type: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    null: 'null',
  };
  return names[type] ?? type;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : path.map(String).join('.');
}
