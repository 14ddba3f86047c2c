import axios from 'axios';
import oldAxios from 'axios-1.18';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainQuery, requestUri } from '../../src/undici/request-uri.js';

const item = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, '', ' ', 'a b', 'ж', ':$,+[]'),
);
const name = fc.oneof(fc.stringMatching(/^\w{1,8}$/), fc.constantFrom('a[]', 'b{}', 'a.b', 'ж', ''));
const value = fc.oneof(item, fc.array(item, { maxLength: 4 }), fc.dictionary(name, item, { maxKeys: 2 }));
const params = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });
const path = fc.constantFrom(
  'divisions',
  '/divisions',
  '//x',
  'a/b.c',
  'https://other.test/x',
  '?a=1',
  'a?b=1',
  'a?',
  'a?b=ж c&d=/../?',
  'a?b=1#part',
  'x#y',
  '',
);
const base = fc.constantFrom(
  'https://api.test',
  'https://api.test/v.1.0',
  'http://api.test/v//',
  'http://api.test/?k=1',
  '/v1',
);

describe.each([
  [axios.VERSION, axios],
  [oldAxios.VERSION, oldAxios],
])('The URL of a request is written as by axios %s', (_version, library) => {
  it('whatever its path and its parameters are', () => {
    let written = 0;
    fc.assert(
      fc.property(params, path, base, (given, url, baseURL) => {
        const config = { params: given, url, baseURL };
        if (plainQuery(given) !== undefined) written += 1;
        expect(requestUri(config as never)).toBe(library.getUri(config as never));
      }),
      { numRuns: 2_000 },
    );
    expect(written).toBeGreaterThan(200);
  });
});
