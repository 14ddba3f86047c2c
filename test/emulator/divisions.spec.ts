import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bench, stopAll, type Bench } from './support.js';

interface Row {
  id: number;
  name: string;
  number: string;
  countryCode: string;
  address: string;
  divisionCategory: string;
  status: string;
  distance: number | null;
  latitude: number;
  longitude: number;
  prohibitedSending: boolean;
  settlement: { id: number; name: string; region: { id: number; name: string } };
}
interface Page {
  current_page: number;
  last_page: number;
  per_page: number;
  total: number;
  from: null;
  to: null;
  items: Row[];
}

let server: Bench;
let token: string;

beforeEach(async () => {
  server = await bench();
  token = await server.token();
});
afterEach(stopAll);

async function page(query: string, language?: string): Promise<Page> {
  const answer = await server.get(
    `/divisions?${query}`,
    token,
    language ? { 'Accept-Language': language } : {},
  );
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}

async function errors(query: string): Promise<Record<string, string>> {
  const answer = await server.get(`/divisions?${query}`, token);
  expect(answer.status).toBe(422);
  return ((await answer.json()) as { errors: Record<string, string> }).errors;
}

describe('paging', () => {
  it('gives 15 rows of 3000 at first', async () => {
    const first = await page('');
    expect(first.items).toHaveLength(15);
    expect({ ...first, items: [] }).toEqual({
      current_page: 1,
      last_page: 200,
      per_page: 15,
      total: 3000,
      from: null,
      to: null,
      items: [],
    });
  });

  it('gives every row once over all pages', async () => {
    const ids: number[] = [];
    for (let number = 1; number <= 8; number += 1) {
      ids.push(...(await page(`limit=400&page=${String(number)}`)).items.map(({ id }) => id));
    }
    expect(ids).toHaveLength(3000);
    expect(new Set(ids).size).toBe(3000);
  });

  it('takes limits above 100 and pages past the end', async () => {
    expect((await page('limit=3000')).items).toHaveLength(3000);
    expect(await page('limit=100&page=31')).toMatchObject({ current_page: 31, last_page: 30, items: [] });
  });

  it('refuses what is no page', async () => {
    expect(await errors('limit=abc&page=0')).toEqual({
      limit: 'must be an integer, but it is text',
      page: 'must be at least 1',
    });
    expect(await errors('limit=-1')).toEqual({ limit: 'must be at least 1' });
    expect(Object.keys(await errors('limit=1.5'))).toEqual(['limit']);
  });

  it('has as many rows as asked for, and the same ones each time', async () => {
    const all = await page('limit=20');
    server = await bench({ divisions: 20 });
    token = await server.token();
    const small = await page('limit=100');
    expect(small.total).toBe(20);
    expect(small.items).toEqual(all.items);
    server = await bench({ divisions: 0 });
    token = await server.token();
    expect(await page('')).toMatchObject({ total: 0, last_page: 1, items: [] });
  });
});

describe('rows', () => {
  it('have what the contract requires, and more', async () => {
    const { items } = await page('limit=3000');
    const incomplete = items.filter(
      (row) =>
        !Number.isInteger(row.id) ||
        row.name === '' ||
        !/^[A-Z]{2}$/.test(row.countryCode) ||
        row.settlement.region.name === '' ||
        !(Math.abs(row.latitude) < 90 && Math.abs(row.longitude) < 180),
    );
    expect(incomplete).toEqual([]);
    expect(items[0]).toMatchObject({
      maxWeightPlaceSender: expect.any(Number),
      prohibitedSending: expect.any(Boolean),
      workSchedule: expect.arrayContaining([expect.objectContaining({ day: 'monday', from: '08:00' })]),
      distance: null,
      deletedAt: null,
    });
    expect(new Set(items.map(({ countryCode }) => countryCode)).size).toBe(16);
    expect(new Set(items.map(({ divisionCategory }) => divisionCategory)).size).toBe(4);
    expect(new Set(items.map(({ status }) => status)).size).toBe(4);
  });

  it('have numbers that repeat in Moldova only', async () => {
    const moldova = await page('limit=3000&countryCodes[]=MD');
    expect(new Set(moldova.items.map(({ number }) => number)).size).toBeLessThan(moldova.total);
    const ukraine = await page('limit=3000&countryCodes[]=UA');
    expect(new Set(ukraine.items.map(({ number }) => number)).size).toBe(ukraine.total);
  });

  it('speak Ukrainian when asked to, else English', async () => {
    const query = 'limit=1&countryCodes[]=UA';
    const english = (await page(query)).items[0];
    expect((await page(query, 'de')).items[0]).toEqual(english);
    for (const language of ['uk', 'uk-UA,uk;q=0.9,en;q=0.5']) {
      const ukrainian = (await page(query, language)).items[0];
      expect(ukrainian?.id).toBe(english?.id);
      expect(ukrainian?.settlement.name).toMatch(/^\p{Script=Cyrillic}+$/u);
    }
    expect(english?.settlement.name).toMatch(/^[\w-]+$/);
  });
});

describe('filters', () => {
  it.each(['countryCodes[]=PL&countryCodes[]=DE', 'countryCodes[0]=PL&countryCodes[1]=DE'])(
    '%s',
    async (query) => {
      const { items, total } = await page(`limit=3000&${query}`);
      expect(total).toBeGreaterThan(100);
      expect([...new Set(items.map(({ countryCode }) => countryCode))].sort()).toEqual(['DE', 'PL']);
    },
  );

  it('refuse lower case countries, strangers and a bare list', async () => {
    expect(await errors('countryCodes[]=UA&countryCodes[]=pl')).toEqual({
      'countryCodes.1': 'validation.country_code',
    });
    expect(await errors('divisionCategories[]=Kiosk&statuses[]=Open')).toEqual({
      'divisionCategories.0': 'must be `Postomat`, `PostBranch`, `CargoBranch` or `PUDO`',
      'statuses.0': 'must be `Working`, `NotWorking`, `NotWorkingTemporary` or `InProcessOpening`',
    });
    expect(await errors('settlementIds[]=x')).toEqual({
      'settlementIds.0': 'must be an integer, but it is text',
    });
    expect((await errors('countryCodes=UA'))['countryCodes']).toMatch(/must be an array/);
  });

  it('category, status and settlement go together', async () => {
    const { items } = await page(
      'limit=3000&divisionCategories[]=Postomat&statuses[]=Working&settlementIds[]=1001',
    );
    expect(items.length).toBeGreaterThan(20);
    for (const row of items) {
      expect([row.divisionCategory, row.status, row.settlement.id]).toEqual(['Postomat', 'Working', 1001]);
    }
  });

  it('ids', async () => {
    expect((await page('ids[]=10003&ids[]=10001')).items.map(({ id }) => id)).toEqual([10001, 10003]);
  });

  it('prohibitedSending', async () => {
    const yes = await page('limit=1&prohibitedSending=true');
    const no = await page('limit=1&prohibitedSending=0');
    expect(yes.items[0]?.prohibitedSending).toBe(true);
    expect(yes.total + no.total).toBe(3000);
    expect(Object.keys(await errors('prohibitedIssuance=maybe'))).toEqual(['prohibitedIssuance']);
  });

  it('textSearch looks into names and addresses of both languages', async () => {
    const english = await page('textSearch=lviv');
    expect(english.total).toBeGreaterThan(10);
    expect((await page(`textSearch=${encodeURIComponent('Львів')}`)).total).toBe(english.total);
    expect((await page('textSearch=nosuchplace')).total).toBe(0);
  });

  it('name is a city, asterisks are wildcards', async () => {
    const whole = await page('name=Warszawa&limit=3000');
    expect(new Set(whole.items.map(({ settlement }) => settlement.name))).toEqual(new Set(['Warszawa']));
    expect((await page('name=warsz*')).total).toBe(whole.total);
    expect((await page('name=*SZAW*')).total).toBe(whole.total);
    expect((await page('name=Warsz')).total).toBe(0);
    expect((await page('name=.*')).total).toBe(0);
  });
});

describe('a point', () => {
  it('sorts by distance', async () => {
    const { items } = await page('limit=3000&latitude=50.4501&longitude=30.5234');
    const distances = items.map(({ distance }) => distance ?? -1);
    expect(distances[0]).toBeLessThan(3000);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(items[0]?.settlement.name).toBe('Kyiv');
    // Kyiv to Madrid is about 2860 km.
    const madrid = items.find(({ settlement }) => settlement.name === 'Madrid');
    expect(Math.abs((madrid?.distance ?? 0) - 2_860_000)).toBeLessThan(30_000);
  });

  it('needs both numbers', async () => {
    expect(Object.keys(await errors('latitude=50'))).toEqual(['longitude']);
    expect(Object.keys(await errors('longitude=50'))).toEqual(['latitude']);
    expect(Object.keys(await errors('latitude=north&longitude=x'))).toEqual(['latitude', 'longitude']);
  });
});
