import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readErrorFields, readErrorStream } from '../../src/http/error-body.js';

describe('what is read of an error body', () => {
  it.each<[unknown, object]>([
    [
      { errors: { phone: 'bad', sender: { name: ['a', 'b'] } } },
      { phone: ['bad'], 'sender.name': ['a', 'b'] },
    ],
    [{ errors: ['one', 'two'] }, { '': ['one', 'two'] }],
    [{ errors: { errorMessage: 'no key' } }, { '': ['no key'] }],
    [{ message: 'm' }, { '': ['m'] }],
    [{ error: 'e' }, { '': ['e'] }],
    [{ ErrorMessage: 'E' }, { '': ['E'] }],
    [{ jsonrpc: '2.0', error: { code: 1, message: 'rpc' } }, { '': ['rpc'] }],
    ['text', {}],
    [null, {}],
    [[], {}],
  ])('error fields of %j', (body, fields) => {
    expect(readErrorFields(body)).toEqual(fields);
  });

  it('an error stream is cut at 64 KB, and one that breaks off tells what has come', async () => {
    expect(
      await readErrorStream(
        Readable.from([Buffer.alloc(60_000, 'x'), Buffer.alloc(60_000, 'y'), Buffer.alloc(60_000)]),
      ),
    ).toHaveLength(65_536);
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('begin');
        throw new Error('reset');
      })(),
    );
    expect(await readErrorStream(broken)).toBe('begin');
  });
});
