import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const PAGE = 'docs/token-lifecycle.md';

/** The ids of the page, in its order. */
function documented(): string[] {
  return [...readFileSync(PAGE, 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, id]) => id ?? '');
}

/** The ids at the beginning of a test's or suite's name, and the file that they are in. */
function tested(): Map<string, string> {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' });
  const found = new Map<string, string>();
  for (const file of files.filter((name) => name.endsWith('.spec.ts'))) {
    const text = readFileSync(`test/${file}`, 'utf8');
    for (const [, ids = ''] of text.matchAll(/['"`]((?:[A-Z]\d{1,2} )+)/g)) {
      for (const id of ids.trim().split(' ')) found.set(id, file);
    }
  }
  return found;
}

describe('the page of the token lifecycle and the names of the tests', () => {
  it('every id of the page has a test', () => {
    const names = tested();
    expect(documented().filter((id) => !names.has(id))).toEqual([]);
  });

  it('every id in a name stands on the page', () => {
    const known = new Set(documented());
    expect([...tested()].filter(([id]) => !known.has(id))).toEqual([]);
  });

  it('no id stands there twice', () => {
    expect(documented()).toEqual([...new Set(documented())]);
  });
});
