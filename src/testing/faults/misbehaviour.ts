import type { RequestFilter } from '../server/recorded-request.js';
import type { TokenClaims } from '../accounts/sessions.js';

/**
 * What happens to a request instead of the normal answer. First the waiting (`hang`, `delayMs`, `until`),
 * then one outcome; without an outcome the normal answer follows. `{ delayMs: 500, status: 503 }` is a slow
 * 503.
 */
export interface Misbehaviour {
  /** Accept the request and never answer; `release()` of the handle lets the hanging ones go on. */
  hang?: true;
  /** Wait this many real milliseconds first. */
  delayMs?: number;
  /** Wait for this promise first (however it ends). Tests that hold an answer this way need no sleeping. */
  until?: Promise<unknown>;

  /**
   * Answer with this status; the body is the API's own, e.g. `{"errors":{"errorMessage":…}}`, unless `body`
   * is given.
   */
  status?: number;
  /**
   * Answer with this body: text as it is (as `text/html`), anything else as JSON. Status 200 unless given.
   */
  body?: unknown;
  /** Content-Type of `body`. Default: `text/html` for text, `application/json` otherwise. */
  contentType?: string;
  /**
   * Headers on the answer, e.g. `{ 'Retry-After': '2' }`. Alone: the normal answer with these headers added.
   */
  headers?: Record<string, string>;
  /** Destroy the socket after the request was read; the client sees ECONNRESET. */
  reset?: true;
  /** Send the headers of the normal answer and half of its body, then destroy the socket. */
  truncate?: true;
  /** Send the client elsewhere; `status` is 302 unless given. */
  redirect?: string;
  /**
   * Replace the token in the answer to a token request. Gets the usual claims. An object is signed and
   * becomes a real session; anything else (text, null, `undefined` for none at all) is answered as it is.
   */
  token?: (claims: TokenClaims) => unknown;

  /**
   * Carry the request out before the misbehaviour, so that only the answer is lost or late: the shipment
   * exists although the client saw a reset, the token's life already runs. Default false.
   */
  afterWork?: boolean;
}

/** Which requests misbehave, how often, and how. */
export interface MisbehaveOptions {
  /** Which requests. */
  on: RequestFilter;
  /** Only this method, e.g. `'POST'`. Default: any. */
  method?: string;
  /** How many requests are hit before everything is normal again. Default: until `remove()`. */
  times?: number;
  then: Misbehaviour;
}

/** Throws a `TypeError` when a misbehaviour says nothing, or two things at once. */
export function checkMisbehaviour({ times, then }: MisbehaveOptions): void {
  if (times !== undefined && times !== Infinity && (!Number.isInteger(times) || times < 0)) {
    throw new TypeError(
      `misbehave: times must be a whole number from 0, not ${String(times)}. Leave it out to go on until remove().`,
    );
  }
  const { afterWork: _, ...told } = then;
  if (Object.values(told).every((value) => value === undefined)) {
    throw new TypeError(
      'misbehave: `then` is empty. Give what should happen, for example { status: 503 } or { hang: true }.',
    );
  }
  const outcomes = [
    then.redirect === undefined && (then.status !== undefined || 'body' in then) ? 'status/body' : '',
    then.reset === true ? 'reset' : '',
    then.truncate === true ? 'truncate' : '',
    then.redirect === undefined ? '' : 'redirect',
    then.token === undefined ? '' : 'token',
  ].filter(Boolean);
  if (outcomes.length > 1) {
    throw new TypeError(
      `misbehave: ${outcomes.join(' and ')} exclude each other. Make two calls; the first that matches wins.`,
    );
  }
}
