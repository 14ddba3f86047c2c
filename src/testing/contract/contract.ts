import { errorMessage, fieldErrors, type Answer } from '../server/answer.js';
import type { Call, Route } from '../server/route.js';
import { answerProblems } from './answer-check.js';
import type { ContractQuirks } from './contract-quirks.js';
import { findOperation } from './operation.js';
import type { Problems } from './problem-text.js';
import { requestProblems } from './request-check.js';

/** How closely requests and answers are held against the contract of the API. */
export type ContractMode = 'strict' | 'lenient' | 'off';

/** An answer that breaks the contract in many places is one mistake repeated: a few of them tell enough. */
const ANSWER_PROBLEMS_SHOWN = 5;

/** Holds what comes to an emulator, and what it answers, against the contract of the API. */
export class Contract {
  readonly #mode: ContractMode;
  readonly #quirks: ContractQuirks;

  constructor(mode: ContractMode, quirks: ContractQuirks) {
    this.#mode = mode;
    this.#quirks = quirks;
  }

  /** The 422 for a request that breaks the contract; `undefined` when it may pass. */
  refuse(route: Route, { request, params }: Call): Answer | undefined {
    const operation = this.#mode === 'off' ? undefined : findOperation(route.method, route.path);
    if (!operation) return undefined;
    const rules = { strict: this.#mode === 'strict', quirks: this.#quirks };
    const pathValues = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => params[name] ?? '');
    const problems = withoutHandled(requestProblems(operation, pathValues, request, rules), route);
    return Object.keys(problems).length === 0 ? undefined : fieldErrors(problems);
  }

  /** The answer itself when it follows the contract, otherwise a 500 that says where it does not. */
  verified(route: Route, { replaceToken }: Call, answer: Answer): Answer {
    // A token that a test made up need not look like one.
    const exempt = this.#mode === 'off' || replaceToken !== undefined;
    const operation = exempt ? undefined : findOperation(route.method, route.path);
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

/** Fields the handler complains about itself, because the API has words of its own there. */
function withoutHandled(problems: Problems, { handlerChecks = [] }: Route): Problems {
  const handled = (field: string): boolean =>
    handlerChecks.some((name) => field === name || field.startsWith(`${name}.`));
  return Object.fromEntries(Object.entries(problems).filter(([field]) => !handled(field)));
}
