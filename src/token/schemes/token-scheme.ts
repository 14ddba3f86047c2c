/**
 * How one kind of token is obtained, renewed and put on a request. The token service does the rest: when to
 * refresh, what to do when it fails, who waits, where the token is kept.
 *
 * A scheme holds credentials, so keep them in a closure and out of properties: objects get printed.
 */
export interface TokenScheme {
  /** Shows in logs and metrics, such as `nova-post`. */
  readonly name: string;
  /**
   * Everything that makes this account different from another of the same scheme, secrets included. It is only ever
   * hashed, for the account's fingerprint and the key its stored tokens are encrypted with.
   */
  credential(): string;
  /**
   * The credential is a random key, which cannot be guessed. Any other is taken for a password and stretched, which costs a
   * tenth of a second for each account. Default `false`.
   */
  readonly hasRandomCredential?: boolean | undefined;
  /**
   * The secrets among the credentials: key, user name, password. They are redacted wherever a server repeats them. What a
   * request sends and a reply brings is redacted in any case.
   */
  secrets?(): readonly string[];
  /**
   * For credentials that change while the application runs: this scheme with those in force now. Asked before each token
   * request; when {@link credential} of what it gives differs from the one before, the token held is given up. What it
   * throws must hold no secret.
   */
  current?(): Promise<TokenScheme>;
  /** Gets a token with the credentials alone. */
  obtain(exchange: TokenExchange): Promise<TokenGrant>;
  /** Gets the next token with the help of the current one. Without it, {@link obtain} is called again. */
  renew?(current: HeldGrant, exchange: TokenExchange): Promise<TokenGrant>;
  /** The headers that carry the token; a request that brings one of them is left alone. */
  headers(token: string): Readonly<Record<string, string>>;
  /**
   * What an answer of the token endpoint outside 2xx means: `refused` credentials are tried once a minute,
   * a `temporary` failure with back-off. Default: every 4xx is a refusal but 408, 421, 425 and 429.
   */
  classifyRefusal?(reply: TokenReply): 'refused' | 'temporary';
  /** Whether an answer of the API means that the token is no good. Default: status 401. */
  isTokenRejected?(response: { readonly status: number }): boolean;
  /** Ends the token at its provider; called by `invalidate({ logout: true })`. */
  logout?(current: HeldGrant, exchange: TokenExchange): Promise<void>;
  /**
   * What the provider says about a refusal, for the message; secrets in it are redacted, and it is cut. Default: the texts
   * in `message`, `error`, `detail`, `errors` and the like.
   */
  explainRefusal?(reply: TokenReply): string | undefined;
  /** Said with a 401 of the API, when no other token can be had. */
  readonly rejectionHint?: string | undefined;
  /**
   * Milliseconds a token lives when neither the reply nor the token says so; the option `token.defaultLifetimeMs` goes
   * before it. Default: one hour.
   */
  readonly defaultLifetimeMs?: number | undefined;
  /** Where it sends requests, by the name of its option, such as `tokenURL`; checked at boot. */
  readonly urls?: Readonly<Record<string, string>> | undefined;
  /** The scheme is of another API than Nova Post's: `baseURL` must be given. */
  readonly needsBaseURL?: boolean | undefined;
  /** The provider's own limit, for API calls and token requests alike; the `rateLimit` option goes before it. */
  readonly rateLimit?: { readonly requests: number; readonly perMs: number } | undefined;
  /** Where these credentials come from, for the message when they are refused. No secret. */
  readonly credentialHint?: string | undefined;
}

/** Lower-case names of the headers that carry a scheme's token. */
export function headerNamesOf(scheme: TokenScheme): string[] {
  return Object.keys(scheme.headers('name')).map((name) => name.toLowerCase());
}

/** What a token endpoint gave. */
export interface TokenGrant {
  readonly token: string;
  /** Kept for {@link TokenScheme.renew}; when a renewal gives none, the current one stays. */
  readonly refreshToken?: string | undefined;
  /** Lifetime in milliseconds, when the reply says so. Goes before `expiresAt`. */
  readonly expiresInMs?: number | undefined;
  /** End of validity on the server's clock. Without either, a JWT's `exp − iat` counts, then the configured default. */
  readonly expiresAt?: Date | undefined;
  /** The token never ends: it is obtained once and not refreshed. */
  readonly unlimited?: boolean | undefined;
}

/** The grant in force, as {@link TokenScheme.renew} gets it. */
export interface HeldGrant {
  readonly token: string;
  readonly refreshToken?: string | undefined;
}

/** One request to a token endpoint. */
export interface TokenRequest {
  readonly method: 'GET' | 'POST';
  /** Relative to the configured base URL, or absolute. */
  readonly url: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer of a token endpoint. */
export interface TokenReply {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Parsed JSON; `undefined` when the body is not JSON. */
  readonly body: unknown;
  /** What the server says in `message`, `error` and the like, fit to be quoted: short, and without secrets. */
  readonly said?: string | undefined;
}

/**
 * Sends a scheme's requests: over a client of its own without any interceptor, without redirects, within the
 * request timeout, and with errors that hold nothing of what was sent.
 */
export interface TokenExchange {
  /** Resolves with an answer in the 2xx range; everything else becomes an error that the service understands. */
  send(request: TokenRequest): Promise<TokenReply>;
}
