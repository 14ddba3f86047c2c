/** Trades an API key for a token. */
export const TOKEN_PATH = '/clients/authorization';
/** Trades a user name and password, or a refresh token, for a token. */
export const PASSWORD_TOKEN_PATH = '/token';
/** Trades an e-mail address and password for a token. */
export const LOGIN_PATH = '/auth/login';
/** Trades a token for the next one. */
export const REFRESH_PATH = '/auth/refresh';

const ALL: readonly string[] = [TOKEN_PATH, PASSWORD_TOKEN_PATH, LOGIN_PATH, REFRESH_PATH];

/** Whether a request obtains or renews a token, whatever the API. */
export function isTokenRequest({ path }: { readonly path: string }): boolean {
  return ALL.includes(path.endsWith('/') ? path.slice(0, -1) : path);
}
