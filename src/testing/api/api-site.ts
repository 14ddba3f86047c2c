import type { Account } from '../accounts/account.js';
import { answerProblems } from '../contract/answer-check.js';
import { labelOf, OPERATIONS, OWN_OPERATIONS, type Operation } from '../contract/operations.js';
import { requestProblems } from '../contract/request-check.js';
import { errorMessage, Refusal, type Answer } from '../server/answer.js';
import { pathMatcher } from '../server/path-pattern.js';
import { QueryReader } from '../server/query-reader.js';
import type { Incoming, Site } from '../server/site.js';
import { languageOf, RawAnswer, type Call, type Handlers } from './call.js';
import { refusalOf } from './refusal-words.js';

/** How closely requests and answers are validated against the contract of the API. */
export type ContractMode = 'strict' | 'lenient' | 'off';

/** An answer that breaks the contract in many places is one mistake repeated: a few of them are enough. */
const ANSWER_PROBLEMS_SHOWN = 5;

/** Literal paths first, so that /shipments/tracking is never taken for /shipments/{id}. */
const MATCHERS = [...OPERATIONS, ...OWN_OPERATIONS]
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
  .map((operation) => ({ operation, matches: pathMatcher(operation.path) }));

const NO_ACCOUNT: Account = { id: '', kind: '', index: -1, clientId: '', accountRef: '' };

export interface ApiParts extends Pick<Site, 'base' | 'asksForToken' | 'senderOf' | 'failure'> {
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
export class ApiSite implements Site {
  readonly base: string;
  readonly asksForToken: Site['asksForToken'];
  readonly senderOf: Site['senderOf'];
  readonly failure: Site['failure'];
  readonly #parts: ApiParts;

  constructor(parts: ApiParts) {
    this.base = parts.base;
    this.asksForToken = parts.asksForToken;
    this.senderOf = parts.senderOf;
    this.failure = parts.failure;
    this.#parts = parts;
  }

  async answer(incoming: Incoming): Promise<Answer> {
    const { request, path, now, malformed } = incoming;
    const found = this.find(request.method, path);
    if (!found) {
      const { unknownText = servedText } = this.#parts;
      return this.failure(404, unknownText(request.method, path));
    }
    const { operation, params } = found;
    const account = operation.open ? NO_ACCOUNT : this.#parts.admit(request.headers.authorization, now);
    if (typeof account === 'string') return this.failure(401, account);
    if (malformed) return this.failure(422, 'The body is not valid JSON.');
    const refused = this.#refused(operation, params, incoming);
    if (refused) return refused;
    const query = new QueryReader(request.query);
    const language = languageOf(request.headers['accept-language']);
    const { body } = request;
    const answer = await this.#carriedOut({ ...incoming, operation, params, query, body, account, language });
    return this.verified(operation, answer, incoming.replaceToken !== undefined);
  }

  /** The operation behind a request, if this site serves it. */
  find(method: string, path: string): { operation: Operation; params: Record<string, string> } | undefined {
    const wanted = method === 'HEAD' ? 'GET' : method;
    for (const { operation, matches } of MATCHERS) {
      if (operation.method !== wanted || operation.atRoot !== this.#parts.atRoot) continue;
      const params = matches(path);
      if (params) return { operation, params };
    }
    return undefined;
  }

  /** The answer itself when it follows the contract, otherwise a 500 that says where it does not. */
  verified(operation: Operation, answer: Answer, replacedToken = false): Answer {
    // A token that a test made up need not look like one.
    const problems = this.#parts.mode === 'off' || replacedToken ? [] : answerProblems(operation, answer);
    if (problems.length === 0) return answer;
    const shown = problems.slice(0, ANSWER_PROBLEMS_SHOWN).join('; ');
    const more = problems.length - ANSWER_PROBLEMS_SHOWN;
    return errorMessage(
      500,
      `The emulator's answer to ${labelOf(operation)} does not follow the contract: ${shown}` +
        (more > 0 ? `; and ${String(more)} more.` : '.'),
    );
  }

  #refused(
    operation: Operation,
    params: Readonly<Record<string, string>>,
    { request }: Incoming,
  ): Answer | undefined {
    const { mode } = this.#parts;
    if (mode === 'off') return undefined;
    const problems = requestProblems(operation, params, request, mode === 'strict');
    return Object.keys(problems).length === 0 ? undefined : refusalOf(operation.id, problems);
  }

  async #carriedOut(call: Call): Promise<Answer> {
    const { operation } = call;
    try {
      const result = await this.#parts.handlers[operation.id]?.(call);
      if (result instanceof RawAnswer) return result.answer;
      const body = result ?? exampleFor(call);
      return { status: operation.success, ...(body !== undefined && { body }) };
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }
}

function servedText(method: string, path: string): string {
  const served = MATCHERS.filter(({ operation }) => operation.atRoot === undefined);
  const labels = served.map(({ operation }) => labelOf(operation)).join(', ');
  return `The emulator does not serve ${method} ${path}. It serves: ${labels}.`;
}

/** The contract's example; of a list the page that was asked for. */
function exampleFor({ operation: { example }, query }: Call): unknown {
  const { current_page: page, items } = (example ?? {}) as { current_page?: unknown; items?: unknown };
  return page !== undefined && Array.isArray(items) ? query.page(items as unknown[]) : example;
}
