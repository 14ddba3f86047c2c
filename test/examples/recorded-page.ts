import type { Browser, Page } from 'playwright-core';

/** A new page; all that the browser is sent or prints there is added to `received`. */
export async function openRecordedPage(browser: Browser, received: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => received.push(`console ${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => received.push(`error ${error.message}`));
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.eventSourceMessageReceived', ({ data }) => received.push(`event ${data}`));
  page.on('response', (response) => {
    // The browser's own viewer for PDF.
    if (response.url().startsWith('chrome')) return;
    // Has no end; each of its messages is recorded above.
    if (response.headers()['content-type']?.startsWith('text/event-stream') === true) return;
    response.text().then(
      (text) => received.push(`${JSON.stringify(response.headers())} ${text}`),
      () => undefined,
    );
  });
  return page;
}

/** A value in a list of facts. */
export function factOf(page: Page, list: string, name: string) {
  const row = page.locator(`#${list} div`, {
    has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }),
  });
  return row.locator('dd');
}

/** Resolves when it is this. */
export async function fact(page: Page, list: string, name: string, value: string | RegExp): Promise<void> {
  await factOf(page, list, name).filter({ hasText: value }).waitFor();
}
