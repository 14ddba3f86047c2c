import { describe, expect, it } from '@jest/globals';
import { startApi } from '../support/api-setup.js';
import { rejection } from '../support/token-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

describeDocumentedErrors([
  ['list', (client) => client.divisions.list()],
  ['iterate', (client) => client.divisions.iterate()[Symbol.asyncIterator]().next()],
]);

describe('Divisions', () => {
  it('are listed with exactly the request of the contract', async () => {
    const { client, sent } = await startApi();

    const page = await client.divisions.list(
      {
        countryCodes: ['PL', 'DE'],
        settlementIds: [1008],
        divisionCategories: ['Postomat'],
        statuses: ['Working'],
        prohibitedSending: false,
        prohibitedIssuance: false,
        latitude: 50.06,
        longitude: 19.94,
        textSearch: 'locker',
        name: 'Krak*',
        limit: 2,
        page: 1,
      },
      { language: 'pl' },
    );

    expect(page).toMatchObject({
      page: 1,
      perPage: 2,
      items: [{ countryCode: 'PL' }, { countryCode: 'PL' }],
    });
    expect(page.items[0]!.distance).toBeLessThanOrEqual(page.items[1]!.distance!);
    const [request] = sent();
    expect(request!.line.split(/[?&]/)).toEqual([
      'GET /divisions',
      'countryCodes[]=PL',
      'countryCodes[]=DE',
      'settlementIds[]=1008',
      'divisionCategories[]=Postomat',
      'statuses[]=Working',
      'prohibitedSending=false',
      'prohibitedIssuance=false',
      'latitude=50.06',
      'longitude=19.94',
      'textSearch=locker',
      'name=Krak*',
      'limit=2',
      'page=1',
    ]);
    expect(request!.headers).toMatchObject({ 'accept-language': 'pl' });
  });

  it('are listed by their ids', async () => {
    const { client } = await startApi();
    const { items } = await client.divisions.list({ ids: [10_003, 10_001] });
    expect(items.map(({ id }) => id)).toEqual([10_001, 10_003]);
  });

  it('come all, in order, a hundred at a time', async () => {
    const { client, sent } = await startApi({ divisions: 450 });

    const ids: number[] = [];
    for await (const { id } of client.divisions.iterate({}, { concurrency: 3 })) ids.push(id);

    expect(ids).toEqual(Array.from({ length: 450 }, (_, index) => 10_001 + index));
    expect(
      sent()
        .map(({ line }) => line)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5].map((page) => `GET /divisions?limit=100&page=${String(page)}`));
  });

  it.each([
    ['a country in lower case', { countryCodes: ['pl'] }, 'countryCodes.0'],
    ['a country that is no list', { countryCodes: 'PL' }, 'countryCodes'],
    ['an empty list', { statuses: [] }, 'statuses'],
  ])('are not asked for with %s', async (_what, query, field) => {
    const { client, sent } = await startApi();

    const error = await rejection(client.divisions.list(query as never));

    expect(error).toMatchObject({ name: 'NovaPostValidationError', code: 'NOVA_POST_INPUT' });
    expect(Object.keys(error['fields'] as object)).toEqual([field]);
    expect(sent()).toEqual([]);
  });
});

/** Never called: the compiler looks at it. */
export function misspeltFieldsDoNotCompile({
  divisions,
}: Awaited<ReturnType<typeof startApi>>['client']): void {
  // @ts-expect-error -- it is countryCodes
  void divisions.list({ countryCode: ['PL'] });
  // @ts-expect-error -- it is Postomat
  void divisions.iterate({ divisionCategories: ['Postamat'] });
  // @ts-expect-error -- it is since
  divisions.directory({ version: 1 });
  // @ts-expect-error -- it is timeoutMs
  void divisions.versions({ timeout: 1 });
}
