import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import type { Compiled } from '../support/compile.js';
import { compileExamples } from './compile-examples.js';
import { ExampleProcess, SECRET } from './example-process.js';
import { APPEARANCES, expectAccessible, textsInEnglish, untranslated } from './page-checks.js';
import { fact, factOf, openRecordedPage } from './recorded-page.js';

jest.setTimeout(120_000);

let compiled: Compiled;
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
    EMULATOR_TOKEN_LIFETIME_MS: '60000',
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
  page = await openRecordedPage(browser, received);
  await page.goto(url);
  await fact(page, 'token-facts', 'State', 'fresh');
});

describe('The page of the gateway', () => {
  it('shows the life of the token, and what happened to it', async () => {
    const bar = page.locator('#token-bars .bar');
    await expect(bar.getAttribute('aria-label')).resolves.toMatch(
      /^Age \d+ s of 60 s; refresh at (3[89]|40) s; not handed out from 59 s on$/,
    );
    const marks = await page.locator('#token-bars .marks').textContent();
    expect(marks).toMatch(/^\d+ s old\s*refresh at (3[89]|40) s\s*expires at 60 s$/);
    for (const part of ['age', 'life', 'reserve', 'floor']) await bar.locator(`.${part}`).waitFor();
    await page.locator('#token-events li', { hasText: 'refreshed: #' }).first().waitFor();
    await fact(page, 'token-facts', 'Store', 'up');
    await fact(page, 'token-facts', 'Requests per token', /^\d+\.\d$/);
  });

  it('counts the calls that are sent again after 401, and has them in its history', async () => {
    await page.getByRole('button', { name: 'Revoke the token' }).click();
    await fact(page, 'token-facts', 'Calls sent again after 401', /^[1-9]/);
    await page
      .locator('#token-events li', { hasText: 'divisions.list sent again with the new token' })
      .first()
      .waitFor();
  });

  it('lists divisions, puts them on the map, and turns the page', async () => {
    await page.locator('#divisions-list li').nth(24).waitFor();
    expect(await page.locator('#divisions-map circle').count()).toBe(25);
    await page.locator('#divisions-list summary').first().click();
    await page.locator('#divisions-list details[open]', { hasText: /Monday\s*08:00–20:00/ }).waitFor();
    await page.locator('#divisions-map text', { hasText: 'Krakow' }).waitFor();
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
    await page.locator(`#parcel-file[href^="blob:"][download="${number}.pdf"]`).waitFor();
    await page.waitForFunction('frames.length === 1');
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
    ['Some answers are 503', true],
    ['Cut labels off', true],
  ])('rides through "%s" without a failed call', async (name, lasts) => {
    const button = page.getByRole('button', { name });
    const before = await calls();
    await button.click();
    if (lasts) await page.getByRole('button', { name, pressed: true }).waitFor();
    if (name === 'Token endpoint down') {
      await fact(page, 'token-facts', 'State', 'refresh fails');
      await page
        .locator('#token-events li', { hasText: 'refresh failed: the server has an error' })
        .first()
        .waitFor();
    }
    await until(async () => (await calls()) >= before + 15);
    await page.getByRole('button', { name: 'End all trouble' }).click();
    await page.getByRole('button', { name, pressed: false }).waitFor();
    await until(async () => (await calls()) >= before + 25);
    expect(await factOf(page, 'traffic-facts', 'Failed calls').textContent()).toBe('0');
  });

  it('speaks Ukrainian', async () => {
    await page.getByRole('button', { name: 'Українська' }).click();
    await page.getByRole('heading', { name: 'Відділення' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('uk');
    expect(await untranslated(page)).toEqual([]);
    expect(await textsInEnglish(page, '#divisions-list, #divisions-map *')).toEqual([]);
  });

  it('works by the keyboard', async () => {
    await page.locator('#divisions-list li').first().waitFor();
    await page.locator('[name=countryCodes]').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('MD');
    await page.keyboard.press('Enter');
    await page.locator('#divisions-list li', { hasText: 'Chisinau' }).first().waitFor();
    await page.locator('#trouble-slow').focus();
    await page.keyboard.press('Space');
    await page.locator('#trouble-slow[aria-pressed="true"]').waitFor();
    await page.waitForFunction('document.activeElement.id === "trouble-slow"');
    await page.keyboard.press('Space');
    await page.locator('#trouble-slow[aria-pressed="false"]').waitFor();
  });

  it('leads to health, metrics, the token and the API of the gateway', async () => {
    const names = ['API of this gateway', 'Health', 'Metrics', 'Token status'];
    const links = await page.locator('footer a').allTextContents();
    expect(links).toEqual(names);
    for (const name of names) {
      const link = page.getByRole('link', { name, exact: true });
      const target = new URL((await link.getAttribute('href'))!, url).href;
      await link.click();
      await page.waitForURL(target);
      const { status, headers } = await fetch(target);
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|data:|\*/);
      await page.goBack();
    }
  });

  it('has Swagger UI at /docs, which works under the same Content-Security-Policy', async () => {
    await page.goto(`${url}/docs`);
    await page.locator('.opblock-summary-control', { hasText: '/divisions' }).click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
    await page.locator('.opblock', { hasText: '/health' }).first().waitFor();
    expect(await page.locator('.opblock').count()).toBe(11);
  });

  it.each(APPEARANCES)('has nothing for axe, %s, %d wide, and fits', async (...appearance) => {
    await page.locator('#divisions-list li').first().waitFor();
    await expectAccessible(page, appearance);
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
    expect(received.filter((line) => SECRET.test(line)).length).toBe(0);
    const complaints = received.filter((line) => /^(console (error|warning)|error)/.test(line));
    // The browser's own line about the shipment that a test above had refused.
    expect(complaints.filter((line) => !line.includes('status of 422'))).toEqual([]);
  });
});

describe('The page of a gateway with a key', () => {
  it('has nothing to break and nothing to move, and works', async () => {
    const emulator = await NovaPostEmulator.start({ apiKey: 'canary-api-key-5f2b8d1c7e9a' });
    const real = new ExampleProcess(compiled, 'gateway/src/main.js', {
      PORT: '0',
      NOVA_POST_API_KEY: emulator.apiKey,
      NOVA_POST_BASE_URL: emulator.baseURL,
    });
    try {
      const [, address = ''] = await real.printed(/listens on (http:\S+)/);
      await page.goto(address);
      await fact(page, 'token-facts', 'State', 'fresh');
      await fact(page, 'traffic-facts', 'Calls', /^[1-9]/);
      await page.getByRole('heading', { name: 'Calls' }).waitFor();
      expect(await page.locator('#trouble button').count()).toBe(0);
      await page.getByRole('button', { name: 'Create' }).click();
      await page.locator('#parcel-number', { hasText: 'SHPL' }).waitFor();
      expect(await page.locator('#parcel-move').isVisible()).toBe(false);
      const { status } = await fetch(`${address}/trouble/revoke`, { method: 'POST' });
      expect(status).toBe(404);
      expect(await page.content()).not.toMatch(SECRET);
      expect(received.filter((line) => SECRET.test(line)).length).toBe(0);
    } finally {
      await real.end('SIGTERM');
      await emulator.stop();
    }
    expect(real.output).not.toMatch(SECRET);
  });
});

async function calls(): Promise<number> {
  return Number(await factOf(page, 'traffic-facts', 'Calls').textContent());
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await page.waitForFunction(() => true);
}
