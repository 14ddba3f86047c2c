import { afterEach, describe, expect, it } from '@jest/globals';
import type { NovaPostEmulatorOptions } from '../../src/testing/emulator-options.js';
import { ask, bench, claimsOf, CREDENTIALS, HandClock, loginToken, stopAll, type Bench } from './support.js';

afterEach(stopAll);

const { email, password } = CREDENTIALS;

const start = (options: NovaPostEmulatorOptions = {}): Promise<Bench> =>
  bench({ ...CREDENTIALS, ...options });

const orders = ({ emulator }: Bench, bearer?: string, query = '') =>
  ask('GET', `${emulator.loginBaseURL}/orders${query}`, { ...(bearer !== undefined && { bearer }) });

const refresh = ({ emulator }: Bench, bearer: string) =>
  ask('POST', `${emulator.loginBaseURL}/auth/refresh`, { bearer });

describe('a login', () => {
  it('trades e-mail address and password for a token of 24 hours', async () => {
    const clock = new HandClock();
    const server = await start({ clock, clockSkewMs: 60_000 });
    const reply = await ask('POST', `${server.emulator.loginBaseURL}/auth/login`, {
      body: { email, password },
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      success: true,
      data: {
        token: expect.any(String),
        expiresAt: '2026-01-16T12:01:00.000Z',
        user: { id: 'email-0', email },
      },
    });
    expect(reply.headers.get('date')).toBe('Thu, 15 Jan 2026 12:01:00 GMT');
    expect(server.emulator.logins).toBe(1);
    const { token } = (reply.body as { data: { token: string } }).data;
    clock.ms += 86_399_999;
    expect((await orders(server, token)).status).toBe(200);
    clock.ms += 1;
    expect((await orders(server, token)).status).toBe(401);
  });

  it('heeds tokenLifetimeMs', async () => {
    const server = await start({ clock: new HandClock(), tokenLifetimeMs: 90_000 });
    const { iat, exp } = claimsOf(await loginToken(server));
    expect(exp - iat).toBe(90);
  });

  it.each([
    [{}, 401],
    [{ loginFailure: 'status-401' }, 401],
    [{ loginFailure: 'status-200' }, 200],
  ] as [NovaPostEmulatorOptions, number][])(
    'with a wrong password says success: false; with %j it has status %d',
    async (options, status) => {
      const { emulator } = await start(options);
      for (const body of [
        { email, password: 'not the one' },
        { email: CREDENTIALS.username, password },
      ]) {
        const reply = await ask('POST', `${emulator.loginBaseURL}/auth/login`, { body });
        expect(reply.status).toBe(status);
        expect(reply.body).toEqual({ success: false, message: 'The email or the password is wrong.' });
      }
      expect(emulator.logins).toBe(0);
    },
  );

  it('without all it needs gets 400', async () => {
    const { emulator } = await start({ loginFailure: 'status-200' });
    for (const body of [undefined, {}, { email }, 'text']) {
      const reply = await ask('POST', `${emulator.loginBaseURL}/auth/login`, { body });
      expect(reply.status).toBe(400);
      expect(reply.body).toEqual({ success: false, message: 'Give email and password as JSON.' });
    }
  });
});

describe('a refresh', () => {
  it('trades a token for the next one', async () => {
    const clock = new HandClock();
    const server = await start({ clock });
    const first = await loginToken(server);
    clock.ms += 3_600_000;
    const reply = await refresh(server, first);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      data: { token: expect.any(String), expiresAt: '2026-01-16T13:00:00.000Z' },
    });
    const { token } = (reply.body as { data: { token: string } }).data;
    expect(token === first).toBe(false);
    expect([(await orders(server, first)).status, (await orders(server, token)).status]).toEqual([200, 200]);
    expect([server.emulator.logins, server.emulator.renewals]).toEqual([1, 1]);
  });

  it('answers { token } with loginRefreshShape flat', async () => {
    const server = await start({ loginRefreshShape: 'flat' });
    const { body } = await refresh(server, await loginToken(server));
    expect(body).toEqual({ token: expect.any(String) });
  });

  it('is refused with an expired, revoked or unknown token', async () => {
    const clock = new HandClock();
    const server = await start({ clock });
    const expired = await loginToken(server);
    clock.ms += 86_400_000;
    const revoked = await loginToken(server);
    server.emulator.revokeAllTokens();
    for (const token of [expired, revoked, 'rubbish', CREDENTIALS.partnerKey]) {
      const reply = await refresh(server, token);
      expect(reply.status).toBe(401);
      expect(reply.body).toMatchObject({ success: false });
    }
    expect(server.emulator.renewals).toBe(0);
  });

  it('counts as a token request, as the login does', async () => {
    const server = await start();
    const { emulator } = server;
    const token = await loginToken(server);
    emulator.failTokenRequests(1, 502);
    expect((await refresh(server, token)).status).toBe(502);
    await orders(server, token);
    expect(emulator.tokenRequests.map(({ path }) => path)).toEqual(['/auth/login', '/auth/refresh']);
    expect(emulator.apiRequests.map(({ path }) => path)).toEqual(['/orders']);
    expect(emulator.requests.map(({ api, account }) => [api, account])).toEqual([
      ['login', 'email-0'],
      ['login', 'email-0'],
      ['login', 'email-0'],
    ]);
  });

  it('takes a replaced token; without exp there is no expiresAt', async () => {
    const server = await start();
    server.emulator.misbehave({ on: '/auth/refresh', then: { token: ({ exp: _, ...claims }) => claims } });
    const { body } = await refresh(server, await loginToken(server));
    expect(body).toEqual({ data: { token: expect.any(String) } });
  });

  it('pushes the old token out with sessionLimit 1', async () => {
    const server = await start({ sessionLimit: 1 });
    const old = await loginToken(server);
    await refresh(server, old);
    expect((await orders(server, old)).status).toBe(401);
    expect(server.emulator.requests.at(-1)?.token?.state).toBe('displaced');
  });
});

describe('orders', () => {
  const ORDER = {
    partner_order_id: 'ORD-1',
    pudo_point_id: 'pudo_12345',
    customer: { name: 'Jane Doe', email: 'jane@example.test', phone: '+2348012345678' },
    items: [{ name: 'Headphones', qty: 1, price: 15_000, weight_kg: 0.5 }],
  };

  it('are made and listed, page by page', async () => {
    const server = await start({ clock: new HandClock() });
    const bearer = await loginToken(server);
    const url = `${server.emulator.loginBaseURL}/orders`;
    for (let number = 1; number <= 12; number += 1) {
      const body = { ...ORDER, partner_order_id: `ORD-${String(number)}` };
      const made = await ask('POST', url, { bearer, body });
      expect(made.status).toBe(201);
      expect(made.body).toEqual({
        status: 'success',
        data: {
          id: expect.stringMatching(/^np_ord_\d+$/),
          tracking_code: expect.stringMatching(/^NP\d+$/),
          status: 'created',
        },
      });
    }
    const first = (await orders(server, bearer)).body as { data: { orders: object[]; pagination: object } };
    expect(first.data.orders).toHaveLength(10);
    expect(first.data.orders[0]).toMatchObject({ ...ORDER, createdAt: '2026-01-15T12:00:00.000Z' });
    expect(first.data.pagination).toEqual({
      page: 1,
      pageSize: 10,
      total: 12,
      totalPages: 2,
      hasNext: true,
      hasPrevious: false,
    });
    const last = await orders(server, bearer, '?page=3&pageSize=5');
    expect(last.body).toMatchObject({
      data: {
        orders: [{ partner_order_id: 'ORD-11' }, { partner_order_id: 'ORD-12' }],
        pagination: { hasNext: false, hasPrevious: true },
      },
    });
  });

  it('are seen by their own account only', async () => {
    const server = await start();
    const boris = { email: 'boris@example.test', password: 'canary-password-boris0a1b2c' };
    server.emulator.addUser(boris);
    const [mine, his] = [await loginToken(server), await loginToken(server, boris)];
    await ask('POST', `${server.emulator.loginBaseURL}/orders`, { bearer: mine, body: ORDER });
    const totals = await Promise.all(
      [mine, his].map(async (bearer) => {
        const { body } = await orders(server, bearer);
        return (body as { data: { pagination: { total: number } } }).data.pagination.total;
      }),
    );
    expect(totals).toEqual([1, 0]);
  });

  it('refuse what is none', async () => {
    const server = await start();
    const bearer = await loginToken(server);
    const made = await ask('POST', `${server.emulator.loginBaseURL}/orders`, { bearer, body: [ORDER] });
    expect([made.status, (made.body as { success: boolean }).success]).toEqual([400, false]);
    expect((await orders(server, bearer, '?page=0')).body).toEqual({
      success: false,
      message: 'The page must be at least 1.',
    });
  });

  it('need a good Bearer token', async () => {
    const server = await start();
    const token = await loginToken(server);
    const url = `${server.emulator.loginBaseURL}/orders`;
    const refusals = [
      await orders(server),
      await orders(server, 'rubbish'),
      await ask('GET', url, { authorization: token }),
      await orders(server, await server.token()),
    ];
    for (const { status, body } of refusals) {
      expect(status).toBe(401);
      expect(body).toEqual({ success: false, message: 'Invalid or missing token' });
    }
  });

  it('are forbidden when a test wants it so', async () => {
    const server = await start();
    server.emulator.misbehave({ on: '/orders', times: 1, then: { status: 403 } });
    const token = await loginToken(server);
    const refused = await orders(server, token);
    expect([refused.status, refused.body]).toEqual([403, { success: false, message: 'Forbidden' }]);
    expect((await orders(server, token)).status).toBe(200);
  });

  it('unknown paths are told in the words of this API', async () => {
    const server = await start();
    const { status, body } = await ask('GET', `${server.emulator.loginBaseURL}/parcels`);
    expect(status).toBe(404);
    expect(body).toEqual({
      success: false,
      message: expect.stringMatching(/does not serve GET \/parcels\. It serves: .*POST \/auth\/refresh/),
    });
  });
});

describe('loginRequestsPerMinute', () => {
  it('answers 429 beyond it, with the seconds to wait', async () => {
    const clock = new HandClock();
    const server = await start({ clock, loginRequestsPerMinute: 3 });
    const token = await loginToken(server);
    clock.ms += 20_500;
    expect((await orders(server, token)).status).toBe(200);
    expect((await orders(server, token)).status).toBe(200);
    const limited = await orders(server, token);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '40']);
    expect(limited.body).toMatchObject({ success: false });
    expect((await refresh(server, token)).status).toBe(429);
    clock.ms += 40_000;
    expect((await orders(server, token)).status).toBe(200);
    expect((await orders(server, token)).status).toBe(429);
  });

  it('counts each account by itself, and leaves the other APIs alone', async () => {
    const server = await start({ clock: new HandClock(), loginRequestsPerMinute: 2 });
    const boris = { email: 'boris@example.test', password: 'canary-password-boris0a1b2c' };
    server.emulator.addUser(boris);
    const [mine, his] = [await loginToken(server), await loginToken(server, boris)];
    const statuses: number[] = [];
    for (const token of [mine, mine, his, his]) statuses.push((await orders(server, token)).status);
    expect(statuses).toEqual([200, 429, 200, 429]);
    for (let turn = 0; turn < 5; turn += 1) expect((await server.authorize()).status).toBe(200);
  });
});
