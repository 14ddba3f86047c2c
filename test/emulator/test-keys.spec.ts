import { afterEach, describe, expect, it } from '@jest/globals';
import { TestClock } from '../../src/testing/test-clock.js';
import { bench, NOON, stopAll, type Bench } from './support.js';

afterEach(stopAll);

const PHONE = '498213437654';
const DAY_MS = 86_400_000;

interface Key {
  apiKey: string;
  createdAt: string;
  expDate: string;
  status: string;
}

const ask = (server: Bench, phone: unknown): Promise<Response> =>
  server.send('POST', '/test-api-keys', { phone });

async function key(server: Bench, phone = PHONE): Promise<Key> {
  const answer = await ask(server, phone);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Key;
}

describe('a sandbox key', () => {
  it('is made without a token, and works', async () => {
    const server = await bench({ clock: new TestClock(NOON) });
    const made = await key(server);
    expect({ ...made, apiKey: '' }).toEqual({
      apiKey: '',
      createdAt: '2026-01-15T12:00:00.000000Z',
      expDate: '2027-01-15T12:00:00.000000Z',
      status: 'Active',
    });
    const token = await server.token(made.apiKey);
    expect((await server.get('/divisions', token)).status).toBe(200);
  });

  it('stays the same for a phone, and differs between phones', async () => {
    const server = await bench();
    const first = await key(server);
    expect((await key(server)).apiKey === first.apiKey).toBe(true);
    expect((await key(server, '48211111111')).apiKey === first.apiKey).toBe(false);
  });

  it('keeps its end on the same day and gets a year more on another', async () => {
    const clock = new TestClock(NOON);
    const server = await bench({ clock });
    const first = await key(server);
    clock.jump(3_600_000);
    expect((await key(server)).expDate).toBe(first.expDate);
    clock.jump(DAY_MS);
    const later = await key(server);
    expect(later.expDate).toBe('2027-01-16T13:00:00.000000Z');
    expect(later.createdAt).toBe(first.createdAt);
    expect(later.apiKey === first.apiKey).toBe(true);
  });

  it('ends after a year, is renewed, and is replaced 90 days later', async () => {
    const clock = new TestClock(NOON);
    const server = await bench({ clock });
    const first = await key(server);
    clock.jump(365 * DAY_MS);
    expect((await server.authorize(first.apiKey)).status).toBe(401);
    expect((await key(server)).apiKey === first.apiKey).toBe(true);
    expect((await server.authorize(first.apiKey)).status).toBe(200);
    clock.jump((365 + 90) * DAY_MS);
    expect((await key(server)).apiKey === first.apiKey).toBe(false);
    expect((await server.authorize(first.apiKey)).status).toBe(401);
  });
});

describe('a refusal', () => {
  const refusal = async (server: Bench, phone: unknown): Promise<[number, unknown]> => {
    const answer = await ask(server, phone);
    return [answer.status, await answer.json()];
  };
  const because = (reason: string): unknown => ({ success: false, errors: [reason] });

  it('400 for a missing phone', async () => {
    const server = await bench();
    expect(await refusal(server, undefined)).toEqual([400, because('Missing required parameter: phone')]);
  });

  it('400 for no body at all', async () => {
    const server = await bench();
    expect((await server.send('POST', '/test-api-keys', undefined)).status).toBe(400);
  });

  it.each([
    [''],
    [null],
    ['+498213437654'],
    ['49 821 343'],
    ['0821343765'],
    [498213437654],
    ['123'],
    ['380501234567'],
  ])('400 for %j', async (phone) => {
    const server = await bench();
    expect(await refusal(server, phone)).toEqual([400, because('Invalid phone format')]);
  });
});
