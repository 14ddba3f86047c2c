import { errorMessage, fieldErrors, type Answer } from '../server/answer.js';
import type { Call, Route } from '../server/route.js';
import { answerProblems } from './answer-check.js';
import { operationAt } from './operations.js';
import { requestProblems } from './request-check.js';

/** How closely requests and answers are validated against the contract of the API. */
export type ContractMode = 'strict' | 'lenient' | 'off';

/** An answer that breaks the contract in many places is one mistake repeated: a few of them are enough. */
const ANSWER_PROBLEMS_SHOWN = 5;

/** Validates what comes to an emulator, and what it answers, against the contract of the API. */
export class Contract {
  readonly #mode: ContractMode;

  constructor(mode: ContractMode) {
    this.#mode = mode;
  }

  /** The 422 for a request that breaks the contract; `undefined` when it may pass. */
  refuse({ method, path, handlerChecks = [] }: Route, { request, params }: Call): Answer | undefined {
    const operation = this.#mode === 'off' ? undefined : operationAt(method, path);
    if (!operation) return undefined;
    const all = Object.entries(requestProblems(operation, params, request, this.#mode === 'strict'));
    const isHandled = (field: string): boolean =>
      handlerChecks.some((name) => field === name || field.startsWith(`${name}.`));
    const problems = all.filter(([field]) => !isHandled(field));
    return problems.length === 0 ? undefined : fieldErrors(Object.fromEntries(problems));
  }

  /** The answer itself when it follows the contract, otherwise a 500 that says where it does not. */
  verified(route: Route, { replaceToken }: Call, answer: Answer): Answer {
    // A token that a test made up need not look like one.
    const exempt = this.#mode === 'off' || replaceToken !== undefined;
    const operation = exempt ? undefined : operationAt(route.method, route.path);
    const problems = operation ? answerProblems(operation, answer) : [];
    if (problems.length === 0) return answer;
    const shown = problems.slice(0, ANSWER_PROBLEMS_SHOWN).join('; ');
    const more = problems.length - ANSWER_PROBLEMS_SHOWN;
    return errorMessage(
      500,
      `The emulator's answer to ${route.method} ${route.path} does not follow the contract: ${shown}` +
        (more > 0 ? `; and ${String(more)} more.` : '.'),
    );
  }
}
