import { performance } from 'node:perf_hooks';
import { NestFactory } from '@nestjs/core';
import { NovaPostClient, NovaPostModule } from 'nestjs-nova-post';
import { start } from '../child.mjs';

const PAGE = 100;

/** How long it takes to read a list page by page when each answer takes 50 ms, one page at a time and eight. */
export async function measureIterate({ short }) {
  const divisions = short ? 1_000 : 25_000;
  const server = await start('./emulator.mjs', divisions);
  const app = await NestFactory.createApplicationContext(NovaPostModule.forRoot(server.ready), {
    logger: false,
  });
  const client = app.get(NovaPostClient, { strict: false });
  try {
    // Makes the rows and warms both sides up.
    await readAll(client, 8, divisions);
    await server.ask({});
    const oneMs = await readAll(client, 1, divisions);
    const one = await server.ask({});
    const eightMs = await readAll(client, 8, divisions);
    const eight = await server.ask({});
    return {
      title: `A list of ${divisions.toLocaleString('en')} rows, ${PAGE} a page, 50 ms an answer`,
      columns: ['pages at a time', 'seconds', 'requests', 'times as fast'],
      rows: [
        [1, (oneMs / 1000).toFixed(2), one.requests, '1.0'],
        [8, (eightMs / 1000).toFixed(2), eight.requests, (oneMs / eightMs).toFixed(1)],
      ],
      counts: {
        'requests for the pages, one at a time': { is: one.requests, atMost: divisions / PAGE + 1 },
        // The end is seen when the pages behind it have been asked for.
        'requests for the pages, eight at a time': { is: eight.requests, atMost: divisions / PAGE + 8 },
      },
    };
  } finally {
    await app.close();
    await server.stop();
  }
}

async function readAll(client, concurrency, expected) {
  const begun = performance.now();
  let rows = 0;
  for await (const { id } of client.divisions.iterate({ limit: PAGE }, { concurrency }))
    if (id > 0) rows += 1;
  if (rows !== expected) throw new Error(`${rows} divisions came, not ${expected}.`);
  return performance.now() - begun;
}
