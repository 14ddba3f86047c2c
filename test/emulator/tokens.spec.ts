import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { TestClock } from '../../src/testing/test-clock.js';
import { API_KEY, bench, claimsOf, NOON, stopAll } from './support.js';

afterEach(stopAll);

const INVALID_TOKEN = { errors: { errorMessage: 'Invalid token' } };

describe('authorization', () => {
  it('trades the key for a signed JWT that lives an hour', async () => {
    const clock = new TestClock(NOON);
    const { authorize } = await bench({ clock });
    const answer = await authorize();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');

    const { jwt } = (await answer.json()) as { jwt: string };
    expect(jwt.split('.')).toHaveLength(3);
    const header: unknown = JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString());
    expect(header).toEqual({ typ: 'JWT', alg: 'HS256' });
    const { iat, exp, ...rest } = claimsOf(jwt);
    expect(iat).toBe(clock.now() / 1000);
    expect(exp).toBe(iat + 3600);
    expect(rest).toEqual({
      iss: 'np',
      cid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ref: expect.stringMatching(/^[0-9a-f]{24}$/),
      jti: expect.any(String),
    });
  });

  it('never gives the same token twice', async () => {
    const { token } = await bench({ clock: new TestClock(NOON) });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => token()));
    expect(new Set(tokens).size).toBe(20);
  });

  it.each([
    [60_000, true],
    [1500, false],
    [250, false],
  ])('a lifetime of %d ms has whole seconds: %s', async (tokenLifetimeMs, whole) => {
    const clock = new TestClock(NOON);
    clock.jump(123);
    const { token } = await bench({ clock, tokenLifetimeMs });
    const { iat, exp } = claimsOf(await token());
    expect(Number.isInteger(iat)).toBe(whole);
    expect(exp - iat).toBeCloseTo(tokenLifetimeMs / 1000, 3);
  });

  it('asks for the key when there is none', async () => {
    const { get } = await bench();
    for (const path of ['/clients/authorization', '/clients/authorization?apiKey=']) {
      const answer = await get(path);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toEqual({ errors: { apiKey: 'The apiKey field is required.' } });
    }
  });

  it('refuses an unknown key without repeating it', async () => {
    const { authorize } = await bench();
    const answer = await authorize('canary-api-key-nobodys0');
    expect(answer.status).toBe(401);
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({ errors: { apiKey: expect.any(String) } });
    expect(text.includes('canary')).toBe(false);
  });

  it('takes keys that need encoding', async () => {
    const { emulator, authorize } = await bench();
    const odd = emulator.addApiKey('a key/with+odd&signs=%');
    expect((await authorize(odd)).status).toBe(200);
  });
});

describe('keys', () => {
  it('are added and removed', async () => {
    const { emulator, authorize, get, token } = await bench();
    const second = emulator.addApiKey();
    const secondToken = await token(second);
    expect(emulator.removeApiKey(second)).toBe(true);
    expect(emulator.removeApiKey(second)).toBe(false);
    expect((await authorize(second)).status).toBe(401);
    expect((await authorize()).status).toBe(200);
    // A token that is out lives on, as the doc comment says.
    expect((await get('/divisions?limit=1', secondToken)).status).toBe(200);
    emulator.addApiKey(second);
    expect((await authorize(second)).status).toBe(200);
    const ids = ['api-key-1', 'api-key-1', 'api-key-0', 'api-key-1'];
    expect(emulator.tokenRequests.map(({ account }) => account)).toEqual(ids);
  });

  it('are random when none is given, and never empty', async () => {
    const { emulator } = await bench();
    expect(emulator.addApiKey() === emulator.addApiKey()).toBe(false);
    expect(() => emulator.addApiKey(' ')).toThrow(/empty text cannot be an API key/);
    expect(emulator.apiKey === API_KEY).toBe(true);
  });
});

describe('a call with a token', () => {
  it('is answered when the token is bare', async () => {
    const { get, token } = await bench();
    expect((await get('/divisions', await token())).status).toBe(200);
  });

  it('is refused without, with Bearer, with a foreign or broken token', async () => {
    const { get, token } = await bench();
    const good = await token();
    const [header = '', payload = ''] = good.split('.');
    const forged = createHmac('sha256', 'guess').update(`${header}.${payload}`).digest('base64url');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const stranger = await (await bench()).token();
    const bad = [
      undefined,
      `Bearer ${good}`,
      `${header}.${payload}.${forged}`,
      unsigned,
      good.slice(0, -4),
      `${good}.x`,
      stranger,
      'rubbish',
      '..',
    ];
    for (const value of bad) {
      const answer = await get('/divisions', value);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual(INVALID_TOKEN);
    }
  });

  it('is refused from the second its token ends', async () => {
    const clock = new TestClock(NOON);
    const { emulator, get, token } = await bench({ clock, tokenLifetimeMs: 30_000 });
    const value = await token();
    clock.jump(29_999);
    expect((await get('/divisions', value)).status).toBe(200);
    expect(emulator.sessions).toHaveLength(1);
    clock.jump(1);
    expect((await get('/divisions', value)).status).toBe(401);
    expect(emulator.sessions).toHaveLength(0);
    expect(emulator.apiRequests.map((request) => request.token?.state)).toEqual(['live', 'expired']);
  });

  it('works with a lifetime below a second', async () => {
    const clock = new TestClock(NOON);
    clock.jump(700);
    const { get, token } = await bench({ clock, tokenLifetimeMs: 250 });
    const value = await token();
    clock.jump(200);
    expect((await get('/divisions', value)).status).toBe(200);
    clock.jump(100);
    expect((await get('/divisions', value)).status).toBe(401);
  });

  it('is refused once all tokens are revoked; a new token works', async () => {
    const { emulator, get, token } = await bench();
    const old = await token();
    emulator.revokeAllTokens();
    expect(emulator.sessions).toEqual([]);
    expect((await get('/divisions', old)).status).toBe(401);
    expect(emulator.requests.at(-1)?.token).toEqual({
      id: claimsOf(old).jti,
      account: 'api-key-0',
      state: 'revoked',
    });
    expect((await get('/divisions', await token())).status).toBe(200);
  });

  it('records a token that was sent as Bearer', async () => {
    const { emulator, get, token } = await bench();
    const value = await token();
    await get('/divisions', `Bearer ${value}`);
    expect(emulator.requests.at(-1)?.token?.id).toBe(claimsOf(value).jti);
  });
});

describe('sessionLimit', () => {
  it('lets the oldest token of a key die', async () => {
    const { emulator, get, token } = await bench({ sessionLimit: 2 });
    const other = emulator.addApiKey();
    const [a, b] = [await token(), await token()];
    const foreign = await token(other);
    const c = await token();
    const statuses = await Promise.all(
      [a, b, c, foreign].map(async (t) => (await get('/divisions', t)).status),
    );
    expect(statuses).toEqual([401, 200, 200, 200]);
    expect(emulator.apiRequests.filter((r) => r.token?.state === 'displaced')).toHaveLength(1);
    expect(emulator.sessions.map(({ account }) => account)).toEqual(['api-key-0', 'api-key-1', 'api-key-0']);
  });

  it('keeps only the newest with a limit of 1', async () => {
    const { emulator, token } = await bench({ sessionLimit: 1 });
    await token();
    const newest = await token();
    expect(emulator.sessions.map(({ id }) => id)).toEqual([claimsOf(newest).jti]);
  });

  it('does not count expired tokens', async () => {
    const clock = new TestClock(NOON);
    const { emulator, token } = await bench({ clock, sessionLimit: 2, tokenLifetimeMs: 10_000 });
    await token();
    clock.jump(5000);
    await token();
    clock.jump(5000);
    await token();
    expect(emulator.sessions).toHaveLength(2);
  });
});

describe('clockSkewMs', () => {
  it('moves the Date header, the claims and expiry', async () => {
    const clock = new TestClock(NOON);
    const { emulator, authorize, get } = await bench({
      clock,
      clockSkewMs: 600_000,
      tokenLifetimeMs: 60_000,
    });
    const answer = await authorize();
    expect(Date.parse(answer.headers.get('date') ?? '')).toBe(clock.now() + 600_000);
    const { jwt } = (await answer.json()) as { jwt: string };
    expect(claimsOf(jwt).iat).toBe((clock.now() + 600_000) / 1000);
    expect((await get('/divisions', jwt)).status).toBe(200);
    expect(emulator.requests[0]?.receivedAt).toBe(clock.now());

    emulator.clockSkewMs = 660_000;
    expect((await get('/divisions', jwt)).status).toBe(401);
    emulator.clockSkewMs = 0;
    expect((await get('/divisions', jwt)).status).toBe(200);
  });

  it('must be a number', async () => {
    const { emulator } = await bench();
    expect(() => {
      emulator.clockSkewMs = Number.NaN;
    }).toThrow(/clockSkewMs must be a number/);
  });
});
