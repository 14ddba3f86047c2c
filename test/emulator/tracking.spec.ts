import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EMULATOR_STATUSES } from '../../src/testing/shipments/tracking-statuses.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { bench, NOON, stopAll, type Bench } from './support.js';

let clock: TestClock;
let server: Bench;
let token: string;
let number: string;
let id: number;

beforeEach(async () => {
  clock = new TestClock(NOON);
  server = await bench({ clock, tokenLifetimeMs: 365 * 86_400_000 });
  token = await server.token();
  ({ number, id } = await create());
});
afterEach(stopAll);

async function create(): Promise<{ number: string; id: number }> {
  const answer = await server.send('POST', '/shipments', shipmentBody(), token);
  return (await answer.json()) as { number: string; id: number };
}

async function items(path: string): Promise<Record<string, unknown>[]> {
  const answer = await server.get(path, token);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
}

async function errors(path: string): Promise<Record<string, string>> {
  const answer = await server.get(path, token);
  expect(answer.status).toBe(422);
  return ((await answer.json()) as { errors: Record<string, string> }).errors;
}

describe('tracking', () => {
  it('starts with "ready to send"', async () => {
    const [item] = await items(`/shipments/tracking?numbers[]=${number}`);
    expect(item).toMatchObject({
      currentStatus: {
        number,
        statusCode: 1,
        status: 'Ready to send',
        statusDate: '2026-01-15T12:00:00.000000Z',
        closingDate: null,
        deliveryCountry: 'MD',
      },
      detailsTracking: [{ number, code: '1', event: 'CreateID', eventStatus: 'now', countryCode: 'PL' }],
      parcels: [{ rowNumber: 1, length: 20, width: 10, height: 5, actualWeight: 1.23 }],
    });
    expect(item).not.toHaveProperty('alternativeNumbers');
    expect(item).not.toHaveProperty('undeliveryReasons');
  });

  it('moves on with setTrackingStatus', async () => {
    clock.jump(3_600_000);
    server.emulator.setTrackingStatus(number, 7);
    clock.jump(3_600_000);
    server.emulator.setTrackingStatus(number, '9');
    const [item] = await items(`/shipments/tracking?numbers[0]=${number}`);
    expect(item).toMatchObject({
      currentStatus: { statusCode: 9, status: 'Handed over', closingDate: '2026-01-15T14:00:00.000000Z' },
      detailsTracking: [
        { code: '1', eventStatus: 'passed', date: '2026-01-15T12:00:00.000000Z' },
        { code: '7', eventStatus: 'passed', date: '2026-01-15T13:00:00.000000Z' },
        { code: '9', eventStatus: 'now', date: '2026-01-15T14:00:00.000000Z' },
      ],
    });
  });

  it('adds what is asked for', async () => {
    const [item] = await items(
      `/shipments/tracking?ids[]=${String(id)}&external=1&withUndeliveryReason=true&withCreatedOnTheBasis=true`,
    );
    expect(item).toMatchObject({
      alternativeNumbers: [],
      alternativeNumbersGW: [],
      undeliveryReasons: [],
      createdOnTheBasis: [],
    });
  });

  it('limits the history to a country', async () => {
    const path = `/shipments/tracking?numbers[]=${number}&countryCode=`;
    expect((await items(`${path}PL`))[0]?.['detailsTracking']).toHaveLength(1);
    expect((await items(`${path}MD`))[0]?.['detailsTracking']).toHaveLength(0);
    expect(await errors(`${path}md`)).toEqual({ countryCode: 'validation.country_code' });
  });

  it('knows deleted ones and leaves out unknown ones', async () => {
    await server.send('DELETE', `/shipments/${String(id)}`, undefined, token);
    const found = await items(`/shipments/tracking?numbers[]=${number}&numbers[]=SHPL0000000000`);
    expect(found).toMatchObject([{ currentStatus: { statusCode: 2, status: 'Deleted' } }]);
  });

  it('needs dates without numbers, and then shows the own ones of that time', async () => {
    expect(Object.keys(await errors('/shipments/tracking'))).toEqual(['trackingDateFrom', 'trackingDateTo']);
    expect(Object.keys(await errors('/shipments/tracking?trackingDateFrom=soon'))).toEqual([
      'trackingDateFrom',
    ]);
    expect(Object.keys(await errors('/shipments/tracking?trackingDateFrom=2026-01-15T00:00:00Z'))).toEqual([
      'trackingDateTo',
    ]);
    const on = (day: string): string => `trackingDateFrom=${day}T00:00:00Z&trackingDateTo=${day}T23:59:59Z`;
    expect(await items(`/shipments/tracking?${on('2026-01-15')}`)).toHaveLength(1);
    expect(await items(`/shipments/tracking?${on('2026-01-16')}`)).toHaveLength(0);
    clock.jump(86_400_000);
    server.emulator.setTrackingStatus(number, 5);
    expect(await items(`/shipments/tracking?${on('2026-01-16')}`)).toHaveLength(1);
    const stranger = await server.token(server.emulator.addApiKey());
    const foreign = await server.get(`/shipments/tracking?${on('2026-01-16')}`, stranger);
    expect(await foreign.json()).toEqual({ items: [] });
  });

  it('needs a token', async () => {
    expect((await server.get(`/shipments/tracking?numbers[]=${number}`)).status).toBe(401);
  });
});

describe('history', () => {
  it('has codes as text', async () => {
    server.emulator.setTrackingStatus(number, 4);
    const found = await items(`/shipments/tracking/history?numbers[]=${number}`);
    expect(found).toEqual([
      {
        id: String(id),
        number,
        history_tracking: [
          expect.objectContaining({ code: '1', code_name: 'Ready to send', country_code: 'PL' }),
          expect.objectContaining({ code: '4', date: '2026-01-15T12:00:00.000000Z' }),
        ],
      },
    ]);
  });

  it('adds related numbers with extended=1', async () => {
    const found = await items(`/shipments/tracking/history?numbers[]=${number}&extended=1`);
    expect(found[0]).toHaveProperty('related_numbers', []);
  });

  it('needs dates without numbers', async () => {
    expect(Object.keys(await errors('/shipments/tracking/history'))).toHaveLength(2);
  });
});

describe('setTrackingStatus', () => {
  it('says what is wrong', () => {
    expect(() => {
      server.emulator.setTrackingStatus('SHPL0000000000', 7);
    }).toThrow(/There is no shipment SHPL0000000000.*POST \/shipments/);
    expect(() => {
      server.emulator.setTrackingStatus(number, 'arrived');
    }).toThrow(/whole number/);
  });

  it('takes codes without a text', async () => {
    expect(EMULATOR_STATUSES[998]).toBeUndefined();
    server.emulator.setTrackingStatus(number, 998);
    const [item] = await items(`/shipments/tracking?numbers[]=${number}`);
    expect(item).toMatchObject({ currentStatus: { statusCode: 998, status: 'Undetermined' } });
  });
});
