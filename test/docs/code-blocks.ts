import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A piece of TypeScript in README or docs. */
export interface CodeBlock {
  /** Such as `docs/testing.md:12`, the line where it begins. */
  readonly where: string;
  readonly code: string;
  /** Exports a function that takes a `NovaPostClient`, and is run against the emulator. */
  readonly runnable: boolean;
}

/** README and all pages below docs. */
export const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The TypeScript blocks of a page, in their order. */
export function codeBlocksOf(page: string): CodeBlock[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts( runnable)?\n(.*?)^```$/gms)].map((found) => ({
    where: `${page}:${text.slice(0, found.index).split('\n').length}`,
    code: found[2]!,
    runnable: found[1] !== undefined,
  }));
}
