import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { pickupTime } from '../../src/api/pickups/pickup-input.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

const INPUT = {
  phone: '48211111111',
  fullName: 'Anna Nowak',
  countryCode: 'PL',
  addressParts: {
    city: 'Krakow',
    region: 'Malopolskie',
    street: 'Zelena',
    building: '5',
    postCode: '30-001',
  },
} as const;

/** An API with shipments by their integer ids, and what has been sent since they were made. */
async function withShipments(
  count: number,
  ...options: Parameters<typeof startApi>
): Promise<ApiBench & { ids: number[] }> {
  const api = await startApi(...options);
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push((await api.http.axiosRef.post<{ id: number }>('/shipments', shipmentBody())).data.id);
  }
  api.emulator.clearRequests();
  return { ...api, ids };
}

describe('A pickup', () => {
  it('goes from draft to deleted, with the exact requests of the contract', async () => {
    const { client, ids, sent } = await withShipments(2);
    const [first = 0, second = 0] = ids;

    const draft = await client.pickups.create(INPUT);
    const { id } = draft;
    const added = await client.pickups.addShipments(id, [first, String(second)]);
    const removed = await client.pickups.removeShipments(id, [first]);
    const changed = await client.pickups.update(id, { note: 'gate 4', lockVersion: 2 });
    const confirmed = await client.pickups.confirm(changed);
    const canceled = await client.pickups.setStatus(String(id), {
      status: 'ClientCanceled',
      lockVersion: 4,
      note: 'no longer needed',
    });
    const deleted = await client.pickups.delete(id);

    expect(draft).toMatchObject({ status: 'Draft', lockVersion: 1 });
    expect(added.shipments).toMatchObject([{ shipmentId: first }, { shipmentId: second }]);
    expect(removed.shipments).toEqual([{ deletedAt: expect.any(String) }]);
    expect(changed).toMatchObject({ note: 'gate 4', lockVersion: 2 });
    expect([confirmed, canceled]).toEqual([{ success: true }, { success: true }]);
    expect(deleted).toEqual({ deletedAt: expect.any(String) });
    const at = `/pickups/${String(id)}`;
    expect(sent().map(({ line, body }) => [line, body])).toEqual([
      ['POST /pickups', INPUT],
      [`POST ${at}/shipments`, { shipments: [{ shipmentId: first }, { shipmentId: second }] }],
      [`DELETE ${at}/shipments`, { shipments: [{ shipmentId: first }] }],
      [`PUT ${at}`, { note: 'gate 4', lockVersion: 2 }],
      [`PUT ${at}/status`, { id, status: 'Created', lockVersion: 2 }],
      [`PUT ${at}/status`, { id, status: 'ClientCanceled', lockVersion: 4, note: 'no longer needed' }],
      [`DELETE ${at}`, undefined],
    ]);
    expect(sent()[2]?.headers['content-type']).toBe('application/json');
  });

  it('carries the lock version as given, for an API that wants it raised', async () => {
    const { client, ids, sent } = await withShipments(1);
    const draft = await client.pickups.create(INPUT);
    await client.pickups.addShipments(draft.id, ids);

    await client.pickups.setStatus(draft.id, { status: 'Created', lockVersion: draft.lockVersion + 1 });

    expect(sent().at(-1)?.body).toMatchObject({ status: 'Created', lockVersion: 2 });
    expect((await client.pickups.list()).items).toMatchObject([{ status: 'Created', lockVersion: 2 }]);
  });

  it('says what the API refuses', async () => {
    const { client } = await startApi();

    await expect(client.pickups.create({ ...INPUT, addressParts: { city: 'Krakow' } })).rejects.toMatchObject(
      {
        name: 'NovaPostValidationError',
        code: 'ERR_BAD_REQUEST',
        fields: { 'addressParts.region': ['The addressParts.region field is required.'] },
      },
    );
    const draft = await client.pickups.create(INPUT);
    await expect(client.pickups.confirm(draft)).rejects.toMatchObject({
      fields: { shipments: ['The pickup needs at least one shipment.'] },
    });
    await expect(client.pickups.delete(404)).rejects.toMatchObject({ name: 'NovaPostNotFoundError' });
  });
});

describe('The times of a pickup', () => {
  it.each([
    [new Date(Date.UTC(2026, 2, 2, 8, 0, 0, 250)), '2026-03-02T08:00:00.250000Z'],
    ['2026-03-02T08:00:00.123456Z', '2026-03-02T08:00:00.123456Z'],
    ['2026-03-02T08:00:00.123456789Z', '2026-03-02T08:00:00.123456Z'],
    ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00.000000Z'],
    ['2026-03-02T08:00Z', '2026-03-02T08:00:00.000000Z'],
    [' 2026-03-02t09:00:00.5+01:00 ', '2026-03-02T08:00:00.500000Z'],
    ['2026-03-02T03:00:00-0500', '2026-03-02T08:00:00.000000Z'],
    ['2026-03-02T08:00:00', '2026-03-02T08:00:00'],
    ['2026-13-02T08:00:00Z', '2026-13-02T08:00:00Z'],
    ['tomorrow', 'tomorrow'],
  ])('%s becomes %s', (time, text) => {
    expect(pickupTime(time)).toBe(text);
  });

  it('go in UTC with six digits, or as null', async () => {
    const clock = new TestClock();
    const { client, sent } = await startApi({ clock });

    const draft = await client.pickups.create({
      ...INPUT,
      pickedTimeFrom: new Date(Date.UTC(2026, 2, 2, 8)),
      pickedTimeTo: '2026-03-02T12:00:00+01:00',
    });
    await client.pickups.update(draft.id, { pickedTimeFrom: null, pickedTimeTo: null });

    expect(sent()[0]?.body).toEqual({
      ...INPUT,
      pickedTimeFrom: '2026-03-02T08:00:00.000000Z',
      pickedTimeTo: '2026-03-02T11:00:00.000000Z',
    });
    expect(sent()[1]?.body).toEqual({ pickedTimeFrom: null, pickedTimeTo: null });
  });
});

describe('The list of pickups', () => {
  it('is a page, with filters as the contract has them', async () => {
    const { client, sent } = await startApi();
    const { id, number } = await client.pickups.create(INPUT);

    const page = await client.pickups.list({ numbers: [number], ids: [Number(id)], limit: 5, page: 1 });

    expect(page).toEqual({
      items: [expect.objectContaining({ id })],
      page: 1,
      lastPage: 1,
      perPage: 5,
      total: 1,
    });
    expect(sent().at(-1)?.line).toBe(`GET /pickups?numbers[]=${number}&ids[]=${String(id)}&limit=5&page=1`);
  });

  it('can be read as a whole, page by page', async () => {
    const { client, sent } = await startApi();
    for (const note of ['a', 'b', 'c']) await client.pickups.create({ ...INPUT, note });

    const notes: unknown[] = [];
    for await (const { note } of client.pickups.iterate({ limit: 2 })) notes.push(note);
    for await (const { note } of client.pickups.iterate({ limit: 2, page: 2 })) notes.push(note);
    for await (const { note } of client.pickups.iterate()) notes.push(note);

    expect(notes).toEqual(['a', 'b', 'c', 'c', 'a', 'b', 'c']);
    expect(
      sent()
        .map(({ line }) => line)
        .slice(3),
    ).toEqual([
      'GET /pickups?limit=2&page=1',
      'GET /pickups?limit=2&page=2',
      'GET /pickups?limit=2&page=2',
      'GET /pickups?limit=100&page=1',
    ]);
  });
});

describe('The hours of couriers', () => {
  it('come by day of the week', async () => {
    const { client, sent } = await startApi();
    const input = { type: 'PickupNextDay', countryCode: 'PL', addressParts: { city: 'Krakow' } } as const;

    const hours = await client.pickups.findTimeIntervals(input, { language: 'pl' });

    expect(hours).toMatchObject({
      type: 'PickupNextDay',
      monday: { from: '09:00', to: '18:00', timeIntervals: [{ from: '09:00', to: '13:00' }, {}] },
      sunday: { from: null, timeIntervals: [] },
    });
    expect(sent()).toMatchObject([
      { line: 'POST /time-intervals/find', body: input, headers: { 'accept-language': 'pl' } },
    ]);
  });
});

describe('Input is refused before it is sent', () => {
  const wholeNumber = 'must be a whole number above 0';
  it.each<[string, (client: NovaPostClient) => Promise<unknown>, Record<string, string[]>]>([
    [
      'fields that are too long, too short, or of another form',
      ({ pickups }) =>
        pickups.create({
          phone: '+48 211 111 111',
          companyTin: '1',
          companyName: 'N',
          fullName: 'N'.repeat(101),
          note: 'n'.repeat(256),
          countryCode: 'pl',
          addressParts: { postCode: '30-00012345', region: 'R'.repeat(101) },
        }),
      {
        phone: [
          "must be digits only, the country prefix first, such as '48211111111'; leave out blanks, dashes and brackets",
          'must have 8 to 14 characters, a leading plus included; it has 15',
        ],
        companyTin: ['must have at least 2 characters'],
        companyName: ['must have at least 2 characters'],
        fullName: ['must have 100 characters or fewer'],
        note: ['must have 255 characters or fewer'],
        countryCode: ["must be two upper-case letters, such as 'PL'"],
        'addressParts.postCode': ['must have 10 characters or fewer'],
        'addressParts.region': ['must have 100 characters or fewer'],
      },
    ],
    [
      'times that are none, or of no zone',
      ({ pickups }) =>
        pickups.update(1, { pickedTimeFrom: new Date(Number.NaN), pickedTimeTo: '2026-03-02T08:00:00' }),
      Object.fromEntries(
        ['pickedTimeFrom', 'pickedTimeTo'].map((field) => [
          field,
          [
            'must be a Date, or a time with its zone such as 2026-03-02T08:00:00Z or 2026-03-02T09:00:00+01:00',
          ],
        ]),
      ),
    ],
    [
      'a lock version of 0',
      ({ pickups }) => pickups.setStatus(1, { status: 'Created', lockVersion: 0 }),
      { lockVersion: [wholeNumber] },
    ],
    [
      'a number in place of a shipment’s id',
      ({ pickups }) => pickups.addShipments(1, [500_001, 'SHPL6145000001', 0, 1.5]),
      {
        'shipmentIds.1': ["must be the shipment's numeric id, not its waybill number"],
        'shipmentIds.2': ["must be the shipment's numeric id, not its waybill number"],
        'shipmentIds.3': ["must be the shipment's numeric id, not its waybill number"],
      },
    ],
    [
      'no shipments',
      ({ pickups }) => pickups.removeShipments(1, []),
      { shipmentIds: ['must name at least one shipment'] },
    ],
    [
      'a place that is nowhere',
      ({ pickups }) =>
        pickups.findTimeIntervals({
          type: 'PickupNextDay',
          countryCode: 'PL',
          latitude: 90.5,
          longitude: -181,
          maxWeightPlaceRecipient: -1,
          divisionId: 0,
        }),
      {
        latitude: ['must be degrees from -90 to 90'],
        longitude: ['must be degrees from -180 to 180'],
        maxWeightPlaceRecipient: ['must be 0 or more kilograms'],
        divisionId: [wholeNumber],
      },
    ],
    [
      'an empty filter',
      ({ pickups }) => pickups.list({ ids: [] }),
      { ids: ['is an empty list; leave it out or name at least one'] },
    ],
  ])('%s', async (_what, call, fields) => {
    const { client, sent } = await startApi();

    await expect(call(client)).rejects.toMatchObject({ code: 'NOVA_POST_INPUT', fields });
    expect(sent()).toEqual([]);
  });

  it.each(['PUPL0000002671', '', '0', 1.5, -1, Number.NaN])('the id %j', async (id) => {
    const { client, sent } = await startApi();
    const { pickups } = client;

    for (const call of [
      pickups.update(id, { note: 'gate 4' }),
      pickups.delete(id),
      pickups.addShipments(id, [1]),
      pickups.removeShipments(id, [1]),
      pickups.setStatus(id, { status: 'Created', lockVersion: 1 }),
    ]) {
      await expect(call).rejects.toMatchObject({
        code: 'NOVA_POST_INPUT',
        fields: { id: ["must be the pickup's numeric id, not its number"] },
      });
    }
    expect(sent()).toEqual([]);
  });

  it('but null passes where the contract has it', async () => {
    const { client, sent } = await startApi();
    const place = { divisionId: null, latitude: null, longitude: null, maxWeightPlaceRecipient: null };
    const input = { type: 'PickupNextDay', countryCode: 'PL', addressParts: null, ...place } as const;

    await client.pickups.findTimeIntervals(input);
    await client.pickups.create({ ...INPUT, services: null, email: null });

    expect(sent()).toHaveLength(2);
  });
});

describe('Each documented error:', () => {
  describeDocumentedErrors([
    ['create', ({ pickups }) => pickups.create(INPUT)],
    ['list', ({ pickups }) => pickups.list()],
    ['update', ({ pickups }) => pickups.update(1, { note: 'gate 4' })],
    ['delete', ({ pickups }) => pickups.delete(1)],
    ['addShipments', ({ pickups }) => pickups.addShipments(1, [1])],
    ['removeShipments', ({ pickups }) => pickups.removeShipments(1, [1])],
    ['setStatus', ({ pickups }) => pickups.setStatus(1, { status: 'Created', lockVersion: 1 })],
    [
      'findTimeIntervals',
      ({ pickups }) => pickups.findTimeIntervals({ type: 'PickupNextDay', countryCode: 'PL' }),
    ],
  ]);
});

/** Never run: each line stops compiling when a misspelt field compiles. */
export function misspelt({ pickups }: NovaPostClient): unknown[] {
  return [
    // @ts-expect-error -- the field is `phone`
    pickups.create({ contactPhone: '48211111111' }),
    // @ts-expect-error -- the field is `postCode`
    pickups.create({ addressParts: { post_code: '30-001' } }),
    // @ts-expect-error -- the field is `note`
    pickups.update(1, { notes: 'gate 4' }),
    // @ts-expect-error -- no such status may be set
    pickups.setStatus(1, { status: 'Done', lockVersion: 1 }),
    // @ts-expect-error -- the lock version is needed
    pickups.setStatus(1, { status: 'Created' }),
    // @ts-expect-error -- the filter is `numbers`
    pickups.list({ number: ['PUPL0000002671'] }),
    // @ts-expect-error -- no such type
    pickups.findTimeIntervals({ type: 'SameDay', countryCode: 'PL' }),
  ];
}
