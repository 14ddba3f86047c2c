import type { Answer } from '../server/answer.js';
import { findOperation, type Check, type Operation } from './operation.js';
import { jsonProblems, mediaTypeOf } from './request-check.js';

/** Any operation may answer these, whether the contract repeats them there or not. */
const EVERYWHERE = [401, 403, 429, 503];

/** What is wrong with an answer, in words; nothing when it follows the contract. */
export function answerProblems(operation: Operation, answer: Answer): readonly string[] {
  const { label } = operation;
  const content = operation.answers.get(answer.status) ?? contentEverywhere(answer.status);
  if (!content) {
    const named = [...operation.answers.keys()].join(', ');
    return [`status ${String(answer.status)} is none of ${label} (${named})`];
  }
  if (content.size === 0) {
    return answer.body === undefined ? [] : [`status ${String(answer.status)} has no body there`];
  }
  const mediaType = mediaTypeOf(contentTypeOf(answer));
  const check = content.get(mediaType);
  if (!check) return [`its Content-Type is ${mediaType}, not ${[...content.keys()].join(' or ')}`];
  if (mediaType !== 'application/json') return [];
  const problems = jsonProblems(check, jsonOf(answer.body), {
    owner: `the answer to ${label}`,
    top: 'the body',
    strict: true,
    fieldOf: (path) => path.join('.'),
  });
  return Object.entries(problems).map(([field, text]) => `${field}: ${text}`);
}

/** As the usual failure body is drawn for an operation that names all of them. */
function contentEverywhere(status: number): ReadonlyMap<string, Check> | undefined {
  return EVERYWHERE.includes(status) ? findOperation('GET', '/divisions')?.answers.get(status) : undefined;
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
