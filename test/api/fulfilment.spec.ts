import { describe, expect, it } from '@jest/globals';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startApi } from '../support/api-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

const GOODS = '5c412e3a-5868-48b9-a60a-0e039284ec46';

describe('Goods', () => {
  it.each(['PL', 'pl', ' Pl '])('are changed in the warehouse of a country written %j', async (country) => {
    const { client, sent } = await startApi();
    const input = {
      goodsUnitName: 'Mug',
      goodsUnitFullName: 'Mug, blue',
      price: 12.5,
      inventExpireDays: null,
    };

    expect(await client.fulfilment.updateGoods(country, GOODS, input, { language: 'pl' })).toEqual(input);

    expect(sent()).toMatchObject([
      {
        line: `PATCH /fulfillment/pl/goods/${GOODS}`,
        body: input,
        headers: { 'content-type': 'application/json', 'accept-language': 'pl' },
      },
    ]);
  });

  it('keep their id in one segment of the path', async () => {
    const { client, emulator } = await startApi();

    await client.fulfilment.updateGoods('PL', 'a?b', { price: 1 });
    expect(emulator.apiRequests[0]?.url).toMatch(/\/pl\/goods\/a%3Fb$/);
  });
});

describe('Input is refused before it is sent', () => {
  const update =
    (input: Parameters<NovaPostClient['fulfilment']['updateGoods']>[2]) => (client: NovaPostClient) =>
      client.fulfilment.updateGoods('PL', GOODS, input);
  it.each<[string, (client: NovaPostClient) => Promise<unknown>, Record<string, string[]>]>([
    ['no change', update({}), { input: ['names no field to change'] }],
    ['a change to nothing', update({ price: undefined }), { input: ['names no field to change'] }],
    [
      'values that are too small',
      update({ goodsUnitName: 'M', price: 0, inventExpireDays: 0 }),
      {
        goodsUnitName: ['must have at least 2 characters'],
        price: ['must be at least 0.01'],
        inventExpireDays: ['must be at least 1 day'],
      },
    ],
    [
      'values that are too large',
      update({ goodsUnitFullName: 'M'.repeat(256), price: 1_000_001, inventExpireDays: 15_001 }),
      {
        goodsUnitFullName: ['must have 255 characters or fewer'],
        price: ['must be at most 1000000'],
        inventExpireDays: ['must be at most 15000 days'],
      },
    ],
    [
      'half a day',
      update({ inventExpireDays: 1.5 }),
      { inventExpireDays: ['must be a whole number of days'] },
    ],
    [
      'a country that is none',
      (client) => client.fulfilment.updateGoods('Poland', GOODS, { price: 1 }),
      { countryCode: ["must be two letters, such as 'PL'"] },
    ],
    [
      'an empty id',
      (client) => client.fulfilment.updateGoods('PL', '', { price: 1 }),
      { objectId: ['must be an id or a number: not empty, without slashes and control characters'] },
    ],
  ])('%s', async (_what, call, fields) => {
    const { client, sent } = await startApi();

    await expect(call(client)).rejects.toMatchObject({ code: 'NOVA_POST_INPUT', fields });
    expect(sent()).toEqual([]);
  });
});

describe('Each documented error:', () => {
  describeDocumentedErrors([
    ['updateGoods', ({ fulfilment }) => fulfilment.updateGoods('PL', GOODS, { price: 1 })],
  ]);
});

/** Never run: each line stops compiling when a misspelt field compiles. */
export function misspelt({ fulfilment }: NovaPostClient): unknown[] {
  return [
    // @ts-expect-error -- the field is `inventExpireDays`
    fulfilment.updateGoods('PL', GOODS, { expireDays: 5 }),
    // @ts-expect-error -- a price is a number
    fulfilment.updateGoods('PL', GOODS, { price: '5' }),
  ];
}
