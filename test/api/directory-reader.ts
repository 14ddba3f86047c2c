import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import { NovaPostHttpService } from '../../src/http/nova-post-http.service.js';
import { NovaPostModule } from '../../src/nova-post.module.js';

/**
 * A program that reads the directory at `BASE_URL` and prints, as JSON, how many divisions there were and by how much its
 * heap has grown at most on the way. `collect` is there when node runs with `--expose-gc`: the heap then without garbage.
 */
const collect = (globalThis as { gc?: () => void }).gc;

const app = await NestFactory.createApplicationContext(
  NovaPostModule.forRoot({
    baseURL: process.env['BASE_URL'],
    apiKey: 'not-asked-for',
    token: { startMode: 'lazy' },
  }),
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  { logger: false },
);
const { divisions } = new NovaPostClient(app.get(NovaPostHttpService));

collect?.();
const before = process.memoryUsage().heapUsed;
let highest = before;
let upserts = 0;
let bytes = 0;
for await (const change of divisions.directory({ fallback: false })) {
  if (change.type !== 'upsert') continue;
  upserts += 1;
  bytes += JSON.stringify(change.division).length;
  if (upserts % 1000 !== 0) continue;
  collect?.();
  highest = Math.max(highest, process.memoryUsage().heapUsed);
  // Slower than the download.
  await new Promise((resolve) => setImmediate(resolve));
}
process.stdout.write(JSON.stringify({ upserts, bytes, grownBytes: highest - before }));
await app.close();
