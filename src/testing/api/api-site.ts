import type { Account } from '../accounts/accounts.js';
import { verified } from '../contract/answer-check.js';
import { findOperation, labelOf, OPERATIONS } from '../contract/operations.js';
import { requestProblems } from '../contract/request-check.js';
import { errorMessage, Refusal, type Answer } from '../server/answer.js';
import { QueryReader } from '../server/query-reader.js';
import type { Incoming, Site } from '../server/site.js';
import { RawAnswer, type Call, type Handler, type Handlers } from './call.js';
import { refusalOf } from './refusal-words.js';

/** How closely requests and answers are validated against the contract of the API. */
export type ContractMode = 'strict' | 'lenient' | 'off';

const NO_ACCOUNT: Account = { id: '', kind: '', index: -1, clientId: '', accountRef: '' };

export interface ApiParts extends Omit<Site, 'answer'> {
  readonly mode: ContractMode;
  readonly handlers: Handlers;
  /** The account whose token a request carries, or the message of the 401. */
  readonly admit: (authorization: string | undefined, now: number) => Account | string;
  /** What to say of a path that is not served. Default: what is. */
  readonly unknownText?: (method: string, path: string) => string;
  /** Serves the operations that lie at the root of the host in place of those below the base. */
  readonly atRoot?: true;
}

/**
 * Serves the operations of the contract: finds them, validates requests and answers, and has handlers carry
 * them out.
 */
export function apiSite(parts: ApiParts): Site {
  return { ...parts, answer: (incoming) => answered(parts, incoming) };
}

async function answered(parts: ApiParts, incoming: Incoming): Promise<Answer> {
  const { mode, handlers, admit, failure = errorMessage, unknownText = servedText } = parts;
  const { request, malformed, now, replaceToken } = incoming;
  const { method, path, headers, body } = request;
  const found = findOperation(method, path, parts.atRoot);
  if (!found) return failure(404, unknownText(method, path));
  const { operation, params } = found;
  const account = operation.open ? NO_ACCOUNT : admit(headers.authorization, now);
  if (typeof account === 'string') return failure(401, account);
  if (malformed) return failure(422, 'The body is not valid JSON.');
  const problems = mode === 'off' ? {} : requestProblems(operation, params, request, mode === 'strict');
  if (Object.keys(problems).length > 0) return refusalOf(operation.id, problems);
  const query = new QueryReader(request.query);
  const language = /^\s*uk\b/i.test(headers['accept-language'] ?? '') ? 'uk' : 'en';
  const call = { request, now, replaceToken, operation, params, query, body, account, language } as const;
  const answer = await carriedOut(handlers[operation.id], call);
  // A token that a test made up need not look like one.
  return mode === 'off' || replaceToken !== undefined ? answer : verified(operation, answer);
}

async function carriedOut(handler: Handler | undefined, call: Call): Promise<Answer> {
  const { operation } = call;
  try {
    const result = await handler?.(call);
    if (result instanceof RawAnswer) return result.answer;
    const body = result ?? exampleFor(call);
    return { status: operation.success, ...(body !== undefined && { body }) };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function servedText(method: string, path: string): string {
  const labels = OPERATIONS.filter(({ atRoot }) => atRoot === undefined).map(labelOf);
  return `The emulator does not serve ${method} ${path}. It serves: ${labels.join(', ')}.`;
}

/** The contract's example; of a list the page that was asked for. */
function exampleFor({ operation: { example }, query }: Call): unknown {
  const { current_page: page, items } = (example ?? {}) as { current_page?: unknown; items?: unknown };
  return page !== undefined && Array.isArray(items) ? query.page(items as unknown[]) : example;
}
