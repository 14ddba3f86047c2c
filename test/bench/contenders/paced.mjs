/** As many token requests by axios alone as accounts make when all are due, at the same pace, and nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from '../child.mjs';
import { stopsWhile } from '../stops.mjs';
import { newToken } from './index.mjs';

const [baseURL, count] = process.argv.slice(2);
const tokens = [];

answer('ready', () =>
  stopsWhile(async () => {
    while (tokens.length < Number(count)) {
      tokens.push(...Array.from({ length: 10 }, () => newToken(baseURL)));
      await sleep(10);
    }
    await Promise.all(tokens);
  }),
);
