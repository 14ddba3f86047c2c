import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDelivery } from '../../src/webhooks/delivery.js';
import { eventBodies, readEvent } from '../../src/webhooks/read-events.js';

const readEvents = (body: unknown) => eventBodies(body)?.map(readEvent);

const NUMBER = 'SHPL6145000001';
const UKRAINIAN = '20450000000001';

describe('the waybill numbers of an event', () => {
  it.each<[string, object]>([
    ['number', { number: NUMBER }],
    ['numbers', { numbers: [NUMBER] }],
    ['shipmentNumber', { shipmentNumber: NUMBER }],
    ['shipment_number', { shipment_number: NUMBER }],
    ['expressWaybill', { expressWaybill: NUMBER }],
    ['express_waybill', { express_waybill: NUMBER }],
    ['a nested number', { data: { shipment: { number: NUMBER } } }],
    ['numbers in a list of objects', { data: { parcels: [{ number: NUMBER }, { number: NUMBER }] } }],
    ['a text in a number that is an object', { number: { number: NUMBER } }],
    ['a number with spaces around it', { number: ` ${NUMBER} ` }],
  ])('are found in %s', (_title, body) => {
    expect(readEvents(body)![0]!.numbers).toEqual([NUMBER]);
  });

  it('may be written as a number, may be many, and come once each', () => {
    const body = {
      number: Number(UKRAINIAN),
      numbers: [NUMBER, UKRAINIAN],
      other: { waybill: 'RB123456789UA' },
    };
    expect(readEvents(body)![0]!.numbers).toEqual([UKRAINIAN, NUMBER, 'RB123456789UA']);
  });

  it('are not those of houses, phones, cards and documents', () => {
    const body = {
      number: NUMBER,
      sender: { name: 'Olena', number: UKRAINIAN, phone: { number: '380501234567' } },
      recipientAddress: { building: { number: '100-102-104' }, numbers: [UKRAINIAN] },
      phones: [{ number: '00380501234567' }],
      payment: { card: { number: '4111111111111111' } },
      contact: { documentNumber: 'FB123456789' },
    };
    expect(readEvents(body)![0]!.numbers).toEqual([NUMBER]);
  });

  it.each([
    '380501234567',
    '48501234567',
    '+380501234567',
    '00380501234567',
    '0501234567',
    '12345678',
    '125-127-129B',
    'KV12345678',
  ])('are not %s in a field that is just called number', (number) => {
    expect(readEvents({ number, numbers: [number] })![0]!.numbers).toEqual([]);
  });

  it('of a sender or recipient are those that are called so', () => {
    const body = { recipient: { number: UKRAINIAN, trackingNumber: 'JD0146000000' } };
    expect(readEvents(body)![0]!.numbers).toEqual(['JD0146000000']);
  });

  it('are not house numbers, unsafe numbers and the like', () => {
    const body = {
      number: '5',
      numbers: ['7/3', 12, 2 ** 60, null, true, {}, 'ABCDEFGHIJ', `${'x'.repeat(50)}1`],
    };
    expect(readEvents(body)![0]!.numbers).toEqual([]);
  });
});

describe('the name of an event', () => {
  it.each<[string, object]>([
    ['event', { event: 'Received' }],
    ['eventType', { eventType: 'Received' }],
    ['event_type', { event_type: 'Received' }],
    ['eventName', { eventName: 'Received' }],
    ['an object in event', { event: { name: 'Received' } }],
    ['a nested event', { data: { event: 'Received' } }],
    ['type, at the top', { type: 'Received' }],
    ['name, at the top', { name: 'Received', sender: { event: '' } }],
    ['event before the label in eventName', { eventName: 'Handed over', event: 'Received' }],
    ['the field nearest to the top', { history: [{ event: 'ArrivalSC' }], eventType: 'Received' }],
  ])('is found in %s', (_title, body) => {
    expect(readEvents(body)![0]!.name).toBe('Received');
  });

  it('is Unknown when there is none, and not the name of a person', () => {
    expect(readEvents({ recipient: { name: 'Olena' } })![0]!.name).toBe('Unknown');
  });
});

describe('status and time of an event', () => {
  it.each<[object, string | undefined]>([
    [{ statusCode: 9 }, '9'],
    [{ status_code: '101' }, '101'],
    [{ code: '7' }, '7'],
    [{ status: { code: 7 } }, '7'],
    [{ statusCode: 'nine' }, undefined],
    [{}, undefined],
  ])('%j has the status code %s', (body, expected) => {
    expect(readEvents(body)![0]!.statusCode).toBe(expected);
  });

  it.each<[object, string | undefined]>([
    [{ occurredAt: '2026-05-04T03:02:01Z' }, '2026-05-04T03:02:01.000Z'],
    [{ occurred_at: '2026-05-04T03:02:01.000000Z' }, '2026-05-04T03:02:01.000Z'],
    [{ date: '2026-05-04T03:02:01+02:00' }, '2026-05-04T01:02:01.000Z'],
    [{ date: '2026-05-04 03:02:01' }, '2026-05-04T03:02:01.000Z'],
    [{ date: '2026-05-04' }, '2026-05-04T00:00:00.000Z'],
    [{ timestamp: 1_777_863_721 }, '2026-05-04T03:02:01.000Z'],
    [{ timestamp: 1_777_863_721_000 }, '2026-05-04T03:02:01.000Z'],
    [{ date: '0001-01-01T00:00:00.000000Z' }, undefined],
    [{ date: '2026-13-45' }, undefined],
    [{ date: '04.05.2026' }, undefined],
    [{ date: Number.MAX_VALUE }, undefined],
    [{ timestamp: 1_777_863_721, data: { eventDate: '2026-05-04T01:00:00Z' } }, '2026-05-04T01:00:00.000Z'],
    [
      { timestamp: 1_777_863_721, history: [{ eventDate: '2026-05-04T01:00:00Z' }] },
      '2026-05-04T03:02:01.000Z',
    ],
  ])('%j happened at %s', (body, expected) => {
    expect(readEvents(body)![0]!.occurredAt?.toISOString()).toBe(expected);
  });

  it('are left out of the event when they are not there', () => {
    const [delivered] = readDelivery(Buffer.from('{}'), {}, { receiver: 'push', nowMs: 0 });
    const about = ['id', 'deliveryId', 'rawBody', 'receivedAt', 'receiver'];
    expect(Object.keys(delivered!.event).toSorted()).toEqual(
      [...about, 'name', 'numbers', 'payload'].toSorted(),
    );
  });
});

describe('several events in one body', () => {
  it.each<[string, unknown]>([
    ['an array', [{ event: 'A' }, { event: 'B' }]],
    ['events', { events: [{ event: 'A' }, { event: 'B' }] }],
    ['items', { items: [{ event: 'A' }, { event: 'B' }] }],
    ['data', { data: [{ event: 'A' }, { event: 'B' }] }],
  ])('are found in %s', (_title, body) => {
    expect(readEvents(body)!.map(({ name, payload }) => [name, payload])).toEqual([
      ['A', { event: 'A' }],
      ['B', { event: 'B' }],
    ]);
  });

  it('none is none, and what is no object is nothing', () => {
    expect(readEvents([])).toEqual([]);
    for (const body of [null, 1, 'text', true, [1, 2], [null], [[]]])
      expect(readEvents(body)).toBeUndefined();
  });
});

describe('unexpected bodies', () => {
  it('never make reading fail', () => {
    const keys = fc.constantFrom(
      'number',
      'numbers',
      'event',
      'data',
      'events',
      'date',
      'code',
      '__proto__',
      'x',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.jsonValue(),
        fc.array(tie('tree')),
        fc.dictionary(keys, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (body) => {
        for (const event of readEvents(body) ?? []) {
          expect(typeof event.name).toBe('string');
          expect(event.numbers.every((number) => typeof number === 'string')).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are read no deeper and no further than makes sense', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}{"number":"${NUMBER}"}${'}'.repeat(5_000)}`) as unknown;
    expect(readEvents(deep)![0]!.numbers).toEqual([]);
    const list = (length: number) => [...Array<object>(length).fill({ x: 1 }), { number: NUMBER }];
    expect(readEvents({ list: list(19_997) })![0]!.numbers).toEqual([NUMBER]);
    expect(readEvents({ list: list(19_999) })![0]!.numbers).toEqual([]);
    const wide = { list: Array.from({ length: 200_000 }, () => ({ number: NUMBER })), number: UKRAINIAN };
    expect(readEvents(wide)![0]!.numbers).toEqual([UKRAINIAN, NUMBER]);
  });
});
