import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { expectNoSecrets } from '../../src/testing/canary.js';
import { API_KEY, bench, stopAll } from './support.js';

afterEach(stopAll);

describe('whoami', () => {
  it('names the account behind a token', async () => {
    const { emulator, token, get } = await bench();
    const second = emulator.addApiKey();
    expect(await (await get('/whoami', await token())).json()).toEqual({ account: 'api-key-0' });
    expect(await (await get('/whoami', await token(second))).json()).toEqual({ account: 'api-key-1' });
    expect((await get('/whoami', 'nothing')).status).toBe(401);
  });

  it('is told by the records, for good and bad tokens and for token requests', async () => {
    const { emulator, authorize, get, token } = await bench();
    const jwt = await token();
    await authorize('canary-api-key-unknown0');
    emulator.revokeAllTokens();
    await get('/whoami', jwt);
    await get('/whoami');
    expect(emulator.requests.map(({ account }) => account)).toEqual([
      'api-key-0',
      undefined,
      'api-key-0',
      undefined,
    ]);
    expect(emulator.requests.map((request) => request.token?.state)).toEqual([
      undefined,
      undefined,
      'revoked',
      undefined,
    ]);
    expect(emulator.requests.map(({ asksForToken }) => asksForToken)).toEqual([true, true, false, false]);
  });

  it('is told for a key', async () => {
    const { emulator } = await bench();
    expect(emulator.accountOf(emulator.apiKey)).toBe('api-key-0');
    expect(emulator.accountOf('unknown')).toBeUndefined();
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
  it('holds no secret', async () => {
    const { emulator, token, get } = await bench();
    const jwt = await token();
    await get('/whoami', jwt);
    const secrets = { apiKey: API_KEY, jwt };
    expectNoSecrets(emulator, secrets);
    expectNoSecrets(inspect(emulator, { depth: 10, showHidden: true, customInspect: false }), secrets);
    expectNoSecrets(emulator.sessions, secrets);
    expectNoSecrets(
      emulator.requests.map((request) => [request.token, request.account]),
      secrets,
    );
  });
});
