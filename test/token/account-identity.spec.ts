import { createHmac, hkdfSync, scryptSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AccountIdentity } from '../../src/account-identity.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { API_KEY, LOGIN_KIND, PASSWORD_KIND } from '../support/scheme-kinds.js';

const baseURL = 'https://api.example.com';

/** What a holder of the fingerprint has to compute for each guess. */
function fingerprintOf(secret: string | Buffer, schemeName: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, 'nestjs-nova-post', 'account fingerprint', 32));
  return createHmac('sha256', key)
    .update(JSON.stringify([schemeName, baseURL]))
    .digest('hex')
    .slice(0, 32);
}

function stretched(credential: string, schemeName: string): Buffer {
  const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
  return scryptSync(credential, JSON.stringify([schemeName, baseURL]), 32, cost);
}

describe('H6 the fingerprint of an account', () => {
  it.each([PASSWORD_KIND, LOGIN_KIND])('of $name costs scrypt for each guess of its password', (kind) => {
    const scheme = kind.scheme();
    const account = resolveOptions({ scheme, baseURL }).account.identity;
    const credential = scheme.credential();
    expect(account.fingerprint).not.toBe(fingerprintOf(credential, scheme.name));
    expect(account.fingerprint).toBe(fingerprintOf(stretched(credential, scheme.name), scheme.name));
  });

  it.each([PASSWORD_KIND, LOGIN_KIND])(
    'and so does the key that its stored tokens are encrypted with: $name',
    (kind) => {
      const scheme = kind.scheme();
      const key = resolveOptions({ scheme, baseURL }).account.identity.deriveKey('token record');
      const fast = hkdfSync('sha256', scheme.credential(), 'nestjs-nova-post', 'token record', 32);
      expect(key.equals(Buffer.from(fast))).toBe(false);
    },
  );

  it('of a random API key needs no stretching', () => {
    const account = resolveOptions({ apiKey: API_KEY, baseURL }).account.identity;
    expect(account.fingerprint).toBe(fingerprintOf(API_KEY, 'nova-post'));
  });

  it('of a scheme that does not say so is taken for that of a password', () => {
    const account = new AccountIdentity('own', baseURL, 'credential');
    expect(account.fingerprint).toBe(fingerprintOf(stretched('credential', 'own'), 'own'));
  });

  it('is made once for all parts of an account, and with the first use', () => {
    const scheme = PASSWORD_KIND.scheme();
    let asked = 0;
    const counted = { ...scheme, credential: () => ((asked += 1), scheme.credential()) };
    const options = resolveOptions({ scheme: counted, baseURL });
    expect(asked).toBe(0);
    expect(options.account.identity).toBe(options.account.identity);
    expect(asked).toBe(1);
  });

  it('differs by credential, scheme and place', () => {
    const account = (name: string, url: string, credential: string) =>
      new AccountIdentity(name, url, credential).fingerprint;
    const all = [
      account('a', 'u', 'c'),
      account('b', 'u', 'c'),
      account('a', 'v', 'c'),
      account('a', 'u', 'd'),
    ];
    expect(new Set(all).size).toBe(4);
  });
});
