import type { z } from 'zod';
import { NovaPostConfigError } from './nova-post.errors.js';

/** What is wrong with one option. */
export interface OptionProblem {
  /** Path such as `http.timeoutMs`; empty for the options as a whole. */
  readonly option: string;
  /** Completes "option: …"; tells the cure and quotes no secret. */
  readonly message: string;
}

/** @param what such as `Nova Post options`. */
export function invalidOptions(what: string, problems: readonly OptionProblem[]): NovaPostConfigError {
  const lines = problems.map(({ option, message }) =>
    option === '' ? `- ${message}` : `- ${option}: ${message}`,
  );
  return new NovaPostConfigError(
    `Invalid ${what}:\n${lines.join('\n')}`,
    problems.map(({ option }) => option).filter((option) => option !== ''),
  );
}

export interface ProblemReading {
  /** All names of options, by group, for "did you mean". */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** Options whose value may be quoted, if zod was told to report inputs. */
  readonly quotable?: RegExp;
}

export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  { names = {}, quotable = /$^/ }: ProblemReading = {},
): OptionProblem[] {
  return issues.flatMap((issue) => {
    const option = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        option: option === '' ? key : `${option}.${key}`,
        message: `is not an option.${suggestion(option, key, names)}`,
      }));
    }
    // Of the ways to write an option, the object is the one whose parts can be wrong.
    const inner =
      issue.code === 'invalid_union' ? issue.errors.find((way) => way.some(isAboutPart)) : undefined;
    if (inner !== undefined) {
      const parts = inner.map((part) => ({ ...part, path: [...issue.path, ...part.path] }));
      return problemsOf(parts, { names, quotable });
    }
    const value = quotable.test(option) ? quoted(issue.input) : '';
    return [{ option, message: `${issue.message}${value}.` }];
  });
}

function isAboutPart(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}

/** Short words and numbers only: should a key have got into the wrong variable, it is longer. */
function quoted(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `, but is ${String(value)}`;
  return typeof value === 'string' && /^[\w.: -]{1,20}$/.test(value) ? `, but is '${value}'` : '';
}

function suggestion(group: string, name: string, names: Readonly<Record<string, readonly string[]>>): string {
  const candidates = Object.entries(names).flatMap(([where, known]) =>
    known.map((option) => ({
      path: where === '' ? option : `${where}.${option}`,
      // In its own group first.
      distance: distance(name.toLowerCase(), option.toLowerCase()) + (where === group ? 0 : 0.5),
    })),
  );
  const best = candidates.sort((a, b) => a.distance - b.distance)[0];
  if (best === undefined) return ' Check the spelling.';
  if (best.distance <= Math.max(2, name.length / 3)) return ` Did you mean ${best.path}?`;
  return ` Check the spelling; there are ${(names[group] ?? []).join(', ')}.`;
}

/** How many letters to add, drop or change (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * The same options without what they inherit: a polluted Object.prototype must not give any. Groups of options in them
 * are copied the same way; schemes, stores, agents and clocks stay what they are.
 */
export function ownProperties<Options>(options: Options): Options {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  const entries = Object.entries(options).map(([name, value]: [string, unknown]) => {
    return [name, GROUPS.has(name) ? ownProperties(value) : value] as const;
  });
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries)) as Options;
}

const GROUPS: ReadonlySet<string> = new Set([
  'token',
  'http',
  'retry',
  'rateLimit',
  'accounts',
  'headers',
  'dedupe',
]);
