import type { Schema } from './document.js';
import type { ContractQuirks } from './contract-quirks.js';
import type { Operation, Parameter } from './operation.js';
import { problemsOf, requiredText, unknownText } from './problem-text.js';

type Query = Readonly<Record<string, string | readonly string[]>>;

/** Every value of one parameter, and how it was written. */
interface Given {
  readonly values: string[];
  /** `name[]=` or `name[0]=` as opposed to `name=`. */
  bracketed: boolean;
  bare: boolean;
}

/** What is wrong with a query. Names the contract does not have are a matter of `strict`. */
export function queryProblems(
  operation: Operation,
  query: Query,
  quirks: ContractQuirks,
  strict: boolean,
): Record<string, string> {
  const problems: Record<string, string> = {};
  const given = new Map<Parameter, Given>();
  for (const [written, value] of Object.entries(query)) {
    const [, name = '', index] = /^(.*?)(?:\[(\d*)\])?$/s.exec(written) ?? [];
    const parameter = operation.query.get(name);
    if (parameter) add(given, parameter, value, index !== undefined);
    else if (strict) problems[written] = unknownQueryText(operation, written);
  }
  for (const parameter of operation.query.values()) {
    Object.assign(problems, parameterProblems(parameter, given.get(parameter), quirks));
  }
  return problems;
}

function add(
  given: Map<Parameter, Given>,
  parameter: Parameter,
  value: string | readonly string[],
  bracketed: boolean,
): void {
  const before = given.get(parameter) ?? { values: [], bracketed: false, bare: false };
  before.values.push(...(typeof value === 'string' ? [value] : value));
  if (bracketed) before.bracketed = true;
  else before.bare = true;
  given.set(parameter, before);
}

function unknownQueryText(operation: Operation, written: string): string {
  const known = [...operation.query.values()].map((parameter) => parameter.written);
  return unknownText('query parameter', written, operation.label, known);
}

function parameterProblems(
  parameter: Parameter,
  given: Given | undefined,
  quirks: ContractQuirks,
): Readonly<Record<string, string>> {
  const { name, required, isList } = parameter;
  // `name=` says nothing: the service reads it as if it were not there.
  if (given === undefined || given.values.every((value) => value === '')) {
    return required ? { [name]: requiredText(name) } : {};
  }
  return isList ? listProblems(parameter, given, quirks) : singleProblems(parameter, given, quirks);
}

function listProblems({ name, written, schema, validate }: Parameter, given: Given, quirks: ContractQuirks) {
  if (given.bare && written.endsWith('[]') && quirks.bareArrays !== true) {
    return { [name]: `The ${name} must be an array. Write ${name}[]=... or ${name}[0]=...` };
  }
  const values = given.values.map((text) => coerced(text, schema.items ?? {}));
  return problemsOf(validate(values), name, (path) => [name, ...path].join('.'));
}

function singleProblems({ name, schema, validate }: Parameter, given: Given, quirks: ContractQuirks) {
  const [text = ''] = given.values;
  if (given.bracketed) return { [name]: `must be a single value: write ${name}=... without brackets` };
  if (given.values.length > 1)
    return { [name]: `must be a single value, but it is there ${String(given.values.length)} times` };
  const value = coerced(text, schema);
  const { maxLimit } = quirks;
  if (name === 'limit' && maxLimit !== undefined && typeof value === 'number' && value > maxLimit) {
    return { [name]: `must be at most ${String(maxLimit)}` };
  }
  return problemsOf(validate(value), name, (path) => [name, ...path].join('.'));
}

/** A query has text alone: what is to be a number or a flag is made one, and stays text when it cannot be. */
export function coerced(text: string, { type }: Schema): unknown {
  if (type === 'boolean') return { true: true, 1: true, false: false, 0: false }[text] ?? text;
  const isNumber = type === 'integer' || type === 'number';
  return isNumber && /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : text;
}
