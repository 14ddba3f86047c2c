import { describe, expect, it } from '@jest/globals';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { redact } from '../../src/redact.js';
import { logged } from '../support/log-guard.js';
import { SCHEME_KINDS, type SchemeKind } from '../support/scheme-kinds.js';
import { rejection, setUpTokens } from '../support/token-setup.js';

const SECRET = 'pw"+/ж canary-password-1a2b3c4d';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const unicode = (text: string) =>
  text.replace(/[^]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
const lower = (text: string) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());

describe('H9 a secret is redacted in every form a server may write it in', () => {
  it.each<[string, string]>([
    ['as text', SECRET],
    ['in another case', SECRET.replace('canary', 'Canary')],
    ['as JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['as JSON within JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    ['as PHP writes JSON', JSON.stringify(SECRET).slice(1, -1).replace('/', '\\/').replace('ж', '\\u0436')],
    ['with \\u002B for a plus', SECRET.replace('"', '\\u0022').replace('+', '\\u002B')],
    ['with each character as \\u', unicode(SECRET)],
    ['with \\u within JSON', unicode(SECRET).replaceAll('\\', '\\\\')],
    ['as a URL component', encodeURIComponent(SECRET)],
    ['as a URL component in lower case', lower(encodeURIComponent(SECRET))],
    ['as a form', new URLSearchParams({ s: SECRET }).toString().slice(2)],
    ['partly as a URL', SECRET.replace('"', '%22')],
    ['twice as a URL', encodeURIComponent(encodeURIComponent(SECRET))],
    ['as HTML', SECRET.replace('"', '&quot;').replace('+', '&#43;').replace('/', '&#x2F;')],
    ['in base64', base64(SECRET)],
    ['in the base64 of a Basic header', base64(`shop:${SECRET}`)],
    ['in base64 at the third place', base64(`a2:${SECRET}!`)],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
  ])('%s', (_what, written) => {
    const core = 'canary-password-1a2b3c4d';
    for (const value of [`you sent ${written}, which`, Buffer.from(`{"echo":"${written}"}`)]) {
      const shown = String(redact(value, [SECRET]));
      expect(shown).toContain('[redacted]');
      expect(shown.toLowerCase().includes(core)).toBe(false);
      expectNoSecrets(shown, { core, whole: SECRET });
    }
    expect(redact(`you sent ${SECRET}, which`, [SECRET])).toBe('you sent [redacted], which');
  });

  it('and nothing else is changed', () => {
    const text = String.raw`100% of "a\b" is &amp; %zz €5 + \u00e9`;
    expect(redact(text, [SECRET])).toBe(text);
    expect(redact(`${text} ${SECRET} ${text}`, [SECRET])).toBe(`${text} [redacted] ${text}`);
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);
    expect(redact(bytes, [SECRET])).toBe(bytes);
    expect(redact({ a: [1, null, true] }, [SECRET])).toEqual({ a: [1, null, true] });
  });

  it('a number that is a secret, and a short secret only as a word of its own', () => {
    expect(redact({ password: 12345678, id: 1234 }, ['12345678'])).toEqual({
      password: '[redacted]',
      id: 1234,
    });
    expect(redact('a bad day for a', ['a'])).toBe('[redacted] bad day for [redacted]');
  });

  it('secrets that overlap leave nothing', () => {
    expect(redact('abcdefgh', ['abcdef', 'defgh'])).toBe('[redacted]');
  });
});

describe.each(SCHEME_KINDS)('H9 what the token endpoint of $name repeats', (kind) => {
  const long = 'x'.repeat(180);

  it.each([400, 401, 409, 429, 500, 503])(
    'in a %s stands in no message, event, log or status',
    async (status) => {
      const { tokens, server, events, clock } = setUpTokens({}, kind);
      const first = (await tokens.getToken()).reveal();
      const secrets = { ...secretsOf(kind), first };
      const written = Object.values(secrets).flatMap((secret) => [
        secret,
        encodeURIComponent(secret),
        base64(secret),
      ]);
      // The 200th character, at which the text is cut, lies within a secret.
      const message = `${long} ${written.join(' ')}`;
      server.always({ status, body: { message, token: 'canary-token-of-an-error-5e6f7a8b', echo: written } });
      const refused = rejection(tokens.refresh());
      await clock.advance(800);
      const error = await refused;
      expect(error.message).toMatch(/It says: /);
      expectNoSecrets([error, tokens.status(), events, logged], secrets);
      await clock.advance(1);
      server.always({ status, body: { errors: { token: written } } });
      expectNoSecrets([await rejection(tokens.refresh()), tokens.status(), events, logged], secrets);
    },
  );

  it('half of a secret does not stay where a text is cut', async () => {
    const { tokens, server } = setUpTokens({}, kind);
    server.always({ status: 401, body: { message: `${'x'.repeat(190)} ${kind.secret} and more` } });
    const { message } = await rejection(tokens.getToken());
    expect(message).toContain('It says: ');
    expect(message).not.toContain(kind.secret.slice(0, 6));
  });

  it('a new token or refresh token in an error is not quoted', async () => {
    const { tokens, server } = setUpTokens({}, kind);
    const token = 'canary-token-issued-1a2b3c4d';
    const refreshToken = 'canary-refresh-issued-1a2b3c4d';
    server.always({
      status: 500,
      body: {
        message: `could not store ${token} / ${refreshToken}`,
        data: { token, refresh_token: refreshToken },
      },
    });
    const error = await rejection(tokens.getToken());
    expect(error.message).toContain('could not store [redacted] / [redacted]');
    expectNoSecrets([error, tokens.status()], { token, refreshToken });
  });
});

function secretsOf({ secret }: SchemeKind): Record<string, string> {
  return { secret };
}
