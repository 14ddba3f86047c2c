/** Reads the whole division directory, and says how long it took and how much memory. */
import { NestFactory } from '@nestjs/core';
import { performance } from 'node:perf_hooks';
import { NovaPostClient, NovaPostModule } from 'nestjs-nova-post';
import { answer } from '../child.mjs';

const [baseURL] = process.argv.slice(2);
const module = NovaPostModule.forRoot({ baseURL, apiKey: 'not-asked-for', token: { startMode: 'lazy' } });
const app = await NestFactory.createApplicationContext(module, { logger: false });
const { divisions } = app.get(NovaPostClient, { strict: false });
answer('ready', read, () => app.close());

async function read() {
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  let highest = before;
  let rows = 0;
  const begun = performance.now();
  for await (const change of divisions.directory({ fallback: false })) {
    if (change.type === 'upsert') rows += 1;
    if (rows % 1_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
  }
  return { ms: performance.now() - begun, rows, grownBytes: highest - before };
}
