import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const APPEARANCES = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const;

/** Axe has nothing against the page as it is, and it fits the width. */
export async function expectAccessible(
  page: Page,
  [colorScheme, width]: (typeof APPEARANCES)[number],
): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 844 });
  await page.evaluate(AXE);
  const violations = await page.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html }) => html)]))`,
  );
  expect(violations).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

/** What is the same in every language: names of things and of processes, waybills, tokens, methods of the library. */
const NAMES = /Nova Post|API|PDF|Redis|gateway-\d|worker|SHPL\d+|#\w+|[a-z]+\.[a-zA-Z]+(?=:)/g;

/** Texts and labels on the page that are still English while it speaks Ukrainian; `except` selects data. */
export async function textsInEnglish(page: Page, except: string): Promise<string[]> {
  const texts = await page.evaluate<string[]>(
    `[...document.querySelectorAll('body *')]
      .filter((one) => one.checkVisibility() && !one.closest(${JSON.stringify(`[lang=en]:not(html), ${except}`)}))
      .flatMap((one) => [
        ...[...one.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data),
        one.getAttribute('aria-label') ?? '',
        one.getAttribute('title') ?? '',
      ])`,
  );
  return [...new Set(texts)].filter((text) => /[a-z]/i.test(text.replaceAll(NAMES, '')));
}

/** Keys of texts that one of the languages does not have. */
export function untranslated(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `Promise.all([import('./english.js'), import('./ukrainian.js')]).then(([{ ENGLISH }, { UKRAINIAN }]) => {
      const [english, ukrainian] = [ENGLISH, UKRAINIAN].map((words) => new Set(Object.keys(words)));
      return [...english, ...ukrainian].filter((key) => !english.has(key) || !ukrainian.has(key));
    })`,
  );
}
