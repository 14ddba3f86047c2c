import { connect, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { NovaPostWebhooks, type WebhookDedupeStore } from 'nestjs-nova-post/webhooks';
import { TestClock } from 'nestjs-nova-post/testing';
import { until } from '../support/until.js';
import { gate } from '../support/gate.js';
import { logLines, PLATFORMS, SECRET, startWebhookApp, type WebhookApp } from './webhook-bench.js';

const BODY = { eventType: 'Received', number: 'SHPL6145000001' };
const TEXT = JSON.stringify(BODY);

const status = ({ app }: WebhookApp) => app.get(NovaPostWebhooks).status();

/** A request written byte by byte. `answer` is all that came back once the connection has ended. */
function raw({ origin }: WebhookApp, head: readonly string[]): { socket: Socket; answer: Promise<string> } {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const answer = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
  socket.write([...head, '', ''].join('\r\n'));
  return { socket, answer };
}

const head = (length: number | string, ...more: string[]) => [
  'POST /nova-post/webhook HTTP/1.1',
  'Host: receiver',
  'Connection: close',
  'Content-Type: application/json',
  `X-NP-Key: ${SECRET}`,
  `Content-Length: ${String(length)}`,
  ...more,
];

describe.each(PLATFORMS)('a sender that behaves badly on %s', (platform) => {
  it('whose body ends only after the shutdown has begun is answered 503, and no handler runs', async () => {
    const clock = new TestClock();
    const bench = await startWebhookApp({
      platform,
      webhooks: { clock },
      nest: { forceCloseConnections: false },
    });
    const held = gate();
    bench.tracker.before = () => held.opened;
    await bench.post({ ...BODY, number: 'SHPL6145000002' });
    const { socket, answer } = raw(bench, head(TEXT.length));
    socket.write(TEXT.slice(0, 10));
    const open = () =>
      new Promise<number>((resolve) => {
        (bench.app.getHttpServer() as import('node:http').Server).getConnections((_, count) =>
          resolve(count),
        );
      });
    while ((await open()) < 1) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const closing = bench.app.close();
    await until(() => clock.pendingTimers === 1);
    socket.write(TEXT.slice(10));
    expect(await answer).toMatch(/^HTTP\/1\.1 503 /);
    held.open();
    await closing;
    expect(bench.tracker.received).toHaveLength(1);
  });

  it('that goes away in the middle of a body leaves nothing behind', async () => {
    const bench = await startWebhookApp({ platform });
    for (let count = 0; count < 20; count += 1) {
      const { socket } = raw(bench, head(1_000));
      socket.write(TEXT, () => socket.resetAndDestroy());
    }
    expect((await bench.post(BODY)).status).toBe(200);
    await until(() => bench.tracker.received.length === 1 && status(bench).running === 0);
    expect(status(bench).counters.deliveries).toBe(1);
  });

  it.each<[string, string[], RegExp]>([
    ['both a length and chunks', head(5, 'Transfer-Encoding: chunked'), /^HTTP\/1\.1 400 /],
    ['two lengths', head(5, 'Content-Length: 6'), /^HTTP\/1\.1 400 /],
    ['a length that is none', head('five'), /^HTTP\/1\.1 400 /],
    ['a huge header', head(5, `X-Huge: ${'x'.repeat(100_000)}`), /^HTTP\/1\.1 431 /],
    ['the secret twice', head(5, `x-np-key: ${SECRET}`), /^HTTP\/1\.1 401 /],
  ])('that sends %s is refused', async (_what, lines, expected) => {
    const bench = await startWebhookApp({ platform });
    const { socket, answer } = raw(bench, lines);
    socket.write('[{}] ');
    expect(await answer).toMatch(expected);
    expect(status(bench).counters.deliveries).toBe(0);
  });

  it.each<[string, string | Buffer, number]>([
    ['keys every object has', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', 200],
    ['a key every object has for a name', '{"eventType":"__proto__"}', 200],
    ['100 000 arrays in each other', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 200],
    ['20 000 objects in each other', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 200],
    [
      '1 000 events',
      JSON.stringify(Array.from({ length: 1_000 }, (_, code) => ({ event: 'Other', code }))),
      200,
    ],
    [
      '1 001 events',
      JSON.stringify(Array.from({ length: 1_001 }, (_, code) => ({ event: 'Other', code }))),
      413,
    ],
    ['200 000 empty events', `[${'{},'.repeat(199_999)}{}]`, 413],
    ['invalid UTF-8', Buffer.from('7b2261223a22fffec3287d', 'hex'), 400],
    ['UTF-16', Buffer.from(TEXT, 'utf16le'), 400],
  ])('that sends %s is answered, and every sender after it', async (_what, body, expected) => {
    const bench = await startWebhookApp({ platform });
    const headers = { 'content-type': 'text/plain' };
    expect((await bench.post(body, { headers })).status).toBe(expected);
    expect((await bench.post(BODY)).status).toBe(200);
    await until(() => bench.tracker.received.length === 1 && status(bench).running === 0);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    if (expected === 200) expect(bench.tracker.others.length).toBeGreaterThan(0);
  });

  it('cannot write lines of its own into the log', async () => {
    const bench = await startWebhookApp({ platform });
    bench.tracker.before = () => Promise.reject(new Error('no space left'));
    await bench.post({ ...BODY, eventType: 'Re\nerror\u2028\u001b[31mceived' });
    await until(() => status(bench).counters.unhandled + status(bench).counters.handled >= 1);
    await bench.post({ ...BODY, eventType: 'Re\n\u2028\u001bceived' });
    await until(() => status(bench).counters.failed === 1 && status(bench).running === 0);
    const line = logLines.find((text) => text.includes('Tracker.onReceived failed'));
    expect(line).toContain('failed with Re???ceived');
  });
});

describe.each(PLATFORMS)('in a host application on %s', (platform) => {
  it('a body that a middleware before it looks at while it comes in is taken whole', async () => {
    const seen: number[] = [];
    const bench = await startWebhookApp({
      platform,
      nest: { bodyParser: false },
      configure: (host) => {
        host.use((request: Socket, _response: unknown, next: () => void) => {
          request.on('data', (chunk: Buffer) => {
            if (seen.push(chunk.length) === 1) next();
          });
        });
      },
    });
    const { socket, answer } = raw(bench, head(TEXT.length));
    socket.write(TEXT.slice(0, 10));
    await until(() => seen.length > 0);
    socket.write(TEXT.slice(10));
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
    await until(() => bench.tracker.received.length === 1);
    expect(bench.tracker.received[0]!.rawBody.toString()).toBe(TEXT);
  });
});

describe('a store for deliveries', () => {
  it('whose answer is none of those that are known loses no delivery', async () => {
    const store = {
      claim: () => true,
      complete: () => undefined,
      release: () => undefined,
    } as unknown as WebhookDedupeStore;
    const bench = await startWebhookApp({ webhooks: { dedupe: { store } } });
    expect((await bench.post(BODY)).status).toBe(200);
    await until(() => bench.tracker.received.length === 1);
  });

  it('that answers while the application shuts down has the delivery handled before the end', async () => {
    const clock = new TestClock();
    const claim = gate();
    let asked = false;
    const store: WebhookDedupeStore = {
      claim: async () => {
        asked = true;
        await claim.opened;
        return 'claimed' as const;
      },
      complete: () => undefined,
      release: () => undefined,
    };
    const bench = await startWebhookApp({
      webhooks: { clock, dedupe: { store } },
      nest: { forceCloseConnections: false },
    });
    const held = gate();
    bench.tracker.before = () => held.opened;
    const reply = bench.post(BODY);
    await until(() => asked);
    const closing = bench.app.close().then(() => bench.tracker.received.length);
    await until(() => clock.pendingTimers === 2);
    expect((await bench.post({ ...BODY, number: 'SHPL6145000002' })).status).toBe(503);
    claim.open();
    expect((await reply).status).toBe(200);
    await until(() => clock.msToNextTimer === 5_000);
    held.open();
    expect(await closing).toBe(1);
  });
});
