import { describe, expect, it } from '@jest/globals';
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
