import { json, type Answer } from '../server/answer.js';
import { failureOf } from '../server/api.js';
import type { AccountCall, Call, Route } from '../server/route.js';
import { PASSWORD_TOKEN_PATH } from '../server/token-paths.js';
import type { Account } from './account.js';
import type { Accounts } from './accounts.js';

/** `POST /token`: trades a password, or a refresh token, for a token. `POST /logout` ends one. */
export function passwordRoutes(accounts: Accounts): Route[] {
  return [
    { method: 'POST', path: PASSWORD_TOKEN_PATH, token: 'none', handle: (call) => token(accounts, call) },
    { method: 'POST', path: '/logout', token: 'needed', handle: (call) => logOut(accounts, call) },
  ];
}

function token(accounts: Accounts, call: Call): Answer {
  const fields = (call.request.body ?? {}) as Record<string, unknown>;
  const { username, password, refresh_token: refreshToken, grant_type: grantType } = fields;
  if (typeof refreshToken === 'string' && (grantType === undefined || grantType === 'refresh_token')) {
    return renew(accounts, call, refreshToken);
  }
  if (typeof username !== 'string' || typeof password !== 'string') {
    return invalid('invalid_request', 'Give username and password, or refresh_token, as JSON.');
  }
  const account = accounts.usernames.logIn(username, password);
  if (!account) return failureOf('password', 401, 'The username or the password is wrong.');
  accounts.counters.logins += 1;
  return issued(accounts, account, call, accounts.refreshTokens.issue(account));
}

function renew(accounts: Accounts, call: Call, refreshToken: string): Answer {
  const used = accounts.refreshTokens.use(refreshToken);
  if (!used) {
    accounts.counters.invalidGrants += 1;
    return invalid('invalid_grant', 'The refresh token is unknown, used up or revoked.');
  }
  accounts.counters.renewals += 1;
  return issued(accounts, used.account, call, used.next);
}

function issued(
  { sessions }: Accounts,
  account: Account,
  { now, replaceToken }: Call,
  refreshToken: string | undefined,
): Answer {
  const { token, expiresAt } = sessions.issue(account, now, replaceToken);
  return json({
    token,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: expiresAt === undefined ? undefined : (expiresAt - now) / 1000,
  });
}

function logOut({ sessions }: Accounts, { request, account }: AccountCall): Answer {
  if (account.kind === 'partner-key') {
    return failureOf('password', 403, 'A partner key is no session and cannot log out.');
  }
  if (request.token) sessions.end(request.token.id);
  return { status: 204 };
}

/** The way OAuth refuses (RFC 6749, 5.2), with a message besides. */
function invalid(error: string, message: string): Answer {
  return json({ error, message }, 400);
}
