import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { bench, stopAll, type Bench } from './support.js';

const GOODS = '5c412e3a-5868-48b9-a60a-0e039284ec46';

let server: Bench;
let token: string;

beforeEach(async () => {
  server = await bench();
  token = await server.token();
});
afterEach(stopAll);

const change = (path: string, body: unknown = { price: 12.5 }): Promise<Response> =>
  server.send('PATCH', `/fulfillment${path}`, body, token);

it('A change of goods answers 201 and what was changed', async () => {
  const answer = await change(`/pl/goods/${GOODS}`, { goodsUnitName: 'Mug', inventExpireDays: null });

  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ goodsUnitName: 'Mug', inventExpireDays: null });
});

it.each([
  [`/PL/goods/${GOODS}`, { countrycode: 'The countrycode must be two lower-case letters.' }],
  ['/pl/goods/mug', { objectId: 'The objectId must be a valid UUID.' }],
])('A request to %s is malformed', async (path, errors) => {
  const answer = await change(path);

  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ errors });
});

it('Goods need a token', async () => {
  expect((await server.send('PATCH', `/fulfillment/pl/goods/${GOODS}`, { price: 1 })).status).toBe(401);
});
