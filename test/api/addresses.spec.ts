import { describe, expect, it } from '@jest/globals';
import { startApi } from '../support/api-setup.js';
import { rejection } from '../support/token-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

describeDocumentedErrors([
  ['listSettlements', (client) => client.addresses.listSettlements()],
  ['iterateSettlements', (client) => firstOf(client.addresses.iterateSettlements())],
  ['listStreets', (client) => client.addresses.listStreets({ settlementId: 1001 })],
  ['iterateStreets', (client) => firstOf(client.addresses.iterateStreets({ settlementId: 1001 }))],
  ['prohibitedIssuance', (client) => client.addresses.prohibitedIssuance()],
]);

async function firstOf<T>(rows: AsyncIterable<T>): Promise<T | undefined> {
  for await (const row of rows) return row;
  return undefined;
}

async function allOf<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe('Settlements', () => {
  it('are listed by country, text and language, with exactly the request of the contract', async () => {
    const { client, sent } = await startApi();

    const page = await client.addresses.listSettlements(
      { countryCodes: ['UA', 'PL'], textSearch: 'kr', name: '*ak*', limit: 5, page: 1 },
      { language: 'uk' },
    );

    expect(page).toMatchObject({ page: 1, perPage: 5, lastPage: 1, total: 1 });
    expect(page.items).toMatchObject([{ id: 1008, name: 'Краків', region: { name: 'Малопольське' } }]);
    expect(sent()).toMatchObject([
      {
        line: 'GET /settlements?countryCodes[]=UA&countryCodes[]=PL&textSearch=kr&name=*ak*&limit=5&page=1',
        headers: { 'accept-language': 'uk', authorization: expect.stringMatching(/^eyJ/) },
        body: undefined,
      },
    ]);
  });

  it('are those of the divisions', async () => {
    const { client } = await startApi();
    const divisions = await client.divisions.list({ limit: 300 });
    const settlements = await allOf(client.addresses.iterateSettlements());

    const ids = new Map(settlements.map(({ id, name }) => [id, name]));
    for (const { settlement } of divisions.items) expect(ids.get(settlement!.id)).toBe(settlement!.name);
  });

  it('come all, page by page, from the page that is asked for', async () => {
    const { client, sent } = await startApi();

    const all = await allOf(client.addresses.iterateSettlements({}, { concurrency: 1 }));
    const later = await allOf(
      client.addresses.iterateSettlements({ limit: 10, page: 2 }, { concurrency: 1 }),
    );

    expect(all).toHaveLength(26);
    expect(later).toEqual(all.slice(10));
    expect(sent().map(({ line }) => line)).toEqual([
      'GET /settlements?limit=100&page=1',
      'GET /settlements?limit=10&page=2',
      'GET /settlements?limit=10&page=3',
    ]);
  });

  it('are not asked for with a country in lower case', async () => {
    const { client, sent } = await startApi();

    const error = await rejection(client.addresses.listSettlements({ countryCodes: ['UA', 'pl'] }));

    expect(error).toMatchObject({
      name: 'NovaPostValidationError',
      code: 'NOVA_POST_INPUT',
      fields: { 'countryCodes.1': ["must be two upper-case letters, such as 'PL'"] },
    });
    expect(sent()).toEqual([]);
  });
});

describe('Streets', () => {
  it('are listed by settlement and name, type of street included', async () => {
    const { client, sent } = await startApi();

    const page = await client.addresses.listStreets(
      { settlementId: 1001, name: 'вул. Ш' },
      { language: 'uk' },
    );

    expect(page.items.map(({ name }) => name)).toEqual(['вул. Шевченка', 'вул. Шкільна']);
    expect(page.items[0]).toMatchObject({ settlement: { id: 1001, name: 'Київ' } });
    expect(sent().map(({ line }) => line)).toEqual(['GET /streets?settlementId=1001&name=вул.+Ш']);
  });

  it('come all, page by page', async () => {
    const { client, sent } = await startApi();

    const streets = await allOf(
      client.addresses.iterateStreets({ settlementId: 1008, limit: 4 }, { concurrency: 2 }),
    );

    expect(new Set(streets.map(({ id }) => id)).size).toBe(10);
    expect(sent()).toHaveLength(3);
  });

  it('are none of a settlement that there is not', async () => {
    const { client } = await startApi();
    expect(await client.addresses.listStreets({ settlementId: 5 })).toMatchObject({ items: [], total: 0 });
  });

  it('are not asked for without a settlement that can be one', async () => {
    const { client, sent } = await startApi();

    const error = await rejection(client.addresses.listStreets({ settlementId: 0 }));

    expect(error).toMatchObject({ fields: { settlementId: ['must be a whole number above 0'] } });
    expect(sent()).toEqual([]);
  });

  it('ignore textSearch, as the real service does', async () => {
    const { http } = await startApi({ contract: 'lenient' });
    const { data } = await http.axiosRef.get('streets', {
      params: { settlementId: 1001, textSearch: 'Sadova' },
    });
    expect(data.total).toBe(10);
  });
});

describe('The list of settlements without delivery', () => {
  it('is a manifest of gzipped files by language', async () => {
    const { client, sent } = await startApi();

    const manifest = (await client.addresses.prohibitedIssuance()) as Record<'uk' | 'en', { url: string }>;

    expect(sent().map(({ line }) => line)).toEqual(['GET /dictionary/settlements/prohibited-issuance']);
    expect(manifest.uk.url).toMatch(/uk\.json\.gz$/);
  });

  it('may not be offered, which the portal words in its own way', async () => {
    const { client, emulator } = await startApi();
    const body = { ErrorMessage: 'Action_not_available' };
    emulator.misbehave({ on: 'api', then: { status: 404, body } });

    await expect(client.addresses.prohibitedIssuance()).rejects.toMatchObject({
      name: 'NovaPostNotFoundError',
      status: 404,
      fields: { '': ['Action_not_available'] },
    });
  });
});

/** Never called: the compiler looks at it. */
export function misspeltFieldsDoNotCompile({
  addresses,
}: Awaited<ReturnType<typeof startApi>>['client']): void {
  // @ts-expect-error -- it is countryCodes
  void addresses.listSettlements({ countryCode: 'PL' });
  // @ts-expect-error -- the API ignores it
  void addresses.listStreets({ settlementId: 1, textSearch: 'Sadova' });
  // @ts-expect-error -- a settlement is needed
  void addresses.listStreets({ name: 'Sadova' });
  // @ts-expect-error -- it is iterateStreets' concurrency
  void addresses.iterateStreets({ settlementId: 1 }, { parallel: 2 });
}
