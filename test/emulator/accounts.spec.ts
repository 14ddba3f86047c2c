import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NovaPostEmulator } from '../../src/testing/emulator.js';
import { expectNoSecrets } from '../../src/testing/canary.js';
import {
  API_KEY,
  ask,
  bench,
  CREDENTIALS,
  HandClock,
  loginToken,
  passwordGrant,
  stopAll,
  type Bench,
} from './support.js';

afterEach(stopAll);

const BORIS_PASSWORD = 'canary-password-boris0a1b2c';

/** What `whoami` answers below each of the three bases; the status when it refuses. */
async function seenBy({ emulator }: Bench, token: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const [base, authorization] of [
    [emulator.baseURL, token],
    [emulator.passwordBaseURL, `Bearer ${token}`],
    [emulator.loginBaseURL, `Bearer ${token}`],
  ] as const) {
    const { status, body } = await ask('GET', `${base}/whoami`, { authorization });
    seen.push(status === 200 ? (body as { account: string }).account : status);
  }
  return seen;
}

describe('whoami', () => {
  it('names the account behind a token, and each API takes its own tokens only', async () => {
    const server = await bench(CREDENTIALS);
    const { emulator, token } = server;
    const second = emulator.addApiKey();
    expect(emulator.addUser({ username: 'boris', password: BORIS_PASSWORD })).toBe('username-1');
    expect(emulator.addUser({ email: 'boris@example.test', password: BORIS_PASSWORD })).toBe('email-1');
    const boris = { username: 'boris', email: 'boris@example.test', password: BORIS_PASSWORD };

    expect(await seenBy(server, await token())).toEqual(['api-key-0', 401, 401]);
    expect(await seenBy(server, await token(second))).toEqual(['api-key-1', 401, 401]);
    expect(await seenBy(server, (await passwordGrant(server)).token)).toEqual([401, 'username-0', 401]);
    expect(await seenBy(server, (await passwordGrant(server, boris)).token)).toEqual([
      401,
      'username-1',
      401,
    ]);
    expect(await seenBy(server, await loginToken(server))).toEqual([401, 401, 'email-0']);
    expect(await seenBy(server, await loginToken(server, boris))).toEqual([401, 401, 'email-1']);
    expect(await seenBy(server, CREDENTIALS.partnerKey)).toEqual([401, 'partner-key-0', 'partner-key-0']);
  });

  it('is told by the records, for good and bad tokens and for token requests', async () => {
    const server = await bench(CREDENTIALS);
    const { emulator, authorize, get, token } = server;
    const [jwt, grant] = [await token(), await passwordGrant(server)];
    await authorize('canary-api-key-nobodys0');
    await ask('POST', emulator.passwordTokenURL, { body: { ...CREDENTIALS, password: 'wrong' } });
    await ask('POST', emulator.passwordTokenURL, { body: { refresh_token: grant.refresh_token } });
    emulator.revokeAllTokens();
    await get('/whoami', jwt);
    await get('/whoami', `Bearer ${grant.token}`);
    await get('/whoami');
    expect(emulator.requests.map(({ account }) => account)).toEqual([
      'api-key-0',
      'username-0',
      undefined,
      'username-0',
      'username-0',
      'api-key-0',
      'username-0',
      undefined,
    ]);
    expect(emulator.requests.map((request) => request.token?.account)).toEqual([
      ...Array<undefined>(5).fill(undefined),
      'api-key-0',
      'username-0',
      undefined,
    ]);
    expect(emulator.requests.at(-2)?.token).toEqual({
      id: expect.any(String),
      account: 'username-0',
      state: 'revoked',
    });
  });

  it('is told for a credential', async () => {
    const server = await bench(CREDENTIALS);
    const { emulator } = server;
    const { refresh_token } = await passwordGrant(server);
    const { apiKey, username, email, partnerKey } = emulator;
    expect([apiKey, username, email, partnerKey, refresh_token].map((c) => emulator.accountOf(c))).toEqual([
      'api-key-0',
      'username-0',
      'email-0',
      'partner-key-0',
      'username-0',
    ]);
    expect(emulator.accountOf('nobody')).toBeUndefined();
  });
});

describe('users', () => {
  it('keep their account when they get another password', async () => {
    const server = await bench(CREDENTIALS);
    const { emulator } = server;
    const { username } = CREDENTIALS;
    expect(emulator.addUser({ username, password: BORIS_PASSWORD })).toBe('username-0');
    const old = await ask('POST', emulator.passwordTokenURL, { body: CREDENTIALS });
    expect(old.status).toBe(401);
    const { token } = await passwordGrant(server, { username, password: BORIS_PASSWORD });
    expect(await seenBy(server, token)).toEqual([401, 'username-0', 401]);
  });

  it('are random when none are given', async () => {
    const emulator = await NovaPostEmulator.start();
    const { username, email, password, partnerKey } = emulator;
    await emulator.stop();
    expect(username).toMatch(/^emulator-user-[0-9a-f]{8}$/);
    expect(email).toMatch(/^emulator-[0-9a-f]{8}@example\.test$/);
    expect(password).toMatch(/^emulator-password-[0-9a-f]{32}$/);
    expect(partnerKey).toMatch(/^emulator-partner-key-[0-9a-f]{32}$/);
  });

  it.each([
    [{ password: 'x' }, /either a username.*or an email/],
    [{ username: 'a', email: 'b', password: 'x' }, /either a username.*or an email/],
    [{ username: ' ', password: 'x' }, /needs a username/],
    [{ email: 'a@example.test', password: '' }, /needs a password/],
    [{ email: 'a@example.test' }, /needs a password/],
  ])('must be complete: %j', async (user, text) => {
    const { emulator } = await bench();
    expect(() => emulator.addUser(user as never)).toThrow(text);
  });
});

describe('a partner key', () => {
  it('never ends, opens no session and survives revokeAllTokens', async () => {
    const clock = new HandClock();
    const server = await bench({ ...CREDENTIALS, clock });
    clock.ms += 10 * 365 * 86_400_000;
    server.emulator.revokeAllTokens();
    expect(await seenBy(server, CREDENTIALS.partnerKey)).toEqual([401, 'partner-key-0', 'partner-key-0']);
    expect(server.emulator.sessions).toEqual([]);
    expect(server.emulator.requests.at(-1)?.token).toEqual({
      id: 'partner-key-0',
      account: 'partner-key-0',
      state: 'live',
    });
  });

  it('makes and lists orders, and cannot log out', async () => {
    const { emulator } = await bench(CREDENTIALS);
    const bearer = CREDENTIALS.partnerKey;
    const url = `${emulator.loginBaseURL}/orders`;
    expect((await ask('POST', url, { bearer, body: {} })).status).toBe(201);
    expect((await ask('GET', url, { bearer })).body).toMatchObject({ data: { pagination: { total: 1 } } });
    expect((await ask('POST', emulator.passwordLogoutURL, { bearer })).status).toBe(403);
  });

  it('can be revoked and added again', async () => {
    const server = await bench(CREDENTIALS);
    const { emulator } = server;
    const second = emulator.addPartnerKey();
    expect(emulator.revokePartnerKey()).toBe(true);
    expect(emulator.revokePartnerKey()).toBe(false);
    expect(await seenBy(server, CREDENTIALS.partnerKey)).toEqual([401, 401, 401]);
    expect(emulator.requests.at(-1)?.token?.state).toBe('revoked');
    expect(await seenBy(server, second)).toEqual([401, 'partner-key-1', 'partner-key-1']);
    expect(emulator.revokePartnerKey(second)).toBe(true);
    emulator.addPartnerKey(CREDENTIALS.partnerKey);
    expect(await seenBy(server, CREDENTIALS.partnerKey)).toEqual([401, 'partner-key-0', 'partner-key-0']);
    expect(() => emulator.addPartnerKey('two words')).toThrow(/cannot be empty or have spaces/);
  });
});

describe('many accounts', () => {
  it('10 000 keys are added and get tokens of their own', async () => {
    const { emulator, token, get } = await bench();
    const keys = Array.from({ length: 10_000 }, () => emulator.addApiKey());
    for (const [index, key] of keys.entries()) {
      if (index % 500 !== 0) continue;
      const answer = await get('/whoami', await token(key));
      expect(await answer.json()).toEqual({ account: `api-key-${String(index + 1)}` });
    }
  });
});

describe('what is printed', () => {
  it('holds no secret of any scheme', async () => {
    const server = await bench(CREDENTIALS);
    const { emulator, token } = server;
    const grant = await passwordGrant(server);
    const secrets = {
      apiKey: API_KEY,
      password: CREDENTIALS.password,
      partnerKey: CREDENTIALS.partnerKey,
      jwt: await token(),
      passwordToken: grant.token,
      refreshToken: grant.refresh_token,
      loginToken: await loginToken(server),
    };
    await seenBy(server, CREDENTIALS.partnerKey);
    expectNoSecrets(emulator, secrets);
    expectNoSecrets(inspect(emulator, { depth: 10, showHidden: true, customInspect: false }), secrets);
    expectNoSecrets(emulator.sessions, secrets);
    expectNoSecrets(
      emulator.requests.map((request) => [request.token, request.account]),
      secrets,
    );
  });
});
