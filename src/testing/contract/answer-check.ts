import type { Answer } from '../server/answer.js';
import { labelOf, operationById, type Operation } from './operations.js';
import { BODY, problemsOf } from './problems.js';
import { mediaTypeOf } from './request-check.js';

/** Any operation may answer these, whether the contract repeats them there or not. */
const EVERYWHERE = [401, 403, 429, 503];

/** What is wrong with an answer, in words; nothing when it follows the contract. */
export function answerProblems(operation: Operation, answer: Answer): readonly string[] {
  const label = labelOf(operation);
  const status = String(answer.status);
  const content = operation.answers[status] ?? contentEverywhere(answer.status);
  if (!content)
    return [`status ${status} is none of ${label} (${Object.keys(operation.answers).join(', ')})`];
  if (Object.keys(content).length === 0) {
    return answer.body === undefined ? [] : [`status ${status} has no body there`];
  }
  const mediaType = mediaTypeOf(contentTypeOf(answer));
  const check = content[mediaType];
  if (check === undefined)
    return [`its Content-Type is ${mediaType}, not ${Object.keys(content).join(' or ')}`];
  if (check === null) return [];
  const rules = { name: BODY, owner: `the answer to ${label}`, strict: true };
  return Object.entries(problemsOf(check, jsonOf(answer.body), rules)).map(
    ([field, text]) => `${field}: ${text}`,
  );
}

/** As the usual failure body is drawn for an operation that names all of them. */
function contentEverywhere(status: number): Operation['answers'][string] | undefined {
  return EVERYWHERE.includes(status) ? operationById('getDivisions').answers[String(status)] : undefined;
}

function contentTypeOf({ headers = {} }: Answer): string {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return typeof found === 'string' ? found : 'application/json';
}

function jsonOf(body: unknown): unknown {
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return body;
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return body;
  }
}
