import type { Account } from '../accounts/accounts.js';
import type { Operation } from '../contract/operations.js';
import type { Answer } from '../server/answer.js';
import type { QueryReader } from '../server/query-reader.js';
import type { Incoming } from '../server/site.js';

/** The two languages the emulator has names in; everything else gets English, as at the real service. */
export type Language = 'en' | 'uk';

/** A request that follows the contract, as its handler sees it. */
export interface Call extends Pick<Incoming, 'request' | 'now' | 'replaceToken'> {
  readonly operation: Operation;
  /** Values of the places in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryReader;
  readonly body: unknown;
  /** Whose token the request carries; of an operation that needs none an account that nothing belongs to. */
  readonly account: Account;
  readonly language: Language;
}

/** Something else than JSON with the status of the success. */
export class RawAnswer {
  readonly answer: Answer;

  constructor(answer: Answer) {
    this.answer = answer;
  }
}

/**
 * Carries an operation out and gives the body of its success, or a `RawAnswer`; `undefined` means the
 * contract's example. Throws a `Refusal` for every other answer.
 */
export type Handler = (call: Call) => unknown;

/** By `operationId`. An operation without a handler answers the contract's example. */
export type Handlers = Readonly<Record<string, Handler>>;
