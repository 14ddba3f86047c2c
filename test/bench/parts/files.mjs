import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { start } from '../child.mjs';
import { median } from '../numbers.mjs';

/** What reads the lines and does nothing with them. */
const COUNT_LINES = `
let lines = 0;
require('node:readline').createInterface({ input: process.stdin }).on('line', () => (lines += 1));
`;

/** The rows of the division directory, against zcat and a program that reads lines. */
export async function measureFiles({ short }) {
  const rounds = short ? 1 : 5;
  const server = await start('./directory-server.mjs', short ? 3_000 : 60_000);
  const { baseURL, url, megabytes } = server.ready;
  const folder = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-bench-'));
  const path = join(folder, 'rows.gz');
  const rates = { ours: [], zcat: [] };
  let heap = 0;
  try {
    await writeFile(path, Buffer.from(await (await fetch(url)).arrayBuffer()));
    for (let round = 0; round < rounds; round += 1) {
      const reader = await start('./contenders/reader.mjs', baseURL);
      const { ms, grownBytes } = await reader.ask({});
      await reader.stop();
      heap = Math.max(heap, grownBytes / 1e6);
      rates.ours.push((megabytes * 1000) / ms);
      rates.zcat.push((megabytes * 1000) / (await zcat(path)));
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const ratios = rates.ours.map((rate, round) => rate / rates.zcat[round]);
  const [ours, zcatRate] = [median(rates.ours), median(rates.zcat)];
  return {
    title: `${megabytes.toFixed(0)} MB of rows of the division directory, gzipped, ${rounds} rounds`,
    columns: ['reader', 'MB/s', 'ratio', 'heap grown by at most, MB'],
    rows: [
      ['`zcat \\| node`, lines counted', zcatRate.toFixed(0), '1.00', ''],
      [
        '**this package**, `divisions.directory()`',
        ours.toFixed(0),
        median(ratios).toFixed(2),
        heap.toFixed(1),
      ],
    ],
    counts: { 'MB that the heap has grown by': { is: heap, atMost: 40 } },
  };
}

async function zcat(path) {
  const begun = performance.now();
  const child = spawn('sh', ['-c', `zcat "$1" | node -e "$2"`, 'sh', path, COUNT_LINES], {
    stdio: 'inherit',
  });
  await once(child, 'exit');
  return performance.now() - begun;
}
