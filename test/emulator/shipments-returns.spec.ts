import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionRows, type DivisionRow } from '../../src/testing/divisions/division-rows.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { bench, HandClock, stopAll, type Bench } from './support.js';

const DAY_MS = 86_400_000;
const ALLOWED = { services: [{ serviceCode: 'AllowedLightReturn', amount: 0, payerType: 'Sender' }] };
const ROWS = divisionRows(3000);
const { recipient } = shipmentBody();

let clock: HandClock;
let server: Bench;
let token: string;

beforeEach(async () => {
  clock = new HandClock();
  server = await bench({ clock, tokenLifetimeMs: 365 * DAY_MS });
  token = await server.token();
});
afterEach(stopAll);

async function delivered(changes: Record<string, unknown> = ALLOWED): Promise<string> {
  const answer = await server.send('POST', '/shipments', shipmentBody(changes), token);
  const { number } = (await answer.json()) as { number: string };
  server.emulator.setTrackingStatus(number, 9);
  return number;
}

const ask = (body: Record<string, unknown>): Promise<Response> =>
  server.send('POST', '/shipments/light-return', body, token);

async function refused(body: Record<string, unknown>): Promise<[number, string]> {
  const answer = await ask(body);
  const { errors } = (await answer.json()) as { errors: { errorMessage: string } };
  return [answer.status, errors.errorMessage];
}

/** The id of the first division of that kind. */
function division(fits: (row: DivisionRow) => boolean): number {
  return ROWS.find(fits)?.id ?? 0;
}

describe('a light return', () => {
  it('goes from the recipient to the sender, and tracking of the parent tells of it', async () => {
    const number = await delivered();
    clock.ms += DAY_MS;
    const answer = await ask({ number, senderPhone: '37360000001' });
    expect(answer.status).toBe(200);
    const made = (await answer.json()) as { number: string };
    expect(made).toMatchObject({
      number: expect.stringMatching(/^SHPL\d{10}$/),
      status: 'ReadyToShip',
      sender: { phone: '37360000001', countryCode: 'MD', addressParts: { city: 'Chisinau' } },
      recipient: { name: 'Anna Nowak' },
      createdAt: '2026-01-16T12:00:00.000000Z',
    });
    const query = `numbers[]=${number}&withCreatedOnTheBasis=true`;
    const tracked = await server.get(`/shipments/tracking?${query}`, token);
    expect(await tracked.json()).toMatchObject({
      items: [
        {
          createdOnTheBasis: [
            { number: made.number, type: 'Return', createdAt: '2026-01-16T12:00:00.000000Z' },
          ],
        },
      ],
    });
    expect((await server.get(`/shipments?numbers[]=${made.number}`, token)).status).toBe(200);
  });

  it('is made of a delivered shipment, and once', async () => {
    const number = await delivered();
    expect(await refused({ number: 'SHPL0000000000' })).toEqual([404, 'shipment_not_found']);
    server.emulator.setTrackingStatus(number, 7);
    expect(await refused({ number })).toEqual([404, 'status_not_allowed']);
    server.emulator.setTrackingStatus(number, 106);
    expect((await ask({ number })).status).toBe(200);
    expect(await refused({ number })).toEqual([404, 'status_not_allowed']);
  });

  it('needs the permission, and its time', async () => {
    expect(await refused({ number: await delivered({}) })).toEqual([403, 'missing_allowed_light_return']);
    const number = await delivered();
    clock.ms += 15 * DAY_MS;
    const late = await delivered();
    clock.ms += 1;
    expect(await refused({ number })).toEqual([403, 'missing_allowed_light_return']);
    expect((await ask({ number: late })).status).toBe(200);
  });

  it('is not made of the shipments of others', async () => {
    const number = await delivered();
    token = await server.token(server.emulator.addApiKey());
    expect(await refused({ number })).toEqual([404, 'shipment_not_found']);
  });

  it('begins at a branch of the country that is not a locker', async () => {
    const number = await delivered();
    const inMoldova = (category: string) =>
      String(division((row) => row.place.countryCode === 'MD' && row.category === category));
    const abroad = String(division(({ place }) => place.countryCode === 'PL'));
    expect(await refused({ number, divisionId: abroad })).toEqual([
      422,
      'division_country_mismatch_with_route',
    ]);
    expect(await refused({ number, divisionId: '1' })).toEqual([422, 'division_country_mismatch_with_route']);
    expect(await refused({ number, divisionId: inMoldova('Postomat') })).toEqual([
      422,
      'division_is_postomat',
    ]);
    const branch = inMoldova('PostBranch');
    expect(await (await ask({ number, divisionId: branch })).json()).toMatchObject({
      sender: { divisionId: Number(branch) },
    });
  });

  it('of a parcel that came to a locker begins at a branch of the same city', async () => {
    const locker = division(({ category, place }) => category === 'Postomat' && place.countryCode === 'MD');
    const { addressParts: _, ...party } = recipient;
    const number = await delivered({ ...ALLOWED, recipient: { ...party, divisionId: locker } });
    const { sender } = (await (await ask({ number })).json()) as { sender: { divisionId: number } };
    const branch = ROWS.find(({ id }) => id === sender.divisionId);
    expect(branch?.category).toBe('PostBranch');
    expect(branch?.place).toBe(ROWS.find(({ id }) => id === locker)?.place);
  });

  it('of a parcel that came to a locker is refused where the city has no branch', async () => {
    server = await bench({ clock, divisions: 1 + ROWS.findIndex(({ category }) => category === 'Postomat') });
    token = await server.token();
    const locker = ROWS.find(({ category }) => category === 'Postomat');
    const { addressParts: _, ...party } = recipient;
    const number = await delivered({
      ...ALLOWED,
      recipient: { ...party, countryCode: locker?.place.countryCode, divisionId: locker?.id },
    });
    expect(await refused({ number })).toEqual([422, 'no_branch_available_in_city']);
  });

  it('of a parcel that came to a branch nobody knows needs an address', async () => {
    const { addressParts: _, ...party } = recipient;
    const number = await delivered({ ...ALLOWED, recipient: { ...party, divisionNumber: '12/1' } });
    expect(await refused({ number })).toEqual([422, 'no_valid_recipient_address']);
    const addressParts = { city: 'Balti', street: 'Sadova', postCode: 'MD-3100', building: '7' };
    expect((await ask({ number, addressParts })).status).toBe(200);
  });
});
