import { describe, expect, it } from '@jest/globals';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { hasUnknownOutcome } from '../../src/api/unknown-outcome.js';
import { startApi } from '../support/api-setup.js';

/** What makes something that nobody wants twice; shipments have a spec of their own. */
const MAKERS: readonly [string, RegExp, (client: NovaPostClient) => Promise<unknown>][] = [
  [
    'registries.create',
    /registry was made is not known.*registries\.list/,
    ({ registries }) => registries.create({ description: 'a', shipments: ['SHPL0000000001'] }),
  ],
  ['pickups.create', /pickup was made is not known.*pickups\.list/, ({ pickups }) => pickups.create({})],
  [
    'subscriptions.create',
    /subscription was made is not known.*subscriptions\.list/,
    ({ subscriptions }) =>
      subscriptions.create({ type: 'creator', url: 'https://shop.example', isActive: true }),
  ],
  [
    'shipments.createLightReturn',
    /return was made is not known.*shipments\.list/,
    ({ shipments }) => shipments.createLightReturn({ number: 'SHPL0000000001' }),
  ],
];

describe.each(MAKERS)('%s', (_method, advice, call) => {
  it.each([
    ['a lost connection', { reset: true }],
    ['a 500', { status: 500 }],
    ['a 504', { status: 504 }],
    ['a 201 without a body', { status: 201, body: '' }],
  ] as const)('leaves it open after %s, says so and sends nothing again', async (_what, then) => {
    const { client, emulator, sent } = await startApi({}, { retry: {} });
    emulator.misbehave({ on: 'api', then });
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect(hasUnknownOutcome(error)).toBe(true);
    expect((error as Error).message).toMatch(advice);
    expect(sent()).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 409, 422, 429])('is refused for certain with %i', async (status) => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: 'api', then: { status } });
    const error: unknown = await call(client).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status });
    expect(hasUnknownOutcome(error)).toBe(false);
  });
});
