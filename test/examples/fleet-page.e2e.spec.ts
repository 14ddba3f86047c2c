import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import type { Compiled } from '../support/compile.js';
import { compileExamples } from './compile-examples.js';
import { ExampleProcess, SECRET, call } from './example-process.js';
import { APPEARANCES, expectAccessible, textsInEnglish, untranslated } from './page-checks.js';
import { fact, factOf, openRecordedPage } from './recorded-page.js';

jest.setTimeout(120_000);

const NAMES = ['gateway-1', 'gateway-2', 'worker'];

let compiled: Compiled;
let redis: TestRedis;
let launcher: ExampleProcess;
let browser: Browser;
let page: Page;
let url: string;
/** All that the browser was sent or has printed. */
const received: string[] = [];

beforeAll(async () => {
  [compiled, redis] = await Promise.all([compileExamples(), startRedis()]);
  launcher = new ExampleProcess(compiled, 'microservices/src/main.js', {
    PORT: '0',
    REDIS_URL: redis.url,
    EMULATOR_TOKEN_LIFETIME_MS: '20000',
  });
  [, url] = (await launcher.printed(/Open (http:\S+) in a browser/)) as unknown as [string, string];
  browser = await launchChromium();
  page = await openRecordedPage(browser, received);
  await page.goto(url);
}, 300_000);

afterAll(async () => {
  await browser.close();
  await launcher.end('SIGTERM');
  await redis.stop();
  await compiled.remove();
  expect(launcher.output).not.toMatch(SECRET);
});

/** These tests tell one story, from the first token to the loss of a process. */
describe('The page of the microservices', () => {
  it('has a bar for each process, and one token', async () => {
    await page.getByRole('heading', { name: 'One token for the fleet' }).waitFor();
    await fact(page, 'token-facts', 'Tokens in use', '1');
    const titles = await page.locator('#token-bars h3').allTextContents();
    const fingerprint = /#\w+/.exec(titles[0]!)![0];
    expect(titles.map((text) => text.replace(/pid \d+/, 'pid N'))).toEqual(
      NAMES.map((name) => `${name}pid N${fingerprint}`),
    );
    for (let index = 0; index < NAMES.length; index += 1) {
      await expect(page.locator('#token-bars .bar').nth(index).getAttribute('aria-label')).resolves.toMatch(
        /^Age \d+ s of \d+ s; refresh at \d+ s; not handed out from \d+ s on$/,
      );
    }
    await fact(page, 'token-facts', 'Processes running', '3 / 3');
    await fact(page, 'token-facts', 'Requests per token', '1.0');
  });

  it('says which process had the lock last, which is the one that fetched the token', async () => {
    const { json } = await call(`${url}/fleet`);
    await fact(page, 'token-facts', 'Held last by', json.tokens.at(-1).fetchedBy);
    await page
      .locator('#token-events li', { hasText: `${json.tokens[0].fetchedBy}: refreshed: #` })
      .waitFor();
    await page.locator('#token-events li', { hasText: 'taken over from another process' }).first().waitFor();
  });

  it('shows who holds the lock while the token endpoint fails, and no call fails', async () => {
    await page.getByRole('button', { name: 'Token endpoint down' }).click();
    await page.locator('#token-bars .lock', { hasText: 'holds the lock' }).first().waitFor();
    await page.locator('#token-events li', { hasText: 'refresh failed' }).first().waitFor();
    await page.getByRole('button', { name: 'End all trouble' }).click();
    await fact(page, 'token-facts', 'Lock', 'free');
    expect(await factOf(page, 'traffic-facts', 'Failed calls').textContent()).toBe('0');
  });

  it('has a parcel made by a gateway and tracked by the worker, and hears of its moves', async () => {
    await page.getByRole('button', { name: 'Create' }).click();
    const number = (await page.locator('#parcel-number', { hasText: 'SHPL' }).textContent())!;
    await page.getByRole('button', { name: 'Move it on' }).click();
    await page.locator('#pushes li', { hasText: `${number}: Accepted for sending` }).waitFor();
    await page.locator('#parcel-tracking li').nth(1).waitFor();
    await page.getByRole('button', { name: 'Label', exact: true }).click();
    await page.locator(`#parcel-label[title="Label of ${number}"][src^="blob:"]`).waitFor();
    expect(launcher.output).toMatch(/worker +\| .*\[Call\] tracking\.history 200/);
  });

  it('rides through the loss of the process that fetched the token', async () => {
    const { json } = await call(`${url}/fleet`);
    const victim = json.processes.find(({ name }: { name: string }) => name === json.lock.last);
    process.kill(victim.pid, 'SIGKILL');
    await fact(page, 'token-facts', 'Processes running', '2 / 3');
    await page.locator('#token-events li', { hasText: `${victim.name}: has ended` }).waitFor();
    await page.locator('#token-bars h3', { hasText: `${victim.name}has ended` }).waitFor();
    const others = NAMES.filter((name) => name !== victim.name).join('|');
    await fact(page, 'token-facts', 'Held last by', new RegExp(`^(${others})$`));
    await fact(page, 'token-facts', 'Tokens in use', '1');
    expect(await factOf(page, 'traffic-facts', 'Failed calls').textContent()).toBe('0');
  });

  it('speaks Ukrainian, of all that has happened', async () => {
    await page.getByRole('button', { name: 'Українська' }).click();
    await page.getByRole('heading', { name: 'Один токен на всі процеси' }).waitFor();
    expect(await untranslated(page)).toEqual([]);
    expect(await textsInEnglish(page, '#divisions-list, #divisions-map *')).toEqual([]);
  });

  it.each(APPEARANCES)('has nothing for axe, %s, %d wide, and fits', async (...appearance) => {
    await expectAccessible(page, appearance);
  });

  it('tells no secret, in no message and no answer', async () => {
    for (const path of ['fleet', 'health', 'metrics', 'token']) {
      const response = await fetch(`${url}/${path}`);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toMatch(SECRET);
    }
    expect(received.filter((line) => SECRET.test(line)).length).toBe(0);
    expect(received.filter((line) => line.startsWith('event ')).length).toBeGreaterThan(20);
    expect(received.filter((line) => /^(console (error|warning)|error)/.test(line))).toEqual([]);
  });
});
