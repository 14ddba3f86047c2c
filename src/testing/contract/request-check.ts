import type { RecordedRequest } from '../server/recorded-request.js';
import { withServicesAsList } from './bare-services.js';
import type { ContractQuirks } from './contract-quirks.js';
import type { Check, Operation } from './operation.js';
import { problemsOf, unknownText, type Problems } from './problem-text.js';
import { coerced, queryProblems } from './query-check.js';
import { unknownFields } from './unknown-fields.js';

/** What of a request the contract speaks about. */
export type CheckedRequest = Pick<RecordedRequest, 'query' | 'headers' | 'body'>;

export interface RequestCheckRules {
  /** Whether fields and names the contract does not have are problems. */
  readonly strict: boolean;
  readonly quirks: ContractQuirks;
}

/**
 * What is wrong with a request, by field; nothing when it follows the contract.
 *
 * @param pathValues the values of the places in the path, in order
 */
export function requestProblems(
  operation: Operation,
  pathValues: readonly string[],
  request: CheckedRequest,
  { strict, quirks }: RequestCheckRules,
): Problems {
  return {
    ...pathProblems(operation, pathValues),
    ...queryProblems(operation, request.query, quirks, strict),
    ...bodyProblems(operation, request, strict),
  };
}

function pathProblems(operation: Operation, values: readonly string[]): Problems {
  const all = operation.path.map(({ name, schema, validate }, index) =>
    problemsOf(validate(coerced(values[index] ?? '', schema)), name, (path) => [name, ...path].join('.')),
  );
  return Object.assign({}, ...all) as Problems;
}

function bodyProblems(
  { label, body: contract }: Operation,
  { body, headers }: CheckedRequest,
  strict: boolean,
): Problems {
  if (contract === undefined) {
    return body === undefined || !strict ? {} : { body: `is not read: ${label} has no body` };
  }
  const mediaTypes = [...contract.content.keys()].join(' or ');
  if (body === undefined) {
    return contract.required ? { body: `is missing: ${label} needs a body of ${mediaTypes}` } : {};
  }
  const given = mediaTypeOf(headers['content-type']);
  const check = contract.content.get(given);
  if (!check) {
    const instead = given === '' ? 'there is none' : `it is ${given}`;
    return { 'Content-Type': `must be ${mediaTypes}, but ${instead}` };
  }
  const { value, fieldOf } = withServicesAsList(label, body);
  return jsonProblems(check, value, { owner: `the body of ${label}`, top: 'body', strict, fieldOf });
}

/** A media type alone, without parameters such as the charset. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

export interface JsonRules {
  /** What the fields of the value itself belong to, in words. */
  readonly owner: string;
  /** The name of the value itself. */
  readonly top: string;
  readonly strict: boolean;
  readonly fieldOf: (path: readonly string[]) => string;
}

/** What is wrong with a value that came, or goes, as JSON. */
export function jsonProblems({ schema, validate }: Check, value: unknown, rules: JsonRules): Problems {
  const { owner, top, strict, fieldOf } = rules;
  // A closed object is one more place for unknown fields, which are looked for here, with better words.
  const errors = validate(value).filter(({ keyword }) => keyword !== 'additionalProperties');
  const problems: Record<string, string> = {};
  for (const { path, known } of strict ? unknownFields(value, schema) : []) {
    const above = path.length === 1 ? owner : fieldOf(path.slice(0, -1));
    problems[fieldOf(path)] = unknownText('field', path.at(-1) ?? '', above, known);
  }
  return { ...problems, ...problemsOf(errors, top, fieldOf) };
}
