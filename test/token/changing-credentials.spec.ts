import { describe, expect, it } from '@jest/globals';
import {
  loginScheme,
  novaPostScheme,
  passwordScheme,
  type SecretSource,
  type TokenScheme,
} from 'nestjs-nova-post';
import { AccountIdentity } from '../../src/account-identity.js';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { useLifecycles, type Lifecycle } from '../support/lifecycles.js';
import { LOGIN_KIND, NOVA_POST, PASSWORD_KIND, type SchemeKind } from '../support/scheme-kinds.js';
import { API_KEY, rejection, setUpTokens } from '../support/token-setup.js';

const MINUTE = 60_000;
const FIRST = 'canary-secret-first-1a2b3c4d5e6f';
const SECOND = 'canary-secret-second-6f5e4d3c2b1a';
const SECRETS = { first: FIRST, second: SECOND };

const SCHEME_OF = new Map<SchemeKind, (secret: SecretSource) => TokenScheme>([
  [NOVA_POST, (apiKey) => novaPostScheme({ apiKey })],
  [PASSWORD_KIND, (password) => passwordScheme({ tokenURL: 'token', username: 'shop', password })],
  [
    LOGIN_KIND,
    (password) => {
      const urls = { loginURL: 'auth/login', refreshURL: 'auth/refresh' };
      return loginScheme({ ...urls, email: 'shop@example.com', password });
    },
  ],
]);

function setUpChanging({ kind, setUp }: Lifecycle) {
  const source = { secret: FIRST, reads: 0 };
  const read = (): Promise<string> => {
    source.reads += 1;
    return Promise.resolve(source.secret);
  };
  const schemeOf = SCHEME_OF.get(kind)!;
  const setup = setUp({ apiKey: undefined, scheme: schemeOf(read) });
  /** Which secret each token request has carried; a renewal carries none. */
  const sent: (keyof typeof SECRETS | 'none')[] = [];
  const { server } = setup;
  const refused = new Set<string>();
  server.always(({ url, data }) => {
    const text = `${String(url)} ${String(data)}`;
    const name = text.includes(FIRST) ? 'first' : text.includes(SECOND) ? 'second' : 'none';
    sent.push(name);
    const seen = [FIRST, SECOND].slice(0, sent.includes('second') ? 2 : 1);
    const message = `These will not do: ${seen.join(', ')}.`;
    return refused.has(name) ? { status: 401, body: { message } } : { body: server.body() };
  });
  const fingerprintOf = (secret: string) => {
    const scheme = schemeOf(secret);
    const baseURL = kind === NOVA_POST ? 'https://api.novapost.com/v.1.0' : 'https://api.example.com';
    return new AccountIdentity(scheme.name, baseURL, scheme.credential(), scheme.hasRandomCredential)
      .fingerprint;
  };
  return { ...setup, source, sent, refused, schemeOf, fingerprintOf };
}

describe.each(useLifecycles())('a secret that is given as a function: $name', (lifecycle) => {
  const { renews } = lifecycle.kind;

  it('A5 a changed one is used with the next refresh, and the token of the one before no more', async () => {
    const { tokens, clock, source, sent, eventsOf, fingerprintOf } = setUpChanging(lifecycle);
    const old = await tokens.getToken();
    expect(tokens.status().account).toBe(fingerprintOf(FIRST));
    source.secret = SECOND;
    await clock.advance(41 * MINUTE);
    expect(sent).toEqual(['first', 'second']);
    expect((await tokens.getToken()).equals(old)).toBe(false);
    expect(eventsOf('invalidated')).toMatchObject([
      { reason: 'credentials-changed', fingerprint: old.fingerprint, account: fingerprintOf(FIRST) },
    ]);
    expect(tokens.status()).toMatchObject({
      account: fingerprintOf(SECOND),
      state: 'fresh',
      liveSessions: 1,
    });
  });

  it('A5 while the changed one is refused, the token of the one before is given out no more', async () => {
    const { tokens, source, refused } = setUpChanging(lifecycle);
    await tokens.getToken();
    source.secret = SECOND;
    refused.add('second');
    await rejection(tokens.refresh());
    expect(await rejection(tokens.getToken())).toMatchObject({ name: 'NovaPostCredentialsError' });
  });

  it('A5 one that stays the same is read once for each token request, and for no call', async () => {
    const { tokens, clock, source, sent, eventsOf } = setUpChanging(lifecycle);
    const { account } = (await tokens.getToken(), tokens.status());
    for (let call = 0; call < 1_000; call += 1) await tokens.getToken();
    expect(source.reads).toBe(1);
    await clock.advance(41 * MINUTE);
    expect(source.reads).toBe(2);
    expect(sent).toEqual(['first', renews && lifecycle.kind === PASSWORD_KIND ? 'none' : sent[1]]);
    expect(eventsOf('invalidated')).toEqual([]);
    expect(tokens.status().account).toBe(account);
  });

  it('C5 after a refusal of the old one, the next attempt works with the new one', async () => {
    const { tokens, clock, source, sent, refused } = setUpChanging(lifecycle);
    refused.add('first');
    expect(await rejection(tokens.getToken())).toMatchObject({ name: 'NovaPostCredentialsError' });
    source.secret = SECOND;
    await clock.advance(MINUTE);
    await tokens.getToken();
    expect(sent).toEqual(['first', 'second']);
  });

  it('G3 a token that the API rejects is replaced with the secret in force then', async () => {
    const { tokens, clock, source, sent } = setUpChanging(lifecycle);
    const old = await tokens.getToken();
    await clock.advance(MINUTE);
    source.secret = SECOND;
    expect((await tokens.getToken({ rejected: old })).equals(old)).toBe(false);
    expect(sent).toEqual(['first', 'second']);
  });

  it('H9 every value that was in use is redacted, in what a server says', async () => {
    const { tokens, source, refused, events } = setUpChanging(lifecycle);
    await tokens.getToken();
    source.secret = SECOND;
    refused.add('second');
    const error = await rejection(tokens.refresh());
    expect(error.message).toContain('These will not do: [redacted], [redacted].');
    expectNoSecrets([error, events, tokens, tokens.status()], SECRETS);
  });

  it.each<[string, () => unknown, string]>([
    [
      'throws',
      () => {
        throw new TypeError(`no file for ${FIRST}`);
      },
      'failed (TypeError)',
    ],
    ['gives a blank text', () => ' \n', 'gave no text, or a blank one'],
    ['gives no text', () => Promise.resolve({ key: FIRST }), 'gave no text, or a blank one'],
  ])('a function that %s ends the attempt, says why, and is asked again', async (_what, broken, said) => {
    const { kind, setUp } = lifecycle;
    let read = broken;
    const scheme = SCHEME_OF.get(kind)!(() => read() as string);
    const { tokens, server, clock } = setUp({ apiKey: undefined, scheme });
    const error = await rejection(tokens.getToken());
    expect(error).toMatchObject({ name: 'NovaPostTokenUnavailableError', reason: 'scheme-failed' });
    expect(error.message).toContain(
      `The function given as ${kind === NOVA_POST ? 'apiKey' : 'password'} ${said}`,
    );
    expectNoSecrets([error, tokens.status()], SECRETS);
    expect(server.requests).toBe(0);
    read = () => SECOND;
    await clock.advance(2_000);
    await tokens.getToken();
    expect(server.requests).toBe(1);
  });

  it('a function that does not answer in time fails the attempt; a token in force is used on', async () => {
    const { tokens, clock, source } = setUpChanging(lifecycle);
    const token = await tokens.getToken();
    source.secret = new Promise(() => undefined) as never;
    await clock.advance(40 * MINUTE + 6_000);
    expect(tokens.status()).toMatchObject({ state: 'degraded', lastError: { reason: 'scheme-failed' } });
    expect((await tokens.getToken()).equals(token)).toBe(true);
  });

  it('A5 the same function registered twice is one account; as text, it is the same record', async () => {
    const { kind, setUp } = lifecycle;
    const read = () => FIRST;
    const scheme = () => SCHEME_OF.get(kind)!(read);
    const { open, tokens, server } = setUp({ apiKey: undefined, scheme: scheme() });
    expect(open({ scheme: scheme() })).toBe(tokens);
    await tokens.getToken();
    const text = open({ scheme: SCHEME_OF.get(kind)!(FIRST) });
    await text.getToken();
    expect(text.status().account).toBe(tokens.status().account);
    expect(server.requests).toBe(lifecycle.name.endsWith('Redis') ? 1 : 2);
  });
});

describe('the option apiKey', () => {
  it('I4 may be a function, which is not called at boot', async () => {
    let reads = 0;
    const apiKey = () => {
      reads += 1;
      return `${API_KEY}\n`;
    };
    const { tokens, server } = setUpTokens({ apiKey });
    expect(reads).toBe(0);
    let url = '';
    server.next((config) => {
      url = String(config.url);
      return { body: server.body() };
    });
    await tokens.getToken();
    expect(url.endsWith(`?apiKey=${API_KEY}`)).toBe(true);
  });

  it('I4 is refused at boot when it is neither text nor a function', () => {
    expect(() => setUpTokens({ apiKey: 7 as never })).toThrow(
      /- apiKey: must be text, or a function that gives it/,
    );
  });
});
