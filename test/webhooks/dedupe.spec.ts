import { describe, expect, it } from '@jest/globals';
import { NovaPostWebhooks, type WebhookClaim, type WebhookDedupeStore } from 'nestjs-nova-post/webhooks';
import { TestClock } from 'nestjs-nova-post/testing';
import { until } from '../support/until.js';
import { gate, logLines, PLATFORMS, startWebhookApp, type WebhookApp } from './webhook-bench.js';

const body = (number: number) => ({ eventType: 'Received', number: `SHPL614500000${String(number)}` });

const counters = ({ app }: WebhookApp) => app.get(NovaPostWebhooks).status().counters;

async function idle({ app }: WebhookApp) {
  await until(() => app.get(NovaPostWebhooks).status().running === 0);
}

describe.each(PLATFORMS)('a copy of a delivery on %s', (platform) => {
  it('is answered 200 and dropped', async () => {
    const bench = await startWebhookApp({ platform });
    await bench.post(body(1));
    await idle(bench);
    expect(await bench.post(body(1))).toMatchObject({ status: 200, body: { duplicate: true } });
    await bench.post(body(2));
    await until(() => bench.tracker.received.length === 2);
    expect(bench.tracker.received.map(({ numbers }) => numbers[0])).toEqual([
      'SHPL6145000001',
      'SHPL6145000002',
    ]);
    expect(counters(bench)).toMatchObject({ deliveries: 2, duplicates: 1 });
  });

  it('that comes at the same time runs no handler a second time', async () => {
    const bench = await startWebhookApp({ platform });
    const replies = await Promise.all(Array.from({ length: 10 }, () => bench.post(body(1))));
    await idle(bench);
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(bench.tracker.received).toHaveLength(1);
  });
});

describe('what is a copy', () => {
  it('the same bytes are; one byte more is not', async () => {
    const bench = await startWebhookApp();
    const text = JSON.stringify(body(1));
    await bench.post(text);
    await idle(bench);
    await bench.post(`${text} `);
    await until(() => bench.tracker.received.length === 2);
    const [first, second] = bench.tracker.received;
    expect(first!.deliveryId).not.toBe(second!.deliveryId);
  });

  it.each([
    ['in a header', { headers: { 'x-delivery-id': 'delivery-1' } }, {}],
    ['in the body', {}, { deliveryId: 'delivery-1' }],
    ['in the body in snake case', {}, { event_id: 'delivery-1' }],
  ])('the same id %s is, even if the bytes differ', async (_title, options, id) => {
    const bench = await startWebhookApp();
    await bench.post({ ...body(1), ...id, attempt: 1 }, options);
    await idle(bench);
    expect((await bench.post({ ...body(1), ...id, attempt: 2 }, options)).body).toMatchObject({
      duplicate: true,
    });
    expect(bench.tracker.received).toHaveLength(1);
  });

  it('the same id with another event is not: it was the id of something else', async () => {
    const bench = await startWebhookApp();
    const options = { headers: { 'x-event-id': 'subscription-1' } };
    await bench.post(body(1), options);
    await bench.post(body(2), options);
    await bench.post({ ...body(2), statusCode: 9 }, options);
    await until(() => bench.tracker.received.length === 3);
  });
});

describe('how long a delivery is remembered', () => {
  it('24 hours unless told otherwise', async () => {
    const clock = new TestClock();
    const bench = await startWebhookApp({ webhooks: { clock } });
    await bench.post(body(1));
    await idle(bench);
    await clock.advance(86_399_000);
    expect((await bench.post(body(1))).body).toMatchObject({ duplicate: true });
    await clock.advance(1_000);
    expect((await bench.post(body(1))).body).toEqual({ received: true });
    await until(() => bench.tracker.received.length === 2);
  });

  it('until maxEntries newer ones have come', async () => {
    const bench = await startWebhookApp({ webhooks: { dedupe: { maxEntries: 2 } } });
    for (const number of [1, 2, 3]) {
      await bench.post(body(number));
      await idle(bench);
    }
    expect((await bench.post(body(3))).body).toMatchObject({ duplicate: true });
    expect((await bench.post(body(2))).body).toMatchObject({ duplicate: true });
    expect((await bench.post(body(1))).body).toEqual({ received: true });
  });

  it('not at all with dedupe: false', async () => {
    const bench = await startWebhookApp({ webhooks: { dedupe: false } });
    await bench.post(body(1));
    await bench.post(body(1));
    await until(() => bench.tracker.received.length === 2);
  });

  it('not beyond the lease, while its handlers do not finish', async () => {
    const clock = new TestClock();
    const bench = await startWebhookApp({ webhooks: { clock, dedupe: { leaseMs: 1_000 } } });
    const held = gate();
    bench.tracker.before = () => held.opened;
    await bench.post(body(1));
    expect((await bench.post(body(1))).body).toMatchObject({ duplicate: true });
    await clock.advance(1_000);
    expect((await bench.post(body(1))).body).toEqual({ received: true });
    held.open();
    await until(() => bench.tracker.received.length === 2);
  });
});

describe('a delivery whose handler failed', () => {
  it.each(['immediately', 'after-handlers'] as const)(
    'is handled when it comes again, answered %s',
    async (answer) => {
      const bench = await startWebhookApp({ webhooks: { answer } });
      bench.tracker.before = () => Promise.reject(new Error('database is down'));
      expect((await bench.post(body(1))).status).toBe(answer === 'immediately' ? 200 : 500);
      await idle(bench);
      bench.tracker.before = () => undefined;
      expect(await bench.post(body(1))).toMatchObject({ status: 200, body: { received: true } });
      await until(() => bench.tracker.received.length === 1);
      await idle(bench);
      expect((await bench.post(body(1))).body).toMatchObject({ duplicate: true });
    },
  );

  it('does not count as done for a copy that comes while it is being handled: with after-handlers that gets 503', async () => {
    const bench = await startWebhookApp({ webhooks: { answer: 'after-handlers' } });
    const held = gate();
    bench.tracker.before = () => held.opened;
    const first = bench.post(body(1));
    await until(() => counters(bench).deliveries === 1);
    expect((await bench.post(body(1))).status).toBe(503);
    held.fail(new Error('database is down'));
    expect((await first).status).toBe(500);
    bench.tracker.before = () => undefined;
    expect((await bench.post(body(1))).status).toBe(200);
  });
});

class SharedStore implements WebhookDedupeStore {
  readonly calls: string[] = [];
  readonly states = new Map<string, WebhookClaim>();

  async claim(key: string, leaseMs: number): Promise<WebhookClaim> {
    this.calls.push(`claim ${String(leaseMs)}`);
    const state = this.states.get(key);
    this.states.set(key, state ?? 'running');
    return state ?? 'claimed';
  }

  async complete(key: string, ttlMs: number): Promise<void> {
    this.calls.push(`complete ${String(ttlMs)}`);
    this.states.set(key, 'done');
  }

  async release(key: string): Promise<void> {
    this.calls.push('release');
    this.states.delete(key);
  }
}

describe('a store of your own', () => {
  it('makes two processes handle a delivery once', async () => {
    const store = new SharedStore();
    const webhooks = { dedupe: { store, leaseMs: 7_000, ttlMs: 60_000 } };
    const [one, two] = [await startWebhookApp({ webhooks }), await startWebhookApp({ webhooks })];
    await one.post(body(1));
    await idle(one);
    expect((await two.post(body(1))).body).toMatchObject({ duplicate: true });
    expect(two.tracker.received).toEqual([]);
    expect(store.calls).toEqual(['claim 7000', 'complete 60000', 'claim 7000']);
    expect([...store.states.keys()]).toEqual([`nova-post/webhook:${one.tracker.received[0]!.deliveryId}`]);
  });

  it('is told to forget what failed', async () => {
    const store = new SharedStore();
    const bench = await startWebhookApp({ webhooks: { dedupe: { store } } });
    bench.tracker.before = () => Promise.reject(new Error('no'));
    await bench.post(body(1));
    await idle(bench);
    expect(store.calls).toEqual(['claim 300000', 'release']);
  });

  it.each<[string, () => never]>([
    ['rejects', () => Promise.reject(new Error('redis://user:canary-password-1a2b3c4d@host')) as never],
    [
      'throws',
      () => {
        throw new Error('redis://user:canary-password-1a2b3c4d@host');
      },
    ],
  ])('that %s loses no delivery', async (_title, fail) => {
    const store = { claim: fail, complete: fail, release: fail };
    const bench = await startWebhookApp({ webhooks: { dedupe: { store } } });
    expect((await bench.post(body(1))).status).toBe(200);
    await until(() => bench.tracker.received.length === 1);
    await idle(bench);
    expect(logLines.filter((line) => line.includes('The store for deliveries does not answer'))).toHaveLength(
      1,
    );
  });

  it('that hangs holds a delivery up for a second', async () => {
    const clock = new TestClock();
    const store = {
      claim: () => new Promise<never>(() => undefined),
      complete: () => undefined,
      release: () => undefined,
    };
    const bench = await startWebhookApp({ webhooks: { clock, dedupe: { store } } });
    const reply = bench.post(body(1));
    await until(() => clock.pendingTimers === 1);
    expect(clock.msToNextTimer).toBe(1_000);
    await clock.advance(1_000);
    expect((await reply).status).toBe(200);
    await until(() => bench.tracker.received.length === 1);
  });
});
