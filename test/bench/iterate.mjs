/**
 * `npm run bench:iterate`: how long it takes to read 25 000 divisions page by page when each answer takes 50 ms, one page
 * at a time and eight. The emulator runs in a process of its own, so that its work is not counted as the reader's.
 * Measures, asserts nothing.
 */
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { NestFactory } from '@nestjs/core';
import { NovaPostClient, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';

const DIVISIONS = Number(process.env.DIVISIONS ?? 25_000);
const ANSWER_MS = 50;
const CONCURRENCIES = [1, 8];

if (process.argv[2] === 'emulator') await serve();
else await measure();

/** Each answer is ready, and then waits for its 50 ms. */
async function serve() {
  const emulator = await NovaPostEmulator.start({ divisions: DIVISIONS, contract: 'off' });
  emulator.misbehave({ on: '/divisions', then: { delayMs: ANSWER_MS, afterWork: true } });
  process.send({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
  await once(process, 'disconnect');
  await emulator.stop();
}

async function measure() {
  const child = fork(new URL(import.meta.url), ['emulator']);
  const [{ baseURL, apiKey }] = await once(child, 'message');
  const app = await NestFactory.createApplicationContext(NovaPostModule.forRoot({ baseURL, apiKey }), {
    logger: false,
  });
  const { divisions } = app.get(NovaPostClient, { strict: false });
  try {
    // Makes the rows and warms both sides up.
    await readAll(divisions, 8);
    const times = new Map();
    for (const concurrency of CONCURRENCIES) {
      const ms = await readAll(divisions, concurrency);
      times.set(concurrency, ms);
      console.log(
        `${String(concurrency).padStart(2)} at a time: ${(ms / 1000).toFixed(2)} s for ${DIVISIONS} divisions`,
      );
    }
    const [one, eight] = CONCURRENCIES.map((concurrency) => times.get(concurrency));
    console.log(`ratio: ${(one / eight).toFixed(1)}`);
  } finally {
    await app.close();
    child.disconnect();
  }
}

async function readAll(divisions, concurrency) {
  const begun = performance.now();
  let rows = 0;
  for await (const { id } of divisions.iterate({ limit: 100 }, { concurrency })) if (id > 0) rows += 1;
  if (rows !== DIVISIONS) throw new Error(`${rows} divisions came, not ${DIVISIONS}.`);
  return performance.now() - begun;
}
