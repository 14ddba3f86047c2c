import { describe, expect, it } from '@jest/globals';
import { ConfigurableTokenService, NovaPostModule } from 'nestjs-nova-post';
import { settling } from '../support/shared-setup.js';
import { rejection } from '../support/token-setup.js';
import { MINUTE, startMarket, whoami } from './accounts-setup.js';

const MERCHANTS = 21;
/** The one in trouble is the last; the others are `api-key-0` and on. */
const others = Array.from({ length: MERCHANTS - 1 }, (_, index) => `api-key-${String(index)}`);

describe('trouble with one account is no trouble of the others', () => {
  it('when its token requests hang, all others are answered', async () => {
    const { accounts, emulator, keys } = await startMarket({ merchants: MERCHANTS });
    const broken = `api-key-${String(MERCHANTS - 1)}`;
    const hanging = emulator.misbehave({
      on: ({ path, account }) => path === '/clients/authorization' && account === broken,
      then: { hang: true },
    });
    const waiting = whoami(accounts.use({ apiKey: keys.at(-1)! }));
    await emulator.waitForRequests(1, 'token');
    const answers = await Promise.all(keys.slice(0, -1).map((apiKey) => whoami(accounts.use({ apiKey }))));
    expect(answers).toEqual(others);
    // Time stands still: whatever had waited for the hanging request to time out would not be answered yet.
    expect(accounts.use({ apiKey: keys.at(-1)! }).tokens.status()).toMatchObject({
      state: 'empty',
      refreshing: true,
    });
    hanging.release();
    expect(await waiting).toBe(broken);
  });

  it.each([401, 422])('when its key is refused with %i, it alone is told, once a minute', async (status) => {
    const { accounts, clock, emulator, keys } = await startMarket({ merchants: MERCHANTS });
    const broken = `api-key-${String(MERCHANTS - 1)}`;
    emulator.misbehave({
      on: ({ path, account }) => path === '/clients/authorization' && account === broken,
      then: { status },
    });
    const call = () => accounts.use({ apiKey: keys.at(-1)! }).http.axiosRef.get('whoami');
    for (let round = 0; round < 3; round += 1) {
      const [refused, ...answers] = await Promise.all([
        rejection(call()),
        ...keys.slice(0, -1).map((apiKey) => whoami(accounts.use({ apiKey }))),
      ]);
      expect(refused).toMatchObject({ name: 'NovaPostCredentialsError', status });
      expect(answers).toEqual(others);
    }
    const asked = () => emulator.tokenRequests.filter(({ account }) => account === broken);
    expect(asked()).toHaveLength(1);
    emulator.behave();
    await clock.advance(MINUTE);
    await emulator.waitForRequests(MERCHANTS + 1, 'token');
    expect((await call()).data).toEqual({ account: broken });
    expect(asked()).toHaveLength(2);
  });

  it('when all are due and the token endpoint stands still, 50 refreshes wait for it, and calls go on', async () => {
    const { accounts, clock, emulator, keys } = await startMarket({ merchants: 60 });
    for (const apiKey of keys) await whoami(accounts.use({ apiKey }));
    const { nextRefreshAt } = accounts.use({ apiKey: keys[0]! }).tokens.status();
    const hanging = emulator.hangTokenRequests();
    await clock.advance(nextRefreshAt!.getTime() - clock.now() + 1_000);
    const asked = await emulator.waitForRequests(60 + 50, 'token');
    for (const { account } of asked.slice(60)) {
      const apiKey = keys.find((_key, index) => `api-key-${String(index)}` === account)!;
      expect(await whoami(accounts.use({ apiKey }))).toBe(account);
    }
    expect(emulator.tokenRequests.length).toBe(60 + 50);
    hanging.release();
    emulator.behave();
    await clock.advance(1_000, settling(emulator));
    expect(emulator.tokenRequests.length).toBe(60 + 60);
  });

  it('when its key is refused, it is tried again as long as it is in use, and then with its next use', async () => {
    const { accounts, clock, emulator, keys } = await startMarket();
    emulator.misbehave({ on: 'token', then: { status: 401 } });
    const { tokens } = accounts.use({ apiKey: keys[1]! });
    await rejection(tokens.getToken());
    await clock.advance(30 * MINUTE, settling(emulator));
    expect(emulator.tokenRequests.length).toBeLessThanOrEqual(2);
    expect(tokens.status()).toMatchObject({ nextRefreshAt: undefined, lastError: { reason: 'refused' } });
    emulator.behave();
    const { length } = emulator.tokenRequests;
    expect(await whoami(accounts.use({ apiKey: keys[1]! }))).toBe('api-key-1');
    expect(emulator.tokenRequests).toHaveLength(length + 1);
  });

  it('the key of the application itself is tried again once a minute, used or not', async () => {
    const { app, clock, emulator } = await startMarket({
      register: (options, { apiKey }) => [
        NovaPostModule.forRoot({ ...options, apiKey, token: { startMode: 'lazy' } }),
      ],
    });
    emulator.misbehave({ on: 'token', then: { status: 401 } });
    await rejection(app.get(ConfigurableTokenService).getToken());
    await clock.advance(10 * MINUTE, settling(emulator));
    expect(emulator.tokenRequests).toHaveLength(11);
  });

  it('when its rate limit is used up, the others have all of theirs', async () => {
    const { accounts, emulator, keys } = await startMarket({
      merchants: MERCHANTS,
      options: { rateLimit: { requests: 2, perMs: 60 * MINUTE }, http: { timeoutMs: 1_000 } },
    });
    const greedy = accounts.use({ apiKey: keys.at(-1)! });
    await Promise.all([whoami(greedy), whoami(greedy)]);
    const [rateLimited, ...answers] = await Promise.all([
      rejection(greedy.http.axiosRef.get('whoami')),
      ...keys.slice(0, -1).flatMap((apiKey) => [1, 2].map(() => whoami(accounts.use({ apiKey })))),
    ]);
    expect(rateLimited).toMatchObject({ code: 'NOVA_POST_RATE_LIMIT' });
    expect(answers).toEqual(others.flatMap((account) => [account, account]));
    expect(emulator.apiRequests).toHaveLength(2 * MERCHANTS);
  });

  it('when its tokens are rejected, only its own are replaced', async () => {
    const { accounts, clock, emulator, keys } = await startMarket();
    for (const apiKey of keys) await whoami(accounts.use({ apiKey }));
    // A token that is refused in its first second may only be too young.
    await clock.advance(MINUTE);
    emulator.misbehave({
      on: ({ path, account }) => path === '/whoami' && account === 'api-key-1',
      times: 1,
      then: { status: 401 },
    });
    for (const apiKey of keys) await whoami(accounts.use({ apiKey }));
    const replaced = emulator.tokenRequests.slice(keys.length).map(({ account }) => account);
    expect(replaced).toEqual(['api-key-1']);
  });
});
