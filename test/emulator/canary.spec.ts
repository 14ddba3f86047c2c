import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { expectNoSecrets, findSecrets } from '../../src/testing/canary.js';

const KEY = 'canary-api-key-9z8y7x6w5v';
const ODD = 'canary-password-ab12cd34/+"\\ö&=';

/** Where KEY is found. */
const places = (value: unknown): string[] => findSecrets(value, [KEY]).map(({ where }) => where);
const forms = (value: unknown, secret: string): string[] =>
  findSecrets(value, [secret]).map(({ where, form }) => `${where}: ${form}`);

describe('nothing is found', () => {
  it.each([
    ['a harmless error', new Error('nothing here')],
    ['nothing', undefined],
    ['null', null],
    ['a number', 42],
    ['part of a secret', KEY.slice(0, 12)],
    ['an object', { a: [1, { b: new Map([['x', new Set([1])]]) }] }],
    ['a function', () => 1],
  ])('in %s', (_, value) => {
    expect(findSecrets(value, [KEY])).toEqual([]);
    expect(() => {
      expectNoSecrets(value, [KEY]);
    }).not.toThrow();
  });
});

describe('a secret is found in', () => {
  it('text', () => {
    expect(places(`GET /x?apiKey=${KEY}`)).toEqual(['string']);
  });

  it('message and stack', () => {
    expect(places(new Error(`no ${KEY}`))).toEqual(
      expect.arrayContaining(['string', 'inspect', 'message', 'stack']),
    );
  });

  it('a stack whose message was cleaned', () => {
    const error = new Error(KEY);
    error.stack = `Error: ${KEY}\n    at somewhere`;
    error.message = 'clean';
    expect(places(error)).toContain('stack');
    expect(places(error)).not.toContain('message');
  });

  it('the cause chain', () => {
    const error = new Error('a', { cause: new Error('b', { cause: { config: { key: KEY } } }) });
    expect(places(error)).toContain('cause.cause.config.key');
    expect(places(new Error('a', { cause: new Error(KEY) }))).toContain('cause.message');
  });

  it('an AggregateError', () => {
    const error = new AggregateError([new Error('fine'), new Error(KEY)], 'all failed');
    expect(places(error)).toContain('errors[1].message');
  });

  it('own properties, hidden ones and symbols too', () => {
    const value = { [Symbol('s')]: KEY };
    Object.defineProperty(value, 'hidden', { value: { deep: KEY }, enumerable: false });
    expect(places(value)).toEqual(expect.arrayContaining(['Symbol(s)', 'hidden.deep', 'inspect']));
  });

  it('properties a custom inspect hides', () => {
    class Shy {
      apiKey = KEY;
      [inspect.custom](): string {
        return 'Shy';
      }
      toJSON(): string {
        return 'shy';
      }
    }
    expect(places(new Shy())).toEqual(['apiKey']);
  });

  it('what toString, toJSON and custom inspect make up', () => {
    expect(places({ toString: () => KEY })).toContain('string');
    expect(places({ toJSON: () => ({ k: KEY }) })).toContain('json');
    expect(places({ [inspect.custom]: () => KEY })).toContain('inspect');
    expect(
      places({
        [Symbol.toPrimitive]: () => KEY,
      }),
    ).toContain('string');
  });

  it('a message on the prototype', () => {
    class Foreign {
      get message(): string {
        return KEY;
      }
      readonly stack = '';
    }
    expect(places(new Foreign())).toContain('message');
  });

  it('arrays, maps, sets and bytes', () => {
    expect(places([['x', KEY]])).toContain('[0][1]');
    expect(places({ m: new Map([[KEY, 1]]) })).toContain('m.(map key)');
    expect(places({ m: new Map([['x', { y: KEY }]]) })).toContain('m.(map value).y');
    expect(places({ s: new Set([KEY]) })).toContain('s.(set item)');
    expect(places({ body: Buffer.from(`x=${KEY}`) })).toContain('body');
    expect(places(new TextEncoder().encode(KEY))).toEqual(['bytes']);
  });

  it('a long text and a long list, which inspect would cut', () => {
    expect(places({ a: ' '.repeat(20_000) + KEY })).toEqual(['inspect', 'json', 'a']);
    expect(places(Array.from({ length: 500 }, (_, n) => (n === 450 ? KEY : n)))).toContain('[450]');
  });

  it('a cycle, beside the cycle', () => {
    const value: Record<string, unknown> = { list: [1n] };
    value['self'] = value;
    value['after'] = KEY;
    expect(places(value)).toEqual(['inspect', 'json', 'after']);
  });

  it('an error of Node', async () => {
    const error = await fetch(`http://127.0.0.1:1/?apiKey=${KEY}`).catch((reason: unknown) => reason);
    expect(places(error)).toEqual([]);
    (error as { config?: unknown }).config = { params: { apiKey: KEY } };
    expect(places(error)).toContain('config.params.apiKey');
  });

  it('a thing that throws at every touch, as far as it lets', () => {
    const nasty = {
      toString: () => {
        throw new Error('no');
      },
      toJSON: () => {
        throw new Error('no');
      },
      get trap(): string {
        throw new Error('no');
      },
      key: KEY,
    };
    expect(places(nasty)).toEqual(expect.arrayContaining(['inspect', 'key']));
    expect(places(Object.assign(Object.create(null) as object, { key: KEY }))).toContain('key');
  });

  it('and getters are not called', () => {
    let calls = 0;
    const value = {
      get key(): string {
        calls += 1;
        return KEY;
      },
    };
    findSecrets([value], [KEY]);
    // JSON.stringify of a logger calls enumerable getters; nothing else may.
    expect(calls).toBe(1);
  });
});

describe('a secret is recognised', () => {
  it('URL-encoded, in either case and in form style', () => {
    expect(forms(`?p=${encodeURIComponent(ODD)}`, ODD)).toEqual(['string: url-encoded']);
    expect(
      forms(
        `?p=${encodeURIComponent(ODD).replaceAll('%2F', '%2f').replaceAll('%C3%B6', '%c3%b6').replaceAll('%2B', '%2b').replaceAll('%5C', '%5c').replaceAll('%3D', '%3d')}`,
        ODD,
      ),
    ).toEqual(['string: url-encoded']);
    expect(
      forms(new URLSearchParams({ p: 'canary secret ab12cd34' }).toString(), 'canary secret ab12cd34'),
    ).toEqual(['string: url-encoded']);
  });

  it('escaped in JSON and in inspect', () => {
    expect(forms(JSON.stringify({ p: ODD }), ODD)).toEqual(['string: escaped']);
    expect(forms(inspect({ p: `${ODD}'` }), `${ODD}'`)).toEqual(['string: escaped']);
  });

  it.each(['', 'a', 'ab', 'user:', 'user1:', 'user12:'])('in base64 after %j', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${before}${ODD}tail`).toString(encoding);
      expect(forms(`Basic ${text}`, ODD)).toEqual(['string: base64']);
    }
  });
});

describe('a finding', () => {
  it('names the secret by name or position', () => {
    expect(findSecrets(KEY, { apiKey: KEY, other: 'canary-other-11112222' })).toEqual([
      { where: 'string', secret: 'apiKey', form: 'plain' },
    ]);
    expect(findSecrets(KEY, ['canary-other-11112222', KEY])[0]?.secret).toBe(1);
  });

  it('never holds the secret, not even when a property is named like it', () => {
    const value = { [KEY]: { [`x-${KEY}`]: KEY }, m: new Map([[KEY, KEY]]) };
    const findings = findSecrets(value, { apiKey: KEY });
    expect(findings.map(({ where }) => where)).toEqual(
      expect.arrayContaining(['(property name)', '(secret name).(secret name)']),
    );
    expect(JSON.stringify(findings).includes(KEY)).toBe(false);
  });

  it('is told by expectNoSecrets', () => {
    let told: unknown;
    try {
      expectNoSecrets(new Error('x', { cause: new Error(KEY) }), { apiKey: KEY });
    } catch (error) {
      told = error;
    }
    const { message } = told as Error;
    expect(message).toMatch(/^Secrets can be seen from outside:\n/);
    expect(message).toContain('secret apiKey in cause.message (plain)');
    expect(findSecrets(told, [KEY])).toEqual([]);
  });

  it('needs a secret worth searching', () => {
    expect(() => findSecrets('x', { pin: '1234' })).toThrow(/Secret pin is not a text of at least 6/);
    expect(() => findSecrets('x', [undefined as never])).toThrow(/Secret 0 is not/);
  });
});
