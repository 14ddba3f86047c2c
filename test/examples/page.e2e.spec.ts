import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { compileExamples, type CompiledExamples } from './compile-examples.js';
import { ExampleProcess, SECRET } from './example-process.js';

jest.setTimeout(120_000);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let compiled: CompiledExamples;
let gateway: ExampleProcess;
let url: string;
let browser: Browser;
let page: Page;
/** All that the browser was sent or has printed. */
const received: string[] = [];

beforeAll(async () => {
  compiled = await compileExamples();
  gateway = new ExampleProcess(compiled, 'gateway/src/main.js', {
    PORT: '0',
    EMULATOR_TOKEN_LIFETIME_MS: '30000',
  });
  [, url] = (await gateway.printed(/listens on (http:\S+)/)) as unknown as [string, string];
  browser = await launchChromium();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await gateway.end('SIGTERM');
  await compiled.remove();
  expect(gateway.output).not.toMatch(SECRET);
});

beforeEach(async () => {
  await (page as Page | undefined)?.close();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => received.push(`console ${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => received.push(`error ${error.message}`));
  page.on('response', (response) => {
    if (response.headers()['content-type']?.startsWith('text/event-stream') === true) return;
    response.text().then(
      (text) => received.push(`${JSON.stringify(response.headers())} ${text}`),
      () => undefined,
    );
  });
  await page.goto(url);
  await fact('token-facts', 'State', 'fresh');
});

/** Resolves when a row of facts has this value. */
async function fact(list: string, name: string, value: string | RegExp): Promise<void> {
  await page
    .locator(`#${list} div`, { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('dd', { hasText: value })
    .waitFor();
}

async function numberOf(name: string): Promise<number> {
  const row = page.locator('#traffic-facts div', {
    has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }),
  });
  return Number(await row.locator('dd').textContent());
}

describe('The page of the gateway', () => {
  it('shows the life of the token, and what happened to it', async () => {
    const label = page.locator('#token-bar');
    await expect(label.getAttribute('aria-label')).resolves.toMatch(
      /^Age \d+ s of 30 s; refresh at (19|20) s; not handed out from 29 s on$/,
    );
    await page.locator('#token-events li', { hasText: 'refreshed: #' }).first().waitFor();
    await fact('token-facts', 'Store', 'up');
  });

  it('lists divisions, puts them on the map, and turns the page', async () => {
    await page.locator('#divisions-list li').nth(24).waitFor();
    expect(await page.locator('#divisions-map circle').count()).toBe(25);
    await page.locator('#divisions-list summary').first().click();
    await page.locator('#divisions-list details[open] p').first().waitFor();
    await page.locator('#divisions-next').click();
    await page.locator('#divisions-status', { hasText: 'Page 2 of' }).waitFor();
    await page.locator('[name=textSearch]').fill('Krakow');
    await page.locator('[name=divisionCategories]').selectOption('Postomat');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.locator('#divisions-status', { hasText: 'Page 1 of' }).waitFor();
    await page.locator('#divisions-list li', { hasText: 'Parcel locker' }).first().waitFor();
  });

  it('takes a parcel from its quote to its end, and hears of each move', async () => {
    await page.getByRole('button', { name: 'Quote' }).click();
    await page.locator('#parcel-status', { hasText: /^It costs [\d.]+/ }).waitFor();
    await page.getByRole('button', { name: 'Create' }).click();
    const number = (await page.locator('#parcel-number', { hasText: 'SHPL' }).textContent())!;
    await page.locator('#parcel-tracking li').first().waitFor();
    await page.getByRole('button', { name: 'Move it on' }).click();
    await page.locator('#pushes li', { hasText: number }).first().waitFor();
    await page.locator('#parcel-tracking li').nth(1).waitFor();
    await page.getByRole('button', { name: 'Label', exact: true }).click();
    await page.locator(`#parcel-label[title="Label of ${number}"][src^="blob:"]`).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('#parcel-status', { hasText: `Cancelled: ${number}` }).waitFor();
  });

  it('says what is wrong with a parcel, by field', async () => {
    await page.locator('[name=weight]').fill('0');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('#parcel-status', { hasText: 'actualWeight' }).waitFor();
  });

  it.each([
    ['Token endpoint down', true],
    ['Revoke the token', false],
    ['Slow API', true],
    ['One session only', true],
    ['API answers 503 at times', true],
    ['Cut labels off', true],
  ])('rides through "%s" without a failed call', async (name, lasts) => {
    const button = page.getByRole('button', { name });
    const before = await calls();
    await button.click();
    if (lasts) await page.getByRole('button', { name, pressed: true }).waitFor();
    await until(async () => (await calls()) >= before + 15);
    await page.getByRole('button', { name: 'End all trouble' }).click();
    await page.getByRole('button', { name, pressed: false }).waitFor();
    await until(async () => (await calls()) >= before + 25);
    expect(await numberOf('Failed calls')).toBe(0);
  });

  it('speaks Ukrainian', async () => {
    await page.getByRole('button', { name: 'Українська' }).click();
    await page.getByRole('heading', { name: 'Відділення' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('uk');
    const left = await page.locator('[data-word]').allTextContents();
    expect(left.filter((text) => /^[a-z]+\.[a-z]+$/.test(text.trim()))).toEqual([]);
  });

  it('works by the keyboard', async () => {
    await page.locator('#divisions-list li').first().waitFor();
    await page.locator('[name=countryCodes]').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('MD');
    await page.keyboard.press('Enter');
    await page.locator('#divisions-list li', { hasText: 'Chisinau' }).first().waitFor();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('has nothing serious for axe, %s, %d wide, and fits', async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await page.locator('#divisions-list li').first().waitFor();
    await page.evaluate(AXE);
    const violations = await page.evaluate(
      `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html }) => html)]))`,
    );
    expect(violations).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });

  it('puts what comes from the API in as text', async () => {
    await page.route('**/divisions?*', (route) =>
      route.fulfill({
        json: {
          total: 1,
          last_page: 1,
          items: [
            {
              id: 1,
              name: '<img src=x onerror="document.title=1">',
              address: '<script>document.title=1</script>',
            },
          ],
        },
      }),
    );
    await page.getByRole('button', { name: 'Show' }).click();
    await page.locator('#divisions-list li', { hasText: '<img src=x' }).waitFor();
    expect(await page.locator('#divisions-list img, #divisions-list script').count()).toBe(0);
  });

  it('is small, comes from this server alone, and tells no secret', async () => {
    const files = await page.evaluate<{ name: string; size: number }[]>(
      `performance.getEntriesByType('resource').map(({ name, decodedBodySize }) => ({ name, size: decodedBodySize }))`,
    );
    expect(files.filter(({ name }) => !name.startsWith(url) && !name.startsWith('blob:'))).toEqual([]);
    const own = files.filter(({ name }) => /\.(js|css|svg)$/.test(name));
    expect(own.length).toBeGreaterThan(6);
    expect(own.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(100_000);
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
    const kept = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    );
    expect(kept).toBe('[{},{},""]');
    expect(await page.content()).not.toMatch(SECRET);
    expect(received.join('\n')).not.toMatch(SECRET);
    const complaints = received.filter((line) => /^(console (error|warning)|error)/.test(line));
    // The browser's own line about the shipment that a test above had refused.
    expect(complaints.filter((line) => !line.includes('status of 422'))).toEqual([]);
  });
});

function calls(): Promise<number> {
  return numberOf('Calls');
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await page.waitForFunction(() => true);
}
