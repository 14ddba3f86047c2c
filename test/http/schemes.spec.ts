import { Controller, Get, Inject } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { map, type Observable } from 'rxjs';
import {
  NovaPostHttpService,
  NovaPostModule,
  loginScheme,
  novaPostScheme,
  passwordScheme,
  staticScheme,
  type NovaPostModuleOptions,
} from 'nestjs-nova-post';
import { TestClock, expectNoSecrets } from 'nestjs-nova-post/testing';
import type { SchemeEmulator, SchemeEmulatorOptions } from '../support/scheme-emulator.js';
import { closeAfterTest, startEmulator, startModule, type NovaPostApp } from '../support/app-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

const PASSWORD = 'canary-password-5d6e7f8a9b0c';

interface Kind {
  readonly name: string;
  readonly options: (emulator: SchemeEmulator) => NovaPostModuleOptions;
  readonly resource: string;
  readonly secret: (emulator: SchemeEmulator) => string;
  readonly header: (token: string) => string;
}

const bare = (token: string) => token;
const bearer = (token: string) => `Bearer ${token}`;

const KINDS: readonly Kind[] = [
  {
    name: 'novaPostScheme',
    options: ({ baseURL, apiKey }) => ({ baseURL, scheme: novaPostScheme({ apiKey }) }),
    resource: 'divisions',
    secret: ({ apiKey }) => apiKey,
    header: bare,
  },
  {
    name: 'passwordScheme',
    options: ({ passwordBaseURL, passwordTokenURL, username, password }) => ({
      baseURL: passwordBaseURL,
      scheme: passwordScheme({ tokenURL: passwordTokenURL, username, password }),
    }),
    resource: 'divisions',
    secret: ({ password }) => password,
    header: bearer,
  },
  {
    name: 'loginScheme',
    options: ({ loginBaseURL, email, password }) => ({
      baseURL: loginBaseURL,
      scheme: loginScheme({ loginURL: 'auth/login', refreshURL: 'auth/refresh', email, password }),
    }),
    resource: 'orders',
    secret: ({ password }) => password,
    header: bearer,
  },
];

const STATIC: Kind = {
  name: 'staticScheme',
  options: ({ loginBaseURL, partnerKey }) => ({
    baseURL: loginBaseURL,
    scheme: staticScheme({ token: partnerKey }),
  }),
  resource: 'orders',
  secret: ({ partnerKey }) => partnerKey,
  header: bearer,
};

async function setUp(
  kind: Kind,
  emulatorOptions: SchemeEmulatorOptions = {},
  more: Partial<NovaPostModuleOptions> = {},
): Promise<NovaPostApp & { emulator: SchemeEmulator }> {
  const emulator = await startEmulator({ password: PASSWORD, ...emulatorOptions });
  const options = {
    ...kind.options(emulator),
    retry: false as const,
    token: { startMode: 'lazy' as const },
    ...more,
  };
  return { ...(await startModule(NovaPostModule.forRoot(options))), emulator };
}

/** With a token that is not so new that the API's servers may have yet to learn of it. */
async function setUpOld(kind: Kind): ReturnType<typeof setUp> {
  const clock = new TestClock();
  const app = await setUp(kind, { clock }, { clock });
  await app.tokens.getToken();
  await clock.advance(60_000);
  return app;
}

describe.each([...KINDS, STATIC])('$name end to end', (kind) => {
  it('a controller of a Nest application answers with what the API answers', async () => {
    @Controller()
    class ResourceController {
      constructor(@Inject(NovaPostHttpService) private readonly http: NovaPostHttpService) {}

      @Get('resource')
      resource(): Observable<unknown> {
        return this.http.get<unknown>(kind.resource).pipe(map(({ data }) => data));
      }
    }
    const emulator = await startEmulator({ password: PASSWORD });
    const module = await Test.createTestingModule({
      imports: [NovaPostModule.forRoot({ ...kind.options(emulator), token: { startMode: 'warm' } })],
      controllers: [ResourceController],
    }).compile();
    const app = module.createNestApplication();
    await app.listen(0, '127.0.0.1');
    closeAfterTest(() => app.close());
    const { status } = await axios.get(`${await app.getUrl()}/resource`);
    expect(status).toBe(200);
    const [call] = emulator.apiRequests;
    expect(call?.token?.state).toBe('live');
    expect(emulator.tokenRequests).toHaveLength(kind === STATIC ? 0 : 1);
  });

  it('the token is in the header as the scheme says', async () => {
    const { http, tokens, emulator } = await setUp(kind);
    await http.axiosRef.get(kind.resource);
    expect(emulator.apiRequests[0]?.headers.authorization).toBe(
      kind.header((await tokens.getToken()).reveal()),
    );
  });
});

describe.each(KINDS)('a rejected token of $name', (kind) => {
  it('G1 40 requests in flight get 401: one new token, 40 replays, 40 answers', async () => {
    const { http, tokens, emulator } = await setUpOld(kind);
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.misbehave({ on: `/${kind.resource}`, times: 40, then: { until: gate } });
    const calls = Promise.all(Array.from({ length: 40 }, () => http.axiosRef.get(kind.resource)));
    await emulator.waitForRequests(40, `/${kind.resource}`);
    emulator.revokeAllTokens();
    openGate();
    expect((await calls).every(({ status }) => status === 200)).toBe(true);
    expect(tokens.status().counters).toMatchObject({ refreshed: 2, invalidated: 1 });
  });

  it('G4 a second 401 is returned as it is', async () => {
    const { http, emulator } = await setUpOld(kind);
    emulator.misbehave({ on: 'api', then: { status: 401 } });
    expect(await rejection(http.axiosRef.get(kind.resource))).toMatchObject({
      name: 'NovaPostApiError',
      status: 401,
    });
    expect(emulator.apiRequests).toHaveLength(2);
  });

  it('G6 403 means "no permission": no refresh, no replay', async () => {
    const { http, tokens, emulator } = await setUp(kind);
    emulator.misbehave({ on: 'api', then: { status: 403 } });
    expect(await rejection(http.axiosRef.get(kind.resource))).toMatchObject({ status: 403 });
    expect(emulator.apiRequests).toHaveLength(1);
    expect(tokens.status()).toMatchObject({ state: 'fresh', counters: { refreshed: 1, invalidated: 0 } });
  });

  it('H1 nothing secret is in an error of a refused login, nor in the status', async () => {
    const { tokens, emulator } = await setUp(kind);
    emulator.misbehave({
      on: 'token',
      then: { status: 401, body: { message: `refused: ${kind.secret(emulator)}` } },
    });
    const error = await rejection(tokens.getToken());
    expect(error.name).toBe('NovaPostCredentialsError');
    expect(error.message).toContain('It says: refused: [redacted].');
    expectNoSecrets([error, tokens.status(), tokens], {
      apiKey: emulator.apiKey,
      password: emulator.password,
    });
  });
});

describe('passwordScheme', () => {
  const [, kind] = KINDS as [Kind, Kind, Kind];

  it.each([
    ['rotating', { rotating: true }],
    ['omitted in renewals', { rotating: false, omitted: true }],
    ['repeated in renewals', { rotating: false, omitted: false }],
  ])('E8 renews with the newest refresh token: %s', async (_what, refreshTokens) => {
    const { tokens, emulator } = await setUp(kind, { refreshTokens });
    for (let round = 0; round < 5; round += 1) await tokens.refresh();
    expect([emulator.logins, emulator.renewals, emulator.invalidGrants]).toEqual([1, 4, 0]);
  });

  it('E9 logs in again, once, when the refresh token is refused', async () => {
    const { tokens, emulator } = await setUp(kind);
    await tokens.getToken();
    emulator.revokeRefreshTokens();
    await tokens.refresh();
    expect([emulator.logins, emulator.renewals, emulator.invalidGrants]).toEqual([2, 0, 1]);
  });

  it('the shape of the renewal is an option', async () => {
    const { tokens, emulator } = await setUp(kind, {}, {});
    await tokens.getToken();
    const other = await setUp({
      ...kind,
      options: (server) => ({
        baseURL: server.passwordBaseURL,
        scheme: passwordScheme({
          tokenURL: 'token',
          username: server.username,
          password: server.password,
          refreshBody: (refreshToken) => ({ grant_type: 'refresh_token', refresh_token: refreshToken }),
        }),
      }),
    });
    await other.tokens.getToken();
    await other.tokens.refresh();
    expect(other.emulator.tokenRequests.at(-1)?.body).toMatchObject({ grant_type: 'refresh_token' });
    expect(emulator.tokenRequests[0]?.body).toEqual({
      username: emulator.username,
      password: emulator.password,
    });
  });

  it('invalidate({ logout: true }) ends the token at its provider, and survives its refusal', async () => {
    const logoutKind: Kind = {
      ...kind,
      options: (server) => ({
        baseURL: server.passwordBaseURL,
        scheme: passwordScheme({
          tokenURL: server.passwordTokenURL,
          logoutURL: server.passwordLogoutURL,
          username: server.username,
          password: server.password,
        }),
      }),
    };
    const { tokens, emulator } = await setUp(logoutKind);
    await tokens.getToken();
    await tokens.invalidate({ logout: true });
    expect(emulator.sessions).toEqual([]);
    expect(tokens.status().state).toBe('empty');
    await tokens.getToken();
    emulator.misbehave({ on: '/logout', then: { status: 500 } });
    await tokens.invalidate({ logout: true });
    expect(tokens.status().state).toBe('empty');
    await tokens.getToken();
    await tokens.invalidate();
    expect(emulator.requests.filter(({ path }) => path === '/logout')).toHaveLength(2);
  });

  it('says what the provider says about a wrong password', async () => {
    const { tokens, emulator } = await setUp(kind);
    emulator.addUser({ username: emulator.username, password: 'canary-password-changed-1a2b3c4d' });
    const error = await rejection(tokens.getToken());
    expect(error).toMatchObject({ name: 'NovaPostCredentialsError', status: 401 });
    expect(error.message).toMatch(/It says: /);
  });
});

describe('loginScheme', () => {
  const [, , kind] = KINDS as [Kind, Kind, Kind];

  it.each(['flat', 'nested'] as const)(
    'renews with the current token, from a %s reply',
    async (loginRefreshShape) => {
      const { tokens, emulator } = await setUp(kind, { loginRefreshShape });
      const first = await tokens.getToken();
      const second = await tokens.refresh();
      expect(second.equals(first)).toBe(false);
      expect([emulator.logins, emulator.renewals]).toEqual([1, 1]);
      expect(emulator.tokenRequests.at(-1)?.headers.authorization).toBe(`Bearer ${first.reveal()}`);
    },
  );

  it('a login lasts about a day', async () => {
    const { tokens } = await setUp(kind);
    await tokens.getToken();
    const { issuedAt, expiresAt } = tokens.status();
    expect(Number(expiresAt) - Number(issuedAt)).toBeGreaterThan(23.9 * 3_600_000);
  });

  it('logs in again when the renewal is refused', async () => {
    const { tokens, emulator } = await setUp(kind);
    await tokens.getToken();
    emulator.revokeAllTokens();
    await tokens.refresh();
    expect([emulator.logins, emulator.renewals]).toEqual([2, 0]);
  });

  it.each(['status-200', 'status-401'] as const)(
    'a wrong password is a refusal, also with %s',
    async (loginFailure) => {
      const { tokens, emulator } = await setUp(kind, { loginFailure });
      emulator.addUser({ email: emulator.email, password: 'canary-password-changed-5e6f7a8b' });
      expect(await rejection(tokens.getToken())).toMatchObject({ name: 'NovaPostCredentialsError' });
      await rejection(tokens.getToken());
      expect(emulator.tokenRequests).toHaveLength(1);
    },
  );

  it('brings the limit of its provider with it', async () => {
    const { http } = await setUp(kind);
    const answers = await Promise.allSettled(Array.from({ length: 120 }, () => http.axiosRef.get('orders')));
    const refused = answers.filter(({ status }) => status === 'rejected');
    // 100 a minute, the login included.
    expect(refused).toHaveLength(21);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ name: 'NovaPostRateLimitError' });
  });
});

describe('staticScheme', () => {
  it('a 401 is final: no replay, and the error says where the key is', async () => {
    const { http, tokens, emulator } = await setUp(STATIC);
    emulator.revokePartnerKey();
    const error = await rejection(http.axiosRef.get('orders'));
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 401 });
    expect(error.message).toMatch(/staticScheme.*not renewed/);
    expect(emulator.apiRequests).toHaveLength(1);
    expect(emulator.tokenRequests).toHaveLength(0);
    expect(tokens.status()).toMatchObject({ state: 'fresh', nextRefreshAt: undefined });
  });

  it('never refreshes and plans nothing', async () => {
    const { tokens } = await setUp(STATIC);
    const first = await tokens.getToken();
    const again = await tokens.refresh();
    expect(again.equals(first)).toBe(true);
    await until(() => !tokens.status().refreshing);
    expect(tokens.status().nextRefreshAt).toBeUndefined();
  });
});

describe('a scheme of another API', () => {
  it.each([...KINDS.slice(1), STATIC])(
    '$name wants to be told whose: without baseURL its token would go to Nova Post',
    async (kind) => {
      const emulator = await startEmulator({ password: PASSWORD });
      const { scheme } = kind.options(emulator);
      await expect(startModule(NovaPostModule.forRoot({ scheme }))).rejects.toMatchObject({
        name: 'NovaPostConfigError',
        options: ['baseURL'],
      });
    },
  );
});
