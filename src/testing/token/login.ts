import { json, type Answer } from '../server/answer.js';
import { failureOf } from '../server/api.js';
import type { AccountCall, Call, Route } from '../server/route.js';
import { LOGIN_PATH, REFRESH_PATH } from '../server/token-paths.js';
import type { Accounts } from './accounts.js';

export interface LoginRules {
  /** How a wrong password is told: `success: false` either way. */
  failure: 'status-401' | 'status-200';
  /** Whether the answer to a renewal is `{ token }` or `{ data: { token, expiresAt } }`. */
  refreshShape: 'flat' | 'nested';
}

/**
 * `POST /auth/login`: trades a password for a token. `POST /auth/refresh`: trades a token for the next one; the old one
 * lives on. As in docs.dev.nowpost.com/docs/api-reference/rest/authentication.
 */
export function loginRoutes(accounts: Accounts, rules: LoginRules): Route[] {
  return [
    {
      method: 'POST',
      path: LOGIN_PATH,
      token: 'none',
      handle: (call) => logIn(accounts, call, rules.failure),
    },
    {
      method: 'POST',
      path: REFRESH_PATH,
      token: 'needed',
      handle: (call) => refresh(accounts, call, rules.refreshShape),
    },
  ];
}

function logIn(accounts: Accounts, call: Call, failure: LoginRules['failure']): Answer {
  const { email, password } = (call.request.body ?? {}) as Record<string, unknown>;
  if (typeof email !== 'string' || typeof password !== 'string') {
    return failureOf('login', 400, 'Give email and password as JSON.');
  }
  const account = accounts.emails.logIn(email, password);
  if (!account) {
    return failureOf('login', failure === 'status-200' ? 200 : 401, 'The email or the password is wrong.');
  }
  accounts.counters.logins += 1;
  const data = { ...issued(accounts, { ...call, account }), user: { id: account.id, email } };
  return json({ success: true, data });
}

function refresh(accounts: Accounts, call: AccountCall, shape: LoginRules['refreshShape']): Answer {
  if (call.account.kind === 'partner-key') {
    return failureOf('login', 401, 'A partner key does not end and cannot be refreshed.');
  }
  accounts.counters.renewals += 1;
  const data = issued(accounts, call);
  return json(shape === 'flat' ? { token: data.token } : { data });
}

function issued({ sessions }: Accounts, { account, now, replaceToken }: AccountCall) {
  const { token, expiresAt } = sessions.issue(account, now, replaceToken);
  return { token, ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }) };
}
