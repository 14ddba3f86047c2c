import type { IncomingHttpHeaders } from 'node:http';

/** What the emulator knows about the token a request carried. The token text itself is in `headers`. */
export interface RecordedToken {
  /** The token's `jti` claim, equal to `id` in `emulator.sessions`. */
  readonly id: string;
  /** Whose it is, as `GET whoami` answers it: `api-key-0` for `emulator.apiKey`, then counting on. */
  readonly account: string;
  /**
   * How the token stood when the request arrived: `live`, `expired` (by the server's clock), `revoked`
   * (`revokeAllTokens()`) or `displaced` (pushed out by `sessionLimit`).
   */
  readonly state: 'live' | 'expired' | 'revoked' | 'displaced';
}

/**
 * One request as it reached the emulator. Holds secrets (the key in `url`, the token in `headers`), because
 * tests have to look at them: do not log it as a whole.
 */
export interface RecordedRequest {
  readonly method: string;
  /** Without the API's base path (`/v.1.0`) and without the query, e.g. `/divisions`. */
  readonly path: string;
  /** The request target as it was sent, e.g. `/v.1.0/divisions?limit=2`. */
  readonly url: string;
  /** Names as sent and decoded. A name sent more than once, or one that ends with `[]`, has an array. */
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON; the text when it is not JSON; `undefined` when there was no body. */
  readonly body: unknown;
  /** The body byte by byte. */
  readonly rawBody: Buffer;
  /** When the body had been read: milliseconds of the emulator's `clock`, without `clockSkewMs`. */
  readonly receivedAt: number;
  /** Status of the answer; missing until it is sent, and for ever if none was (hang, reset). */
  status?: number;
  /** The fields that the answer finds fault with, e.g. `['sender.phone']`; missing when it names none. */
  refusedFields?: readonly string[];
  /** Whether it obtains or renews a token. */
  readonly asksForToken: boolean;
  /** True when the client closed the socket before it had the whole answer. */
  aborted: boolean;
  /** Set when `Authorization` carried a token this emulator knows (with or without `Bearer`). */
  readonly token?: RecordedToken;
  /**
   * Whose request it is: the account of that token, or of the key in a token request. Missing when neither is
   * known.
   */
  readonly account?: string;
}

/**
 * Picks requests: `'token'` (every call that obtains a token), `'api'` (every other call), a path such as
 * `'/divisions'` or `'/shipments/{id}'` below any base, or a function.
 */
export type RequestFilter = 'token' | 'api' | `/${string}` | ((request: RecordedRequest) => boolean);
