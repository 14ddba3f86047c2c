import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loginScheme, passwordScheme } from 'nestjs-nova-post';
import { resolveOptions } from '../../src/resolve-options.js';
import { readMoment } from '../../src/token/schemes/reply-times.js';
import { compile, type Compiled } from '../support/compile.js';
import {
  API_KEY,
  LOGIN_KIND,
  NOVA_POST,
  PASSWORD_KIND,
  SCHEME_KINDS,
  fakeJwt,
} from '../support/scheme-kinds.js';
import { setUpTokens, type TokenSetup } from '../support/token-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function lifetimeOfNext({ tokens }: TokenSetup): Promise<number> {
  const token = await tokens.getToken();
  return token.expiresAt.getTime() - Number(tokens.status().issuedAt);
}

describe('what is absent or absurd in a reply counts as absent', () => {
  it.each([null, '', ' ', false, true, [], {}, 'soon', 0, -1, '-5', 1e30, undefined])(
    'expires_in: %p',
    async (expiresIn) => {
      const setup = setUpTokens({}, PASSWORD_KIND);
      setup.server.next({ body: { token: 'opaque-token', expires_in: expiresIn } });
      expect(await lifetimeOfNext(setup)).toBe(HOUR);
    },
  );

  it.each([1800, '1800', ' 1800 '])('but expires_in: %p is half an hour', async (expiresIn) => {
    const setup = setUpTokens({}, PASSWORD_KIND);
    setup.server.next({ body: { token: 'opaque-token', expires_in: expiresIn } });
    expect(await lifetimeOfNext(setup)).toBe(HOUR / 2);
  });

  it('expires_in: null beside a JWT that says its own life', async () => {
    const setup = setUpTokens({}, PASSWORD_KIND);
    setup.server.next({ body: { token: setup.server.jwt({ iat: 0, exp: 600 }), expires_in: null } });
    expect(await lifetimeOfNext(setup)).toBe(10 * MINUTE);
  });

  it.each([null, '', false, [], 0, 'tomorrow', 1e30])('expiresAt: %p', async (expiresAt) => {
    const setup = setUpTokens({}, LOGIN_KIND);
    setup.server.next({ body: { success: true, data: { token: 'opaque-token', expiresAt } } });
    expect(await lifetimeOfNext(setup)).toBe(DAY);
  });

  it.each([
    ['seconds', (ms: number) => ms / 1000],
    ['seconds as text', (ms: number) => String(ms / 1000)],
    ['milliseconds', (ms: number) => ms],
    ['milliseconds as text', (ms: number) => String(ms)],
  ])('but expiresAt as %s is a moment', async (_what, write) => {
    const setup = setUpTokens({}, LOGIN_KIND);
    const end = Math.floor(setup.clock.now() / 1000) * 1000 + 2 * HOUR;
    setup.server.next({ body: { success: true, data: { token: 'opaque-token', expiresAt: write(end) } } });
    expect(await lifetimeOfNext(setup)).toBeCloseTo(2 * HOUR, -4);
  });

  it.each([
    ['iat: 0', { iat: 0 }],
    ['an iat after exp', { iat: 4e9 }],
    ['an iat that is no number', { iat: 'now' }],
    ['no iat', {}],
  ])('%s of a JWT: the shorter of exp and the default', async (_what, iat) => {
    for (const [exp, life] of [
      [3 * DAY, HOUR],
      [10 * MINUTE, 10 * MINUTE],
    ] as const) {
      const setup = setUpTokens();
      const jwt = fakeJwt({ ...iat, exp: Math.floor((setup.clock.now() + exp) / 1000) });
      setup.server.next({ body: { jwt } });
      expect(Math.abs((await lifetimeOfNext(setup)) - life)).toBeLessThan(2_000);
    }
  });

  it('a JWT in milliseconds', async () => {
    const setup = setUpTokens();
    const iat = setup.clock.now();
    setup.server.next({ body: { jwt: fakeJwt({ iat, exp: iat + HOUR }) } });
    expect(await lifetimeOfNext(setup)).toBeCloseTo(HOUR, -4);
  });
});

describe.each(SCHEME_KINDS)('a gateway whose Date is wrong, with $name', (kind) => {
  it.each([-24, -2, 2, 24])(
    'by %s h still gives a token, which lives no longer than it is',
    async (hours) => {
      const setup = setUpTokens({}, kind);
      const date = new Date(setup.clock.now() + hours * HOUR).toUTCString();
      setup.server.always(() => ({ headers: { date }, body: setup.server.body() }));
      expect(Math.abs((await lifetimeOfNext(setup)) - HOUR)).toBeLessThan(2_000);
    },
  );
});

describe('a lifetime that is not told', () => {
  const login = { loginURL: 'l', refreshURL: 'r', email: 'e', password: 'p' };
  const baseURL = 'https://api.example.com';

  it('of loginScheme’s renewal is that scheme’s own: about a day', async () => {
    const setup = setUpTokens({}, LOGIN_KIND);
    setup.server.lifetimeMs = DAY;
    await setup.tokens.getToken();
    setup.server.next({ body: { token: 'opaque-token-of-a-renewal' } });
    await setup.tokens.refresh();
    expect(await lifetimeOfNext(setup)).toBe(DAY);
  });

  it('is the option’s, else the scheme’s, else one hour', () => {
    const token = { defaultLifetimeMs: 5 * MINUTE };
    const scheme = loginScheme(login);
    expect(resolveOptions({ scheme, baseURL }).token.defaultLifetimeMs).toBe(DAY);
    expect(resolveOptions({ scheme, baseURL, token }).token.defaultLifetimeMs).toBe(5 * MINUTE);
    const password = passwordScheme({ tokenURL: 't', username: 'u', password: 'p' });
    expect(resolveOptions({ scheme: password, baseURL }).token.defaultLifetimeMs).toBe(HOUR);
    expect(resolveOptions({ apiKey: API_KEY }).token.defaultLifetimeMs).toBe(HOUR);
  });

  it('of an account of NovaPostAccounts is its scheme’s, too', async () => {
    const { resolveAccountOptions, resolveCommonOptions } =
      await import('../../src/accounts/account-credentials.js');
    const common = { baseURL };
    const resolved = resolveCommonOptions(common);
    const account = resolveAccountOptions(common, resolved, { scheme: loginScheme(login) });
    expect(account.token.defaultLifetimeMs).toBe(DAY);
    expect(resolveAccountOptions(common, resolved, { scheme: NOVA_POST.scheme() }).token).toBe(
      resolved.token,
    );
  });
});

describe('a moment without a zone is UTC', () => {
  const MOMENT = '2026-11-26T10:00:00.000Z';
  const WRITTEN = [
    '2026-11-26 10:00:00',
    '2026-11-26T10:00:00',
    '2026-11-26T10:00:00.000',
    '2026-11-26 10:00',
    '2026-11-26T10:00:00Z',
    '2026-11-26 10:00:00 UTC',
    '2026-11-26T12:00:00+02:00',
    '2026-11-26T12:00:00+0200',
    '2026-11-26 05:00:00-05',
    'Thu, 26 Nov 2026 10:00:00 GMT',
    '26 Nov 2026 10:00:00',
  ];
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compile();
  });
  afterAll(() => compiled.remove());

  it.each(['UTC', 'Europe/Kyiv', 'America/New_York'])('on a machine in %s', (zone) => {
    const script = `
      import { readMoment } from ${JSON.stringify(join(compiled.folder, 'src/token/schemes/reply-times.js'))};
      const written = JSON.parse(process.argv[1]);
      console.log(JSON.stringify([new Date().getTimezoneOffset(), ...written.map(readMoment)]));`;
    const output = execFileSync(
      process.execPath,
      ['--input-type=module', '-e', script, JSON.stringify(WRITTEN)],
      { env: { ...process.env, NODE_OPTIONS: '', TZ: zone }, encoding: 'utf8' },
    );
    const [offset, ...moments] = JSON.parse(output) as [number, ...string[]];
    expect(offset === 0).toBe(zone === 'UTC');
    expect(moments).toEqual(WRITTEN.map(() => MOMENT));
  });

  it('and a day alone is its beginning', () => {
    expect(readMoment('2026-11-26')?.toISOString()).toBe('2026-11-26T00:00:00.000Z');
    expect(readMoment('2026-13-45 10:00:00')).toBeUndefined();
  });
});
