export interface GetTokenOptions {
  /** Ends this caller's wait, not the refresh that others wait for. Rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** This caller's patience in milliseconds. Default: none of its own; a token request ends by itself. */
  readonly timeoutMs?: number | undefined;
}

export interface InvalidateOptions {
  /** Also tells the provider that the token is not used any more. Default `false`. */
  readonly logout?: boolean | undefined;
}

export function isInvalidateOptions(which: unknown): which is InvalidateOptions {
  return typeof which === 'object' && which !== null && !('reveal' in which);
}
