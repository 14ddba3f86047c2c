import { BODY, problemsOf } from '../../schemas/problems.js';
import { bytesOf, contentTypeOf, errorMessage, type Answer } from '../server/answer.js';
import { findOperation, labelOf, validatorOf, type Operation } from './operations.js';
import { mediaTypeOf } from './request-check.js';

/** Any operation may answer these, whether the contract repeats them there or not. */
const EVERYWHERE = [401, 403, 429, 503];

/** An answer that breaks the contract in many places is one mistake repeated: a few of them are enough. */
const PROBLEMS_SHOWN = 5;

/** The answer itself when it follows the contract, otherwise a 500 that says where it does not. */
export function verified(operation: Operation, answer: Answer): Answer {
  const problems = answerProblems(operation, answer);
  if (problems.length === 0) return answer;
  const more = problems.length - PROBLEMS_SHOWN;
  const shown = problems.slice(0, PROBLEMS_SHOWN).join('; ');
  return errorMessage(
    500,
    `The emulator's answer to ${labelOf(operation)} does not follow the contract: ${shown}` +
      (more > 0 ? `; and ${String(more)} more.` : '.'),
  );
}

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
  const schema = content[mediaType];
  if (schema === undefined)
    return [`its Content-Type is ${mediaType}, not ${Object.keys(content).join(' or ')}`];
  if (schema === null) return [];
  const names = { name: BODY, owner: `the answer to ${label}` };
  const problems = problemsOf(validatorOf(schema, true), parsed(bytesOf(answer).toString()), names);
  return Object.entries(problems).map(([field, text]) => `${field}: ${text}`);
}

/** As the usual failure body is drawn for an operation that names all of them. */
function contentEverywhere(status: number): Operation['answers'][string] | undefined {
  const usual = findOperation('GET', '/divisions', undefined)?.operation;
  return EVERYWHERE.includes(status) ? usual?.answers[String(status)] : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? undefined : text;
  }
}
