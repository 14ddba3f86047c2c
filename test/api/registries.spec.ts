import { describe, expect, it } from '@jest/globals';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

interface Made {
  readonly id: number | string;
  readonly number: string;
}

/** An API with shipments, and what has been sent since they were made. */
async function withShipments(
  count: number,
  ...options: Parameters<typeof startApi>
): Promise<ApiBench & { made: Made[] }> {
  const api = await startApi(...options);
  const made: Made[] = [];
  for (let index = 0; index < count; index += 1) {
    made.push((await api.http.axiosRef.post<Made>('/shipments', shipmentBody())).data);
  }
  api.emulator.clearRequests();
  return { ...api, made };
}

const numbersOf = (made: readonly Made[]): string[] => made.map(({ number }) => number);

describe('A registry', () => {
  it('goes from made to deleted, with the exact requests of the contract', async () => {
    const { client, made, sent } = await withShipments(2);
    const [first = '', second = ''] = numbersOf(made);

    const { id, number } = await client.registries.create({ description: 'Morning', shipments: [first] });
    const added = await client.registries.addShipments(id, [second]);
    const removed = await client.registries.removeShipments(id, [first]);
    const renamed = await client.registries.rename(id, 'Evening');
    const deleted = await client.registries.delete(id);

    expect(number).toMatch(/^CRPL\d{10}$/);
    expect(added.shipments).toHaveLength(2);
    expect(removed.shipments).toMatchObject([{ shipmentNumber: second }]);
    expect(renamed.description).toBe('Evening');
    expect(deleted).toEqual({ success: true });
    expect(sent().map(({ line, body }) => [line, body])).toEqual([
      ['POST /registry', { description: 'Morning', shipments: [first] }],
      [`POST /registry/${id}/shipments`, { shipments: [second] }],
      [`DELETE /registry/${id}/shipments`, { shipments: [first] }],
      [`PUT /registry/${id}/rename`, { description: 'Evening' }],
      [`DELETE /registry/${id}`, undefined],
    ]);
  });

  it('goes with JSON where DELETE has a body, and with the language of the call', async () => {
    const { client, made, sent } = await withShipments(1);
    const { id } = await client.registries.create({ description: 'Morning', shipments: numbersOf(made) });

    await client.registries.removeShipments(id, numbersOf(made), { language: 'uk' });

    expect(sent().at(-1)?.headers).toMatchObject({
      'content-type': 'application/json',
      'accept-language': 'uk',
    });
  });

  it('takes UUIDs in Ukraine, and its own id is one', async () => {
    const { client, made, sent } = await withShipments(2, { identifierStyle: 'ukraine' });
    const [first, second] = made;

    const registry = await client.registries.create({ description: 'Morning', shipments: [first!.id] });
    await client.registries.addShipments(registry.id, [second!.id]);

    expect(registry).toMatchObject({
      number: expect.stringMatching(/^106-/),
    });
    expect(sent().at(-1)).toMatchObject({
      line: `POST /registry/${registry.id}/shipments`,
      body: { shipments: [second!.id] },
    });
  });

  it('sends integer ids as text, and takes its own id as a number', async () => {
    const { client, sent } = await startApi();

    await expect(client.registries.addShipments(41_001, [500_001, ' SHPL6145000001 '])).rejects.toMatchObject(
      {
        name: 'NovaPostNotFoundError',
      },
    );
    expect(sent()[0]).toMatchObject({
      line: 'POST /registry/41001/shipments',
      body: { shipments: ['500001', 'SHPL6145000001'] },
    });
  });

  it('says which shipment the API refuses', async () => {
    const { client } = await startApi();

    await expect(
      client.registries.create({ description: 'Noon', shipments: ['SHPL0000000000'] }),
    ).rejects.toMatchObject({
      name: 'NovaPostValidationError',
      code: 'ERR_BAD_REQUEST',
      fields: { 'shipments.0': ['The shipments.0 is not found.'] },
    });
    await expect(client.registries.delete('404')).rejects.toMatchObject({ name: 'NovaPostNotFoundError' });
  });
});

describe('The list of registries', () => {
  it('is a page, with filters as the contract has them', async () => {
    const { client, made, sent } = await withShipments(1);
    const { id, number } = await client.registries.create({
      description: 'Morning',
      shipments: numbersOf(made),
    });

    const page = await client.registries.list({
      ids: [id],
      numbers: [number],
      isEURegistry: true,
      withShipmentsInfo: true,
      createdAtFrom: '23.09.2025',
      createdAtTo: '25.09.2099',
      limit: 5,
      page: 1,
    });

    expect(page).toEqual({
      items: [expect.objectContaining({ id })],
      page: 1,
      lastPage: 1,
      perPage: 5,
      total: 1,
    });
    expect(page.items[0]?.shipmentsInfo).toHaveLength(1);
    expect(sent().at(-1)?.line).toBe(
      `GET /registry?ids[]=${id}&numbers[]=${number}&isEURegistry=true&withShipmentsInfo=true` +
        '&createdAtFrom=23.09.2025&createdAtTo=25.09.2099&limit=5&page=1',
    );
  });

  it('has 15 rows when nothing is asked for', async () => {
    const { client, sent } = await startApi();

    expect(await client.registries.list()).toEqual({
      items: [],
      page: 1,
      lastPage: 1,
      perPage: 15,
      total: 0,
    });
    expect(sent()[0]?.line).toBe('GET /registry');
  });

  it('can be read as a whole, page by page', async () => {
    const { client, made, sent } = await withShipments(3);
    for (const shipment of numbersOf(made)) {
      await client.registries.create({ description: shipment, shipments: [shipment] });
    }
    const before = sent().length;

    const names: (string | undefined)[] = [];
    for await (const { description } of client.registries.iterate({ limit: 1 })) names.push(description);
    for await (const { description } of client.registries.iterate({ limit: 1, page: 3 }))
      names.push(description);
    for await (const { description } of client.registries.iterate({}, { language: 'uk' }))
      names.push(description);

    const [a, b, c] = numbersOf(made);
    expect(names).toEqual([a, b, c, c, a, b, c]);
    expect(
      sent()
        .slice(before)
        .map(({ line }) => line),
    ).toEqual([
      'GET /registry?limit=1&page=1',
      'GET /registry?limit=1&page=2',
      'GET /registry?limit=1&page=3',
      'GET /registry?limit=1&page=3',
      'GET /registry?limit=100&page=1',
    ]);
    expect(sent().at(-1)?.headers['accept-language']).toBe('uk');
  });
});

describe('Input is refused before it is sent', () => {
  it.each<[string, (client: NovaPostClient) => Promise<unknown>, Record<string, string[]>]>([
    [
      'a registry of nothing',
      (client) => client.registries.create({ description: 'Morning', shipments: [] }),
      { shipments: ['must name at least one shipment'] },
    ],
    [
      'no shipments to remove',
      (client) => client.registries.removeShipments('1', []),
      { shipments: ['must name at least one shipment'] },
    ],
    [
      'a shipment named twice',
      (client) => client.registries.addShipments('1', [500_001, '500001']),
      { shipments: ['must name each shipment once'] },
    ],
    [
      'an empty number',
      (client) => client.registries.addShipments('1', ['SHPL0000000001', ' ']),
      { 'shipments.1': ['must be a waybill number or an id, and not empty'] },
    ],
    [
      'an empty filter',
      (client) => client.registries.list({ numbers: [] }),
      { numbers: ['is an empty list; leave it out or name at least one'] },
    ],
    [
      'an empty id',
      (client) => client.registries.delete(''),
      { id: ['must be an id or a number: not empty, without slashes and control characters'] },
    ],
  ])('%s', async (_what, call, fields) => {
    const { client, sent } = await startApi();

    await expect(call(client)).rejects.toMatchObject({ code: 'NOVA_POST_INPUT', fields });
    expect(sent()).toEqual([]);
  });
});

describe('Each documented error:', () => {
  describeDocumentedErrors([
    [
      'create',
      ({ registries }) => registries.create({ description: 'Morning', shipments: ['SHPL0000000001'] }),
    ],
    ['list', ({ registries }) => registries.list()],
    ['addShipments', ({ registries }) => registries.addShipments('1', ['SHPL0000000001'])],
    ['removeShipments', ({ registries }) => registries.removeShipments('1', ['SHPL0000000001'])],
    ['rename', ({ registries }) => registries.rename('1', 'Evening')],
    ['delete', ({ registries }) => registries.delete('1')],
  ]);
});

/** Never run: each line stops compiling when a misspelt field compiles. */
export function misspelt({ registries }: NovaPostClient): unknown[] {
  return [
    // @ts-expect-error -- the field is `description`
    registries.create({ name: 'Morning', shipments: ['SHPL0000000001'] }),
    // @ts-expect-error -- plain numbers and ids, no objects
    registries.addShipments('1', [{ shipmentId: 'SHPL0000000001' }]),
    // @ts-expect-error -- the filter is `numbers`
    registries.list({ number: ['CRPL0000041723'] }),
    // @ts-expect-error -- the filter is `ids`
    registries.iterate({ id: ['1'] }),
  ];
}
