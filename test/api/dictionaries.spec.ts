import { describe, expect, it } from '@jest/globals';
import { startApi } from '../support/api-setup.js';
import { rejection } from '../support/token-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

describeDocumentedErrors([
  ['listMeasurements', (client) => client.dictionaries.listMeasurements()],
  ['iterateMeasurements', (client) => allOf(client.dictionaries.iterateMeasurements())],
  ['listCurrencies', (client) => client.dictionaries.listCurrencies()],
  ['iterateCurrencies', (client) => allOf(client.dictionaries.iterateCurrencies())],
  ['searchClassifier', (client) => client.dictionaries.searchClassifier()],
  ['customsFees', (client) => client.dictionaries.customsFees('PL')],
]);

async function allOf<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe('Units of measure', () => {
  it('are listed by pages', async () => {
    const { client, sent } = await startApi();

    const page = await client.dictionaries.listMeasurements({ limit: 3, page: 1 });

    expect(page).toMatchObject({ page: 1, lastPage: 1, perPage: 3, total: 1 });
    expect(page.items).toMatchObject([{ code: 'kg', name: 'Kilogram' }]);
    expect(sent().map(({ line }) => line)).toEqual(['GET /dictionary/measurements?limit=3&page=1']);
  });

  it('come all', async () => {
    const { client, emulator, sent } = await startApi();
    for (const page of [1, 2]) {
      const items = [{ code: `unit-${String(page)}`, name: 'Unit' }];
      const body = { current_page: page, last_page: 2, per_page: 1, total: 2, items };
      emulator.misbehave({ on: ({ query }) => query['page'] === String(page), then: { body } });
    }
    const units = await allOf(client.dictionaries.iterateMeasurements({ limit: 1 }));
    expect(units.map(({ code }) => code)).toEqual(['unit-1', 'unit-2']);
    expect(sent()).toHaveLength(2);
  });
});

describe('Currencies', () => {
  it('are listed by code', async () => {
    const { client, sent } = await startApi();

    const page = await client.dictionaries.listCurrencies({ codes: ['UAH', 'PLN'] });

    expect(page.items.map(({ code, symbol }) => [code, symbol])).toEqual([['PLN', 'zł']]);
    expect(sent().map(({ line }) => line)).toEqual(['GET /dictionary/currencies?codes[]=UAH&codes[]=PLN']);
  });

  it('come all', async () => {
    const { client, sent } = await startApi();
    const currencies = await allOf(client.dictionaries.iterateCurrencies());
    expect(currencies.map(({ code }) => code)).toEqual(['PLN']);
    expect(sent().map(({ line }) => line)).toEqual(['GET /dictionary/currencies?limit=100&page=1']);
  });

  it('are not asked for by a code that cannot be one', async () => {
    const { client, sent } = await startApi();

    const error = await rejection(client.dictionaries.listCurrencies({ codes: ['EUR', 'zł'] }));

    expect(error).toMatchObject({
      code: 'NOVA_POST_INPUT',
      fields: { 'codes.1': ["must be three upper-case letters, such as 'EUR'"] },
    });
    expect(sent()).toEqual([]);
  });
});

describe('Commodity codes', () => {
  it('are searched with exactly the request of the contract', async () => {
    const { client, sent } = await startApi();

    const found = await client.dictionaries.searchClassifier({
      countryCode: 'MD',
      keyword: 'shoes',
      fuzzy: true,
      locale: 'uk',
      size: 3,
    });

    expect(found.items).toMatchObject([
      { hsCode: '64039996', product: { en: 'Leather shoes', currentLocal: 'Шкіряне взуття' } },
    ]);
    expect(sent().map(({ line }) => line)).toEqual([
      'GET /dictionary/classifier?keyword=shoes&fuzzy=true&locale=uk&size=3&country-code=MD',
    ]);
  });

  it('are an empty list when nothing matches, where the API says null', async () => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: 'api', then: { body: { status: true, items: null } } });

    expect((await client.dictionaries.searchClassifier({ keyword: 'unicorn' })).items).toEqual([]);
  });

  it('are not searched for a country in lower case', async () => {
    const { client, sent } = await startApi();

    const error = await rejection(client.dictionaries.searchClassifier({ countryCode: 'ua' }));

    expect(error).toMatchObject({ fields: { countryCode: [expect.stringContaining('upper-case')] } });
    expect(sent()).toEqual([]);
  });
});

describe('Customs fees', () => {
  it('are asked for by country', async () => {
    const { client, sent } = await startApi();

    expect(await client.dictionaries.customsFees('GB')).toEqual({ customFeeActive: true, declaredCost: 150 });
    expect(sent().map(({ line }) => line)).toEqual(['GET /dictionary/customs-fees/GB']);
  });

  it('of a country the API does not know are refused, in words of their own', async () => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: 'api', then: { status: 422, body: { ErrorMessage: 'Country not found' } } });

    await expect(client.dictionaries.customsFees('AQ')).rejects.toMatchObject({
      name: 'NovaPostValidationError',
      status: 422,
      fields: { '': ['Country not found'] },
    });
  });

  it.each(['', 'gb', '../shipments'])('are not asked for with the code "%s"', async (code) => {
    const { client, sent } = await startApi();

    const error = await rejection(client.dictionaries.customsFees(code));

    expect(error).toMatchObject({ name: 'NovaPostValidationError', code: 'NOVA_POST_INPUT' });
    expect(Object.keys(error['fields'] as object)).toEqual(['code']);
    expect(sent()).toEqual([]);
  });
});

/** Never called: the compiler looks at it. */
export function misspeltFieldsDoNotCompile({
  dictionaries,
}: Awaited<ReturnType<typeof startApi>>['client']): void {
  // @ts-expect-error -- it is codes
  void dictionaries.listCurrencies({ code: 'UAH' });
  // @ts-expect-error -- there is nothing to search by
  void dictionaries.listMeasurements({ codes: ['kg'] });
  // @ts-expect-error -- the friendly name is countryCode
  void dictionaries.searchClassifier({ 'country-code': 'UA' });
  // @ts-expect-error -- a number
  void dictionaries.searchClassifier({ size: '3' });
}
