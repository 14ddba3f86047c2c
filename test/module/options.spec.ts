import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { novaPostScheme, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { NovaPostConfigError } from '../../src/nova-post.errors.js';
import { resolveOptions } from '../../src/resolve-options.js';

const apiKey = 'canary-api-key-9c8b7a6d5e4f';

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
      /'production', 'ukraine', 'sandbox'/,
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
    ['an unknown option', { apiKey, enviroment: 'sandbox' }, 'enviroment', /spelling/],
    ['an unknown option inside', { apiKey, token: { refreshat: 0.5 } }, 'token.refreshat', /spelling/],
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
    ['no object', undefined, '', /must be an object/],
  ])('%s is refused, naming the option and the cure, and no secret', (_what, options, option, cure) => {
    const error = refusal(options);
    expect(error.name).toBe('NovaPostConfigError');
    expect(error.code).toBe('NOVA_POST_CONFIG');
    expect(error.options).toContain(option);
    expect(error.message).toMatch(cure);
    expect(error.message).toContain(option);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('canary');
  });

  it('all wrong options are told at once', () => {
    expect(refusal({ apiKey, environment: 'x', http: { timeoutMs: -1 } }).options).toEqual([
      'environment',
      'http.timeoutMs',
    ]);
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
      allowInsecureHttp: false,
      trustedOrigins: [],
    });
    expect(
      Object.isFrozen(resolved) && Object.isFrozen(resolved.token) && Object.isFrozen(resolved.http),
    ).toBe(true);
    expect(inspect(resolved, { depth: 10, showHidden: true })).not.toContain('canary');
    expect(JSON.stringify(resolved)).not.toContain('canary');
  });

  it.each([
    ['production', 'https://api.novapost.com/v.1.0'],
    ['ukraine', 'https://api.novaposhta.ua/v.1.0'],
    ['sandbox', 'https://api-stage.novapost.pl/v.1.0'],
  ] as const)('the environment %s is %s', (environment, baseURL) => {
    expect(resolveOptions({ apiKey, environment })).toMatchObject({ environment, baseURL });
  });
});
