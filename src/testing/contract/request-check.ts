import { BODY, problemsOf, requiredText, unknownText, type Problems } from '../../schemas/problems.js';
import type { RecordedRequest } from '../server/recorded-request.js';
import { givenNames } from '../server/query-reader.js';
import { labelOf, validatorOf, type Operation, type Parameter } from './operations.js';

/** What of a request the contract speaks about. */
export type CheckedRequest = Pick<RecordedRequest, 'query' | 'headers' | 'body'>;

/** What is wrong with a request, by field; nothing when it follows the contract. */
export function requestProblems(
  operation: Operation,
  params: Readonly<Record<string, string>>,
  request: CheckedRequest,
  strict: boolean,
): Problems {
  const inPath = operation.inPath.map((parameter) =>
    valueProblems(parameter, params[parameter.name] ?? '', strict),
  );
  return Object.assign(
    {},
    ...inPath,
    queryProblems(operation, request.query, strict),
    bodyProblems(operation, request, strict),
  ) as Problems;
}

/** A query parameter without the brackets of a list. */
function plainName({ name }: Parameter): string {
  return name.replace(/\[\]$/, '');
}

function queryProblems(operation: Operation, query: RecordedRequest['query'], strict: boolean): Problems {
  const problems: Problems = {};
  const given = givenNames(query);
  const known = operation.inQuery.map(({ name }) => name);
  for (const written of strict ? Object.keys(query) : []) {
    const name = written.replace(/\[\d*\]$/, '');
    if (!operation.inQuery.some((parameter) => plainName(parameter) === name))
      problems[written] = unknownText('query parameter', written, labelOf(operation), known);
  }
  for (const parameter of operation.inQuery) {
    const name = plainName(parameter);
    const { values, bracketed, bare } = given.get(name) ?? { values: [], bracketed: false, bare: false };
    // `name=` says nothing: the service reads it as if it were not there.
    if (values.every((value) => value === '')) {
      if (parameter.required) problems[name] = requiredText(name);
    } else if (parameter.types.includes('array')) {
      if (strict && bare && parameter.name !== name) {
        problems[name] = `The ${name} must be an array. Write ${name}[]=... or ${name}[0]=...`;
      } else Object.assign(problems, valueProblems(parameter, values, strict));
    } else if (bracketed) problems[name] = `must be a single value: write ${name}=... without brackets`;
    else if (values.length > 1)
      problems[name] = `must be a single value, but it is given ${String(values.length)} times`;
    else Object.assign(problems, valueProblems(parameter, values[0] ?? '', strict));
  }
  return problems;
}

/**
 * A path or query has text alone: what is to be a number or a flag is made one, and stays text when it cannot
 * be.
 */
function valueProblems(parameter: Parameter, value: string | readonly string[], strict: boolean): Problems {
  const name = plainName(parameter);
  const { types, itemTypes = [] } = parameter;
  const read =
    typeof value === 'string' ? coerced(value, types) : value.map((item) => coerced(item, itemTypes));
  return problemsOf(validatorOf(parameter.schema, strict), read, { name, owner: name });
}

function coerced(text: string, types: readonly string[]): unknown {
  const flag = { true: true, 1: true, false: false, 0: false }[text];
  if (types.includes('boolean') && flag !== undefined) return flag;
  const isNumber = types.includes('integer') || types.includes('number');
  return isNumber && /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : text;
}

function bodyProblems(operation: Operation, { body, headers }: CheckedRequest, strict: boolean): Problems {
  const label = labelOf(operation);
  if (operation.body === undefined) {
    return body === undefined || !strict ? {} : { [BODY]: `is not read: ${label} has no body` };
  }
  const { required, content } = operation.body;
  const mediaTypes = Object.keys(content).join(' or ');
  if (body === undefined) {
    return required ? { [BODY]: `is missing: ${label} needs a body of ${mediaTypes}` } : {};
  }
  const given = mediaTypeOf(headers['content-type']);
  const schema = content[given];
  if (schema === undefined) {
    return { 'Content-Type': `must be ${mediaTypes}, but it is ${given || 'missing'}` };
  }
  if (schema === null) return {};
  return problemsOf(validatorOf(schema, strict), body, { name: BODY, owner: `the body of ${label}` });
}

/** A media type alone, without parameters such as the charset. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
