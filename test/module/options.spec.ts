import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  loginScheme,
  novaPostScheme,
  passwordScheme,
  type NovaPostModuleOptions,
  type TokenScheme,
} from 'nestjs-nova-post';
import { NovaPostConfigError } from '../../src/nova-post.errors.js';
import { resolveOptions } from '../../src/resolve-options.js';

const apiKey = 'canary-api-key-9c8b7a6d5e4f';
const user = { username: 'u', password: 'canary-password-9c8b7a6d5e4f' };
const login = { loginURL: 'l', refreshURL: 'r', email: 'e', password: 'canary-password-9c8b7a6d5e4f' };

function refusal(options: unknown): NovaPostConfigError {
  try {
    resolveOptions(options as NovaPostModuleOptions);
  } catch (error) {
    if (error instanceof NovaPostConfigError) return error;
    throw error;
  }
  throw new Error('Expected the options to be refused.');
}

describe('I4 options are checked at boot', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['no API key', {}, 'apiKey', /NOVA_POST_API_KEY/],
    ['a blank API key', { apiKey: '  ' }, 'apiKey', /missing or blank/],
    ['an API key that is no text', { apiKey: 42 }, 'apiKey', /must be text/],
    [
      'an unknown environment',
      { apiKey, environment: 'staging' },
      'environment',
      /'production', 'ukraine', 'sandbox', but is 'staging'/,
    ],
    ['http to a public host', { apiKey, baseURL: 'http://api.novapost.com/v.1.0' }, 'baseURL', /https/],
    [
      'a base URL that is none',
      { apiKey, baseURL: 'api.novapost.com' },
      'baseURL',
      /https:\/\/api\.novapost\.com/,
    ],
    [
      'a base URL with a password',
      { apiKey, baseURL: 'https://u:canary-password-12345678@host' },
      'baseURL',
      /URL/,
    ],
    ['a negative time limit', { apiKey, http: { timeoutMs: -1 } }, 'http.timeoutMs', /from 0/],
    ['a time limit as text', { apiKey, http: { timeoutMs: '10s' } }, 'http.timeoutMs', /number/],
    ['an unknown option', { apiKey, enviroment: 'sandbox' }, 'enviroment', /Did you mean environment\?/],
    ['an option in the wrong place', { apiKey, timeoutMs: 5 }, 'timeoutMs', /Did you mean http\.timeoutMs\?/],
    [
      'an option of another library',
      { apiKey, interceptors: [] },
      'interceptors',
      /there are environment, baseURL/,
    ],
    [
      'an unknown option inside',
      { apiKey, token: { refreshat: 0.5 } },
      'token.refreshat',
      /Did you mean token\.refreshAt\?/,
    ],
    [
      'a start mode that is none',
      { apiKey, token: { startMode: 'eager' } },
      'token.startMode',
      /'lazy', 'warm' or 'required'/,
    ],
    ['a share beyond 1', { apiKey, token: { refreshAt: 1.5 } }, 'token.refreshAt', /0\.1 to 0\.95/],
    [
      'a duration without a unit',
      { apiKey, token: { surviveAuthOutage: '20' } },
      'token.surviveAuthOutage',
      /'20m'/,
    ],
    ['half a retry', { apiKey, retry: { retries: 1.5 } }, 'retry.retries', /whole number/],
    ['retry: true', { apiKey, retry: true }, 'retry', /false or an object/],
    [
      'a plain http trusted origin',
      { apiKey, trustedOrigins: ['http://api.example.com'] },
      'trustedOrigins.0',
      /https/,
    ],
    ['a scheme that is none', { scheme: { name: 'x' } }, 'scheme', /novaPostScheme/],
    ['a key and a scheme', { apiKey, scheme: novaPostScheme({ apiKey }) }, 'apiKey', /keep one/],
    ['a store that is none', { apiKey, tokenStore: {} }, 'tokenStore', /token store/],
    ['rateLimit: true', { apiKey, rateLimit: true }, 'rateLimit', /false or \{ requests, perMs \}/],
    [
      'a limit without an interval',
      { apiKey, rateLimit: { requests: 5 } },
      'rateLimit.perMs',
      /100 to 86400000/,
    ],
    [
      'a limit of nothing',
      { apiKey, rateLimit: { requests: 0, perMs: 1_000 } },
      'rateLimit.requests',
      /from 1/,
    ],
    [
      'half a request',
      { apiKey, rateLimit: { requests: 1.5, perMs: 1_000 } },
      'rateLimit.requests',
      /whole number/,
    ],
    ['an interval of 1 ms', { apiKey, rateLimit: { requests: 1, perMs: 1 } }, 'rateLimit.perMs', /from 100/],
    [
      'an unknown part of a limit',
      { apiKey, rateLimit: { requests: 1, perMs: 1_000, per: 's' } },
      'rateLimit.per',
      /Did you mean rateLimit\.perMs\?/,
    ],
    [
      'a scheme whose limit is none',
      { scheme: { ...novaPostScheme({ apiKey }), rateLimit: { requests: 0, perMs: 1_000 } } },
      'scheme.rateLimit.requests',
      /from 1/,
    ],
    [
      'a scheme of another API without its URL',
      { scheme: { ...novaPostScheme({ apiKey }), needsBaseURL: true } },
      'baseURL',
      /scheme is not of Nova Post's own API/,
    ],
    [
      'an Authorization among the headers of every call',
      { apiKey, http: { headers: { authorization: 'canary-authorization-12345678' } } },
      'http.headers.authorization',
      /Leave it out/,
    ],
    [
      'the header of a scheme among them',
      {
        scheme: { ...novaPostScheme({ apiKey }), headers: (token: string) => ({ 'X-Api-Token': token }) },
        http: { headers: { 'x-api-token': 'canary-authorization-12345678' } },
      },
      'http.headers.x-api-token',
      /Leave it out/,
    ],
  ])('%s is refused, naming the option and the cure, and no secret', (_what, options, option, cure) => {
    const error = refusal(options);
    expect(error.name).toBe('NovaPostConfigError');
    expect(error.code).toBe('NOVA_POST_CONFIG');
    expect(error.options).toContain(option);
    expect(error.message).toMatch(cure);
    expect(error.message).toContain(option);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });

  it('no object is refused', () => {
    expect(refusal(undefined).message).toMatch(/must be an object/);
    expect(refusal(undefined).options).toEqual([]);
  });

  it('all problems are told at once, a missing key and what needs a second look among them', () => {
    const { message, options } = refusal({
      environment: 'staging',
      http: { timeoutMs: -1, headers: { Authorization: 'canary-authorization-12345678' } },
      trustedOrigins: ['http://api.example.com'],
      apikey: 'canary-api-key-9c8b7a6d5e4f',
    });
    expect(options).toEqual(['environment', 'http.timeoutMs', 'apikey', 'apiKey', 'trustedOrigins.0']);
    expect(message.split('\n')[0]).toBe('Invalid Nova Post options:');
    expect(message).toContain(
      "environment: must be one of 'production', 'ukraine', 'sandbox', but is 'staging'.",
    );
    expect(message).toContain(
      'http.timeoutMs: must be a number from 0 to 2147483647 milliseconds, but is -1.',
    );
    expect(message).toContain('apikey: is not an option. Did you mean apiKey?');
    expect(message).not.toContain('canary');
  });

  it('a key that got into the wrong option is not quoted', () => {
    expect(refusal({ apiKey, environment: apiKey }).message).not.toContain('canary');
    expect(refusal({ apiKey, token: { startMode: apiKey } }).message).not.toContain('canary');
  });

  it.each<[string, TokenScheme, string]>([
    ['ftp', passwordScheme({ ...user, tokenURL: 'ftp://auth.example.com/token' }), 'scheme.tokenURL'],
    [
      'another protocol-relative host',
      passwordScheme({ ...user, tokenURL: '//evil/token' }),
      'scheme.tokenURL',
    ],
    [
      'plain http elsewhere',
      passwordScheme({ ...user, tokenURL: 'http://auth.example.com/t' }),
      'scheme.tokenURL',
    ],
    ['no URL', passwordScheme({ ...user, tokenURL: 'https://' }), 'scheme.tokenURL'],
    [
      'a bad refreshURL',
      passwordScheme({ ...user, tokenURL: 'token', refreshURL: 'ftp://x/y' }),
      'scheme.refreshURL',
    ],
    [
      'a bad logoutURL',
      passwordScheme({ ...user, tokenURL: 'token', logoutURL: '//x/y' }),
      'scheme.logoutURL',
    ],
    ['a bad loginURL', loginScheme({ ...login, loginURL: 'http://x.example.com/l' }), 'scheme.loginURL'],
    ['a bad refreshURL of a login', loginScheme({ ...login, refreshURL: '\\\\x\\y' }), 'scheme.refreshURL'],
  ])('where a scheme sends its credentials: %s', (_what, scheme, option) => {
    const error = refusal({ scheme, baseURL: 'https://api.example.com' });
    expect(error.options).toEqual([option]);
    expect(error.message).toMatch(/https/);
    expect(inspect(error, { depth: 10 })).not.toContain('canary');
  });

  it('where a scheme sends its credentials: what is right is taken', () => {
    const urls = ['token', '/auth/token', 'https://auth.example.com/token', 'http://127.0.0.1:3000/token'];
    for (const tokenURL of urls) {
      const scheme = passwordScheme({ ...user, tokenURL });
      expect(resolveOptions({ scheme, baseURL: 'https://api.example.com' }).scheme).toBe(scheme);
    }
    const scheme = passwordScheme({ ...user, tokenURL: 'http://auth.internal/token' });
    const allowed = { scheme, baseURL: 'https://api.example.com', allowInsecureHttp: true };
    expect(resolveOptions(allowed).scheme).toBe(scheme);
  });

  describe('a polluted Object.prototype', () => {
    afterEach(() => {
      for (const name of Object.keys(Object.prototype)) Reflect.deleteProperty(Object.prototype, name);
    });

    it('gives no option, at any depth, and no URL of a scheme', () => {
      const expected = JSON.stringify({ ...resolveOptions({ apiKey }), clock: 0 });
      const foreign = {
        trustedOrigins: ['https://evil.example.com'],
        baseURL: 'https://evil.example.com',
        allowInsecureHttp: true,
        timeoutMs: 1,
        headers: { 'X-Foreign': '1' },
        proxy: { host: 'evil.example.com', port: 80 },
        requests: 1,
        perMs: 100,
        retries: 9,
        startMode: 'lazy',
        requestTimeoutMs: 100,
        scheme: {},
        refreshURL: 'https://evil.example.com/r',
        logoutURL: 'https://evil.example.com/l',
      };
      for (const [name, value] of Object.entries(foreign)) {
        Object.defineProperty(Object.prototype, name, {
          value,
          configurable: true,
          enumerable: true,
          writable: true,
        });
      }
      const resolved = resolveOptions({ apiKey, token: {}, http: {} });
      expect(resolved.trustedOrigins).toEqual([]);
      expect(JSON.stringify({ ...resolved, clock: 0 })).toBe(expected);
      expect(passwordScheme({ ...user, tokenURL: 't' }).urls).toEqual({ tokenURL: 't' });
    });
  });

  it.each([
    ['http://127.0.0.1:3999/v.1.0', {}],
    ['http://localhost:3999', {}],
    ['http://[::1]:3999', {}],
    ['http://nova-post.internal', { allowInsecureHttp: true }],
  ])('H4 %s is accepted', (baseURL, more) => {
    expect(resolveOptions({ apiKey, baseURL, ...more }).baseURL).toBe(baseURL);
  });

  it('H4 a public host whose name begins like this machine is not this machine', () => {
    expect(refusal({ apiKey, baseURL: 'http://127.0.0.1.example.com' }).options).toEqual(['baseURL']);
    expect(refusal({ apiKey, baseURL: 'http://localhost.example.com' }).options).toEqual(['baseURL']);
  });

  it('the resolved options are complete, frozen and free of the key', () => {
    const resolved = resolveOptions({ apiKey });
    expect(resolved).toMatchObject({
      environment: 'production',
      baseURL: 'https://api.novapost.com/v.1.0',
      token: {
        startMode: 'warm',
        refreshAt: 2 / 3,
        jitter: 0.05,
        requestTimeoutMs: 5000,
        defaultLifetimeMs: 3_600_000,
      },
      http: { timeoutMs: 10_000, headers: {} },
      retry: { retries: 2, baseDelayMs: 250, maxDelayMs: 5000 },
      rateLimit: undefined,
      allowInsecureHttp: false,
      trustedOrigins: [],
    });
    expect(
      Object.isFrozen(resolved) && Object.isFrozen(resolved.token) && Object.isFrozen(resolved.http),
    ).toBe(true);
    expect(inspect(resolved, { depth: 10, showHidden: true })).not.toContain('canary');
    expect(JSON.stringify(resolved)).not.toContain('canary');
  });

  it('the limit of a scheme is the default of rateLimit', () => {
    const own = { requests: 100, perMs: 60_000 };
    const scheme = { ...novaPostScheme({ apiKey }), rateLimit: own };
    const given = { requests: 7, perMs: 1_000 };
    expect(resolveOptions({ scheme }).rateLimit).toEqual(own);
    expect(resolveOptions({ scheme, rateLimit: given }).rateLimit).toEqual(given);
    expect(resolveOptions({ scheme, rateLimit: false }).rateLimit).toBeUndefined();
    expect(resolveOptions({ apiKey, rateLimit: given }).rateLimit).toEqual(given);
  });

  it.each([
    ['production', 'https://api.novapost.com/v.1.0'],
    ['ukraine', 'https://api.novaposhta.ua/v.1.0'],
    ['sandbox', 'https://api-stage.novapost.pl/v.1.0'],
  ] as const)('the environment %s is %s', (environment, baseURL) => {
    expect(resolveOptions({ apiKey, environment })).toMatchObject({ environment, baseURL });
  });
});
