import { describe, expect, it } from '@jest/globals';
import { NovaPostWebhooks, type WebhookClaim, type WebhookDedupeStore } from 'nestjs-nova-post/webhooks';
import { TestClock } from 'nestjs-nova-post/testing';
import { until } from '../support/until.js';
import { gate } from '../support/gate.js';
import { logLines, PLATFORMS, startWebhookApp, type WebhookApp } from './webhook-bench.js';

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
  const EVENT = { ...body(1), statusCode: 9, eventDate: '2026-11-26T10:00:00Z' };

  /** How many of these bodies are handled, sent one after the other. */
  async function handledOf(bodies: readonly unknown[], headers: Record<string, string>[] = []) {
    const bench = await startWebhookApp();
    for (const [at, one] of bodies.entries()) {
      await bench.post(one, { headers: headers[at] ?? {} });
      await idle(bench);
    }
    const { received, others } = bench.tracker;
    return received.length + others.length;
  }

  it.each<[string, object]>([
    ['another time of sending', { sentAt: '2026-11-26T10:05:01Z', attempt: 2 }],
    ['an unknown field', { somethingNew: 'of this attempt alone' }],
    ['a timestamp beside the time of the event', { timestamp: 1_795_687_501 }],
    ['its name in another spelling', { eventType: 'RECEIVED' }],
    ['its code as text', { statusCode: '9' }],
    ['its time in another zone', { eventDate: '2026-11-26T12:00:00+02:00' }],
  ])('the same event with %s is', async (_title, difference) => {
    const copy = { ...EVENT, ...difference };
    expect(await handledOf([EVENT, copy])).toBe(1);
  });

  it('the same event with its fields in another order is', async () => {
    const reversed = (event: object) => Object.fromEntries(Object.entries(event).reverse());
    expect(await handledOf([EVENT, reversed(EVENT)])).toBe(1);
    const untimed = { ...body(1), parcel: { weight: 1, length: 2 } };
    expect(await handledOf([untimed, { ...reversed(untimed), parcel: { length: 2, weight: 1 } }])).toBe(1);
  });

  it.each<[string, object]>([
    ['number', { number: 'SHPL6145000009' }],
    ['status', { statusCode: 10 }],
    ['status in words', { status: 'On its way back' }],
    ['name', { eventType: 'Returned' }],
    ['time', { eventDate: '2026-11-26T10:00:01Z' }],
  ])('an event with another %s is not', async (_title, difference) => {
    expect(await handledOf([EVENT, { ...EVENT, ...difference }])).toBe(2);
  });

  it('the same status at another time is not: 7, 4 and 7 again are three events', async () => {
    const at = (statusCode: number, minute: number) => ({
      ...EVENT,
      statusCode,
      eventDate: `2026-11-26T10:0${String(minute)}:00Z`,
    });
    const moves = [at(7, 0), at(4, 1), at(7, 2)];
    expect(await handledOf([...moves, ...moves])).toBe(3);
  });

  it('the same status without a time is only as long as no other event of the shipment came between', async () => {
    const status = (statusCode: number, number = 1) => ({ ...body(number), statusCode });
    expect(await handledOf([status(7), status(7), status(4), status(7), status(7)])).toBe(3);
    expect(await handledOf([status(7), status(4, 2), status(7)])).toBe(2);
    expect(await handledOf([[status(7), status(4), status(7)]])).toBe(3);
  });

  it('a date without a time of day is no time: two events of one day with other content are not', async () => {
    const day = { ...EVENT, eventDate: '2026-11-26' };
    expect(await handledOf([day, { ...day, note: 'another' }])).toBe(2);
    expect(await handledOf([day, { ...day, sentAt: '2026-11-26T10:05:01Z' }])).toBe(1);
  });

  it('without a number the content decides', async () => {
    const event = { eventType: 'Received', eventDate: EVENT.eventDate };
    expect(await handledOf([event, { ...event, parcel: 2 }, { ...event, retry_count: 1 }])).toBe(2);
  });

  it('bodies too deep to compare field by field are by their bytes', async () => {
    const deep = (text: string) => `{"eventType":"Received","a":${'['.repeat(40)}"${text}"${']'.repeat(40)}}`;
    expect(await handledOf([deep('one'), deep('one'), deep('other')])).toBe(2);
    expect(await handledOf([`[${deep('one')},${deep('other')}]`])).toBe(2);
  });

  it('an id of fewer than 8 characters is no id but a counter', async () => {
    const attempts = [
      { 'x-delivery-id': '1' },
      { 'x-delivery-id': '1234567' },
      { 'x-delivery-id': '12345678' },
    ];
    expect(await handledOf([body(1), body(1), body(1)], attempts)).toBe(2);
  });

  it('one of two events in a body that came before leaves the other to be handled', async () => {
    const bench = await startWebhookApp();
    await bench.post([EVENT]);
    await idle(bench);
    const other = { ...EVENT, number: 'SHPL6145000009' };
    expect((await bench.post([EVENT, other, other])).body).toEqual({ received: true });
    await until(() => bench.tracker.received.length === 2);
    await idle(bench);
    expect(bench.tracker.received[1]!.numbers).toEqual(['SHPL6145000009']);
    expect(counters(bench)).toMatchObject({ deliveries: 2, duplicates: 2 });
  });

  it('each event says by its id which it is', async () => {
    const bench = await startWebhookApp({ webhooks: { dedupe: false } });
    await bench.post([EVENT, { ...EVENT, number: 'SHPL6145000009' }]);
    await bench.post({ ...EVENT, sentAt: '2026-11-26T10:05:01Z' });
    await until(() => bench.tracker.received.length === 3);
    const [first, second, copy] = bench.tracker.received;
    expect(first!.id).toMatch(/^[0-9a-f]{64}$/);
    expect(copy!.id).toBe(first!.id);
    expect(second!.id).not.toBe(first!.id);
    expect(second!.deliveryId).toBe(first!.deliveryId);
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

  it('is remembered from the time it succeeded: until maxEntries newer ones have come', async () => {
    const bench = await startWebhookApp({ webhooks: { dedupe: { maxEntries: 2 } } });
    bench.tracker.before = () => Promise.reject(new Error('database is down'));
    await bench.post(body(1));
    await idle(bench);
    bench.tracker.before = () => undefined;
    for (const number of [1, 2]) {
      await bench.post(body(number));
      await idle(bench);
    }
    expect((await bench.post(body(1))).body).toMatchObject({ duplicate: true });
    await bench.post(body(3));
    await idle(bench);
    expect((await bench.post(body(1))).body).toEqual({ received: true });
  });

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
    expect([...store.states.keys()]).toEqual([`nova-post/webhook:${one.tracker.received[0]!.id}`]);
  });

  it('remembers an event without a time for ten minutes, since another process may get the next one', async () => {
    const store = new SharedStore();
    const bench = await startWebhookApp({ webhooks: { dedupe: { store } } });
    await bench.post(body(1));
    await idle(bench);
    await bench.post({ ...body(1), eventDate: '2026-11-26T10:00:00Z' });
    await idle(bench);
    expect(store.calls.filter((call) => call.startsWith('complete'))).toEqual([
      'complete 600000',
      'complete 86400000',
    ]);
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
