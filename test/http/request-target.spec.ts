import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NovaPostInsecureUrlError } from '../../src/nova-post.errors.js';
import { TargetFinder } from '../../src/http/request-target.js';

const BASE = 'https://api.test/v.1.0';
const finder = new TargetFinder({ baseURL: BASE, trustedOrigins: [], allowInsecureHttp: false });

const piece = fc.constantFrom(
  ...['divisions', 'a.b', '..', '.', '', '%2e%2e', '~x-1', 'ж', ':80', '@other.test', '\\', 'https:'],
);
const mark = fc.constantFrom('/', '//', '?', '#', '&', '=', '@', '\\', '');
const url = fc
  .array(fc.tuple(mark, piece), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flat().join(''));

describe('The target of a request', () => {
  it('is where axios sends it, whatever its path and its query are', () => {
    let trusted = 0;
    fc.assert(
      fc.property(url, (given) => {
        const by = axiosUrl(given);
        if (by === undefined) {
          expect(() => finder.find({ baseURL: BASE, url: given } as never)).toThrow(NovaPostInsecureUrlError);
          return;
        }
        const { origin, pathname } = by;
        const target = finder.find({ baseURL: BASE, url: given } as never);
        expect(target.origin).toBe(origin);
        expect(target.trusted).toBe(origin === 'https://api.test');
        expect(target.path).toBe(pathname.startsWith('/v.1.0/') ? pathname.slice('/v.1.0'.length) : pathname);
        if (target.trusted) trusted += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(trusted).toBeGreaterThan(500);
  });

  it.each(['divisions?limit=7', '/divisions?a=/../x&b=//other.test/@?', 'divisions?'])(
    '%s is a path below the base, and shows no query',
    (given) => {
      const target = finder.find({ baseURL: BASE, url: given } as never);
      expect(target).toEqual({
        origin: 'https://api.test',
        hostname: 'api.test',
        path: '/divisions',
        trusted: true,
      });
    },
  );
});

/** `undefined` for what axios makes no https URL of. */
function axiosUrl(url: string): URL | undefined {
  try {
    const made = new URL(axios.getUri({ baseURL: BASE, url }));
    return made.protocol === 'https:' ? made : undefined;
  } catch {
    return undefined;
  }
}
