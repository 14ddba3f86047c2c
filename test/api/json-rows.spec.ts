import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { JsonRows, MalformedRows } from '../../src/api/divisions/directory/json-rows.js';

/** The rows of a text that comes in pieces of this many bytes. */
function rowsOf(text: string, pieceBytes: number): unknown[] {
  const bytes = Buffer.from(text);
  const json = new JsonRows();
  const rows: unknown[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    rows.push(...json.write(bytes.subarray(at, at + pieceBytes)));
  }
  json.end();
  return rows;
}

const rows = fc.array(fc.jsonValue(), { maxLength: 5 });
const pieceBytes = fc.integer({ min: 1, max: 9 });
const indent = fc.constantFrom(0, 2);

describe('JSON that comes in pieces gives the rows that JSON.parse finds in the whole', () => {
  it('of a list', () => {
    fc.assert(
      fc.property(rows, pieceBytes, indent, (expected, size, spaces) => {
        const text = JSON.stringify(expected, undefined, spaces);
        expect(rowsOf(text, size)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('of a field "items", whatever stands around it', () => {
    fc.assert(
      fc.property(rows, fc.jsonValue(), pieceBytes, indent, (expected, other, size, spaces) => {
        const text = JSON.stringify({ 'it"ems\\': other, items: expected, after: other }, undefined, spaces);
        expect(rowsOf(text, size)).toEqual((JSON.parse(text) as { items: unknown }).items);
      }),
    );
  });

  it('of "items" whose rows have keys', () => {
    const keyed = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5, noNullPrototype: true });
    fc.assert(
      fc.property(keyed, pieceBytes, indent, (expected, size, spaces) => {
        const text = JSON.stringify({ items: expected }, undefined, spaces);
        const parsed = JSON.parse(text) as { items: object };
        expect(rowsOf(text, size)).toEqual(Object.values(parsed.items));
      }),
    );
  });
});

/** As rows of a file are: all of one shape, with lists in them that look like the file's own, and texts like JSON. */
const division = fc.record({
  id: fc.nat(),
  name: fc.oneof(fc.string(), fc.constantFrom('},{"id":', '"},\n{', '[{', '}]', '\\', '\\"', 'Відділення')),
  parts: fc.array(fc.record({ id: fc.nat(), name: fc.string() }), { maxLength: 3 }),
});

describe('Rows that are whole in a piece are read together', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ['in one line', (texts: string[]) => `[${texts.join(',')}]`],
    ['a line for each', (texts: string[]) => `{"total":[{}],"items":[${texts.join(',\n')}],"more":[1]}`],
    ['with space in odd places', (texts: string[]) => `{"items": [ ${texts.join(' ,\n\n ')} ] }`],
  ])('and are those that JSON.parse finds in the whole: %s', (_name, join) => {
    const size = fc.integer({ min: 10, max: 2000 });
    fc.assert(
      fc.property(fc.array(division, { minLength: 1, maxLength: 60 }), size, (expected, pieceBytes) => {
        expect(rowsOf(join(expected.map((row) => JSON.stringify(row))), pieceBytes)).toEqual(expected);
      }),
    );
  });

  it.each([
    ['alike', (id: number) => ({ id, name: 'Branch', settlement: { id: 7, region: { id: 3 } } })],
    [
      'with lists that look like the file',
      (id: number) => ({ id, parts: [{ id: 1 }, { id: 2 }, { id: 3 }] }),
    ],
    [
      'each with another first field, and a text like JSON',
      (id: number) => ({ [`a${String(id)}`]: '}"\\', id }),
    ],
  ])('with two or three calls of JSON.parse for a piece, not one for each row: %s', (_name, row) => {
    const text = JSON.stringify(Array.from({ length: 2000 }, (_, id) => row(id)));
    const pieces = Math.ceil(text.length / 4000);
    const parse = jest.spyOn(JSON, 'parse');
    const rows = rowsOf(text, 4000);
    expect(rows).toHaveLength(2000);
    // Besides those: the row that reaches into the next piece.
    expect(parse.mock.calls.length).toBeLessThan(4 * pieces);
  });

  it('and one that is wrong is named without reading all the others again for each of them', () => {
    const good = Array.from({ length: 3000 }, (_, id) => `{"id":${String(id)}}`);
    const text = `[${good.join(',')},{id:1},{"id":2}]`;
    const parse = jest.spyOn(JSON, 'parse');
    expect(() => rowsOf(text, text.length)).toThrow('(behind row 3000)');
    const parsed = parse.mock.calls.reduce((sum, [part]) => sum + part.length, 0);
    expect(parsed).toBeLessThan(4 * text.length);
  });
});

describe('What is no such JSON is refused', () => {
  it.each([
    ['cut off in a row', '[{"id":1},{"id"', 'ends in the middle of its JSON'],
    ['cut off between rows', '[{"id":1},', 'ends in the middle of its JSON'],
    ['cut off behind the rows', '{"items":[{"id":1}]', 'ends in the middle of its JSON'],
    ['without items', '{"rows":[{"id":1}]}', 'has no "items"'],
    ['items deeper down', '{"page":{"items":[{"id":1}]}}', 'has no "items"'],
    ['two rows without a comma', '[{"id":1} {"id":2}]', 'is not the JSON it should be'],
    ['a comma too many', '[{"id":1},,{"id":2}]', 'is not the JSON it should be'],
    ['a comma at the end', '[{"id":1},]', 'is not the JSON it should be'],
    ['brackets of two kinds', '[{"id":[1}]]', 'is not the JSON it should be'],
    ['a row that is no JSON', '[{"id":1},{id:2}]', 'is not the JSON it should be (behind row 1)'],
    ['a row that is no JSON among others', `[${'{"id":1},'.repeat(500)}{id:2},{"id":3}]`, '(behind row 500)'],
    ['a bracket too many behind a row', '[{"id":1},{"id":2}},{"id":3}]', 'is not the JSON it should be'],
    ['two lists', '[{"id":1}],[{"id":2}]', 'is not the JSON it should be'],
    ['a key without its colon', '{"items":{"a" {"id":1}}}', 'is not the JSON it should be'],
    ['something behind the end', '[{"id":1}]x', 'is not the JSON it should be'],
    ['something wrong around the rows', '{"items":[{"id":1}],"total":}', 'is not the JSON it should be'],
  ])('%s', (_name, text, words) => {
    for (const size of [1, 3, 1000]) {
      expect(() => rowsOf(text, size)).toThrow(MalformedRows);
      expect(() => rowsOf(text, size)).toThrow(words);
    }
  });
});
