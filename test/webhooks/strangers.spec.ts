import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { closeAfterTest } from '../support/app-setup.js';
import { until } from '../support/until.js';
import { NovaPostWebhooks } from 'nestjs-nova-post/webhooks';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { OTHER_SECRET, PLATFORMS, startWebhookApp, type WebhookApp } from './webhook-bench.js';

const CONNECTIONS = 400;
const MEGABYTE = Buffer.alloc(2 ** 20, ' ');

/** Every piece of a body that has come in; each goes away unless something keeps it. */
let pieces: { readonly bytes: number; readonly buffer: WeakRef<Buffer> }[] = [];
const { push } = IncomingMessage.prototype;

beforeEach(() => {
  pieces = [];
  IncomingMessage.prototype.push = function (this: IncomingMessage, chunk: unknown, ...rest: never[]) {
    if (Buffer.isBuffer(chunk)) pieces.push({ bytes: chunk.length, buffer: new WeakRef(chunk) });
    return push.call(this, chunk, ...rest);
  };
});

afterEach(() => {
  IncomingMessage.prototype.push = push;
});

async function bytesKept(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  const kept = pieces.filter(({ buffer }) => buffer.deref() !== undefined);
  return kept.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Sends 1 MB of a body that has no end, and keeps the connection. Resolves when the megabyte is out. */
function sendEndless({ origin }: WebhookApp, ...headers: string[]): Promise<void> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  closeAfterTest(async () => socket.destroy());
  socket.on('error', () => undefined);
  const lines = [
    'POST /nova-post/webhook HTTP/1.1',
    'Host: receiver',
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
    ...headers,
  ];
  socket.write([...lines, '', MEGABYTE.length.toString(16), ''].join('\r\n'));
  return new Promise((resolve) => {
    socket.write(MEGABYTE, () => {
      resolve();
    });
  });
}

describe.each(PLATFORMS)('400 connections that send 1 MB each on %s', (platform) => {
  it.each([
    ['no secret', []],
    ['another secret', [`X-NP-Key: ${OTHER_SECRET}`]],
  ])('with %s leave not a byte of it behind', async (_title, headers) => {
    const app = await startWebhookApp({
      platform,
      nest: { forceCloseConnections: true },
      configure: (host) => {
        if (platform === 'Express') (host as NestExpressApplication).useBodyParser('json', { limit: '2mb' });
      },
    });
    await Promise.all(Array.from({ length: CONNECTIONS }, () => sendEndless(app, ...headers)));
    await until(() => app.app.get(NovaPostWebhooks).status().counters.refused === CONNECTIONS);
    expect(await bytesKept()).toBe(0);
  });
});
