import { afterEach, describe, expect, it } from '@jest/globals';
import type { NovaPostEmulatorOptions } from '../../src/testing/emulator-options.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { ask, bench, CREDENTIALS, HandClock, passwordGrant, stopAll, type Bench } from './support.js';

afterEach(stopAll);

const start = (options: NovaPostEmulatorOptions = {}): Promise<Bench> =>
  bench({ ...CREDENTIALS, ...options });

const whoami = async ({ emulator }: Bench, bearer: string): Promise<unknown> => {
  const { status, body } = await ask('GET', `${emulator.passwordBaseURL}/whoami`, { bearer });
  return status === 200 ? (body as { account: unknown }).account : status;
};

const renew = ({ emulator }: Bench, refreshToken: string) =>
  ask('POST', emulator.passwordTokenURL, { body: { refresh_token: refreshToken } });

describe('a login', () => {
  it('trades user name and password for a token and a refresh token', async () => {
    const server = await start({ clock: new HandClock() });
    const { emulator } = server;
    const { status, body } = await ask('POST', emulator.passwordTokenURL, {
      body: { username: CREDENTIALS.username, password: CREDENTIALS.password },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refresh_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
    });
    expect(await whoami(server, (body as { token: string }).token)).toBe('username-0');
    expect([emulator.logins, emulator.renewals, emulator.invalidGrants]).toEqual([1, 0, 0]);
  });

  it.each([
    [{ username: CREDENTIALS.username, password: 'not the one' }],
    [{ username: 'nobody', password: CREDENTIALS.password }],
    [{ username: CREDENTIALS.email, password: CREDENTIALS.password }],
  ])('with a wrong name or password gets 401 (%#)', async (body) => {
    const { emulator } = await start();
    const reply = await ask('POST', emulator.passwordTokenURL, { body });
    expect(reply.status).toBe(401);
    expect(reply.body).toEqual({ message: 'The username or the password is wrong.' });
    expect([emulator.logins, emulator.sessions.length]).toEqual([0, 0]);
  });

  it.each([[{}], [{ username: 'anna' }], ['anna'], [{ grant_type: 'password', refresh_token: 'x' }]])(
    'without all it needs gets 400: %j',
    async (body) => {
      const { emulator } = await start();
      const reply = await ask('POST', emulator.passwordTokenURL, { body });
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({ error: 'invalid_request', message: expect.any(String) });
      expect(emulator.invalidGrants).toBe(0);
    },
  );

  it('counts the lifetime from this very moment', async () => {
    const clock = new HandClock();
    clock.ms += 700;
    const server = await start({ clock, tokenLifetimeMs: 5000 });
    const { token } = await passwordGrant(server);
    clock.ms += 4999;
    expect(await whoami(server, token)).toBe('username-0');
    clock.ms += 1;
    expect(await whoami(server, token)).toBe(401);
  });

  it('knows lifetimes below a second', async () => {
    const { emulator } = await start({ clock: new HandClock(), tokenLifetimeMs: 250 });
    const { body } = await ask('POST', emulator.passwordTokenURL, { body: CREDENTIALS });
    expect(body).toMatchObject({ expires_in: 0.25 });
  });

  it('hands back the same token with tokenReuse, and says what is left of it', async () => {
    const clock = new HandClock();
    const server = await start({ clock, tokenReuse: true });
    const { token } = await passwordGrant(server);
    clock.ms += 600_000;
    const { body } = await ask('POST', server.emulator.passwordTokenURL, { body: CREDENTIALS });
    expect((body as { token: string }).token === token).toBe(true);
    expect(body).toMatchObject({ expires_in: 3000 });
  });
});

describe('a renewal', () => {
  it('rotates the refresh token', async () => {
    const server = await start();
    const first = await passwordGrant(server);
    const second = await renew(server, first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const { token, refresh_token } = second.body as { token: string; refresh_token: string };
    expect(token === first.token || refresh_token === first.refresh_token).toBe(false);
    expect(await whoami(server, first.token)).toBe('username-0');
    expect(await whoami(server, token)).toBe('username-0');
    expect((await renew(server, refresh_token)).status).toBe(200);
    expect([server.emulator.logins, server.emulator.renewals]).toEqual([1, 2]);
  });

  it('with a used-up, revoked or unknown refresh token gets invalid_grant', async () => {
    const server = await start();
    const first = await passwordGrant(server);
    const { body } = await renew(server, first.refresh_token);
    const refusals = [
      await renew(server, first.refresh_token),
      await renew(server, 'canary-refresh-token-nobodys00'),
    ];
    server.emulator.revokeRefreshTokens();
    refusals.push(await renew(server, (body as { refresh_token: string }).refresh_token));
    for (const refusal of refusals) {
      expect(refusal.status).toBe(400);
      expect(refusal.body).toEqual({ error: 'invalid_grant', message: expect.any(String) });
    }
    expect([server.emulator.invalidGrants, server.emulator.renewals]).toEqual([3, 1]);
  });

  it('is served once when two ask at the same time', async () => {
    const server = await start();
    const { refresh_token } = await passwordGrant(server);
    const replies = await Promise.all([renew(server, refresh_token), renew(server, refresh_token)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('takes grant_type as well', async () => {
    const server = await start();
    const { refresh_token } = await passwordGrant(server);
    const reply = await ask('POST', server.emulator.passwordTokenURL, {
      body: { grant_type: 'refresh_token', refresh_token },
    });
    expect(reply.status).toBe(200);
  });

  it.each([
    [{ omitted: true }, false],
    [{ rotating: false }, false],
    [{ rotating: false, omitted: false }, true],
  ])('with refreshTokens %j leaves the old refresh token good; repeats it: %s', async (rules, repeated) => {
    const server = await start({ refreshTokens: rules });
    const { refresh_token } = await passwordGrant(server);
    for (let turn = 0; turn < 3; turn += 1) {
      const { status, body } = await renew(server, refresh_token);
      expect(status).toBe(200);
      expect('refresh_token' in (body as object)).toBe(repeated);
      if (repeated) expect((body as { refresh_token: string }).refresh_token === refresh_token).toBe(true);
    }
    expect(server.emulator.invalidGrants).toBe(0);
  });

  it('outlives the tokens', async () => {
    const clock = new HandClock();
    const server = await start({ clock });
    const { token, refresh_token } = await passwordGrant(server);
    clock.ms += 86_400_000;
    server.emulator.revokeAllTokens();
    expect(await whoami(server, token)).toBe(401);
    const { body } = await renew(server, refresh_token);
    expect(await whoami(server, (body as { token: string }).token)).toBe('username-0');
  });
});

describe('a call with a token', () => {
  it('needs the word Bearer', async () => {
    const { emulator, ...server } = await start();
    const { token } = await passwordGrant({ emulator, ...server });
    for (const authorization of [undefined, token, `Token ${token}`, 'Bearer', 'Bearer ']) {
      const reply = await ask('GET', `${emulator.passwordBaseURL}/whoami`, {
        ...(authorization !== undefined && { authorization }),
      });
      expect(reply.status).toBe(401);
      expect(reply.body).toEqual({ message: 'Bearer token is missing' });
    }
    expect(emulator.apiRequests[1]?.token?.account).toBe('username-0');
  });

  it('is refused with a bad token', async () => {
    const server = await start();
    const { token } = await passwordGrant(server);
    for (const bearer of ['rubbish', token.slice(0, -4), await server.token()]) {
      const reply = await ask('GET', `${server.emulator.passwordBaseURL}/whoami`, { bearer });
      expect(reply.status).toBe(401);
      expect(reply.body).toEqual({ message: 'Bearer token is invalid or expired' });
    }
  });

  it('reaches divisions and shipments, too', async () => {
    const server = await start();
    const { passwordBaseURL } = server.emulator;
    const { token: bearer } = await passwordGrant(server);
    expect((await ask('GET', `${passwordBaseURL}/divisions?limit=1`, { bearer })).status).toBe(200);
    const body = shipmentBody();
    expect((await ask('POST', `${passwordBaseURL}/shipments`, { bearer, body })).status).toBe(201);
    const mine = await ask('GET', `${passwordBaseURL}/shipments`, { bearer });
    expect(mine.body).toMatchObject({ total: 1 });
    expect(await (await server.get('/shipments', await server.token())).json()).toMatchObject({ total: 0 });
  });
});

describe('a logout', () => {
  it('ends its token and no other', async () => {
    const server = await start();
    const { emulator } = server;
    const [gone, kept] = [await passwordGrant(server), await passwordGrant(server)];
    const reply = await ask('POST', emulator.passwordLogoutURL, { bearer: gone.token });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect([await whoami(server, gone.token), await whoami(server, kept.token)]).toEqual([401, 'username-0']);
    expect(emulator.sessions).toHaveLength(1);
    expect(emulator.apiRequests.map(({ path }) => path)).toEqual(['/logout', '/whoami', '/whoami']);
    expect(emulator.apiRequests[1]?.token?.state).toBe('revoked');
    expect((await ask('POST', emulator.passwordLogoutURL, { bearer: gone.token })).status).toBe(401);
    expect((await renew(server, gone.refresh_token)).status).toBe(200);
  });

  it('needs a token', async () => {
    const { emulator } = await start();
    expect((await ask('POST', emulator.passwordLogoutURL)).body).toEqual({
      message: 'Bearer token is missing',
    });
  });
});

describe('what the emulator offers for all tokens', () => {
  it('token requests can fail and hang; the refresh token is not used up by that', async () => {
    const server = await start();
    const { emulator } = server;
    const { refresh_token } = await passwordGrant(server);
    emulator.failTokenRequests(1);
    const failed = await renew(server, refresh_token);
    expect([failed.status, failed.body]).toEqual([503, { message: 'service_unavailable' }]);
    const hanging = emulator.hangTokenRequests(1);
    const reply = renew(server, refresh_token);
    await emulator.waitForRequests(3, 'token');
    hanging.release();
    expect((await reply).status).toBe(200);
    expect(emulator.tokenRequests).toHaveLength(3);
    expect(emulator.apiRequests).toHaveLength(0);
  });

  it('a lost answer uses the refresh token up with afterWork', async () => {
    const server = await start();
    const { refresh_token } = await passwordGrant(server);
    server.emulator.misbehave({ on: 'token', times: 1, then: { reset: true, afterWork: true } });
    await expect(renew(server, refresh_token)).rejects.toThrow();
    expect((await renew(server, refresh_token)).status).toBe(400);
  });

  it('the token can be replaced, and expires_in follows its claims', async () => {
    const { emulator } = await start({ clock: new HandClock() });
    const grant = async (): Promise<unknown> =>
      (await ask('POST', emulator.passwordTokenURL, { body: CREDENTIALS })).body;
    emulator.misbehave({
      on: 'token',
      times: 1,
      then: { token: (claims) => ({ ...claims, exp: claims.iat + 7 }) },
    });
    emulator.misbehave({ on: 'token', times: 1, then: { token: ({ exp: _, ...claims }) => claims } });
    emulator.misbehave({ on: 'token', times: 1, then: { token: () => null } });
    expect(await grant()).toMatchObject({ expires_in: 7 });
    expect(await grant()).not.toHaveProperty('expires_in');
    expect(await grant()).toMatchObject({ token: null, expires_in: 3600 });
  });

  it('sessionLimit holds per account', async () => {
    const server = await start({ sessionLimit: 1 });
    const boris = { username: 'boris', password: 'canary-password-boris0a1b2c' };
    server.emulator.addUser(boris);
    const [old, other, fresh] = [
      await passwordGrant(server),
      await passwordGrant(server, boris),
      await passwordGrant(server),
    ];
    const seen = await Promise.all([old, other, fresh].map(({ token }) => whoami(server, token)));
    expect(seen).toEqual([401, 'username-1', 'username-0']);
    expect(server.emulator.requests.filter(({ token }) => token?.state === 'displaced')).toHaveLength(1);
  });

  it('the server’s clock decides', async () => {
    const clock = new HandClock();
    const server = await start({ clock, clockSkewMs: 600_000, tokenLifetimeMs: 60_000 });
    const { token } = await passwordGrant(server);
    expect(server.emulator.sessions[0]).toMatchObject({
      account: 'username-0',
      issuedAt: clock.ms + 600_000,
      expiresAt: clock.ms + 660_000,
    });
    server.emulator.clockSkewMs = 660_000;
    expect(await whoami(server, token)).toBe(401);
  });
});
