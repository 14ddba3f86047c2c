import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { startApi } from '../support/api-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

const INPUT = { type: 'numbers', url: 'https://shop.example/nova-post', isActive: true } as const;
const SECRET = 'canary-hook-token-9d8c7b6a5f';
const AT = '/tracking-push/subscribers';

describe('A subscription', () => {
  it('goes from made to deleted, with the exact requests of the contract', async () => {
    const { client, http, sent, emulator } = await startApi();
    const { number } = (await http.axiosRef.post<{ number: string }>('/shipments', shipmentBody())).data;
    emulator.clearRequests();

    const made = await client.subscriptions.create({
      ...INPUT,
      secretToken: SECRET,
      eventTypes: ['Received'],
    });
    const { id } = made;
    const changed = await client.subscriptions.update(id, { url: INPUT.url, isActive: true, eventTypes: [] });
    const added = await client.subscriptions.addNumbers(id, [number, 'SHPL0000000009']);
    const tested = await client.subscriptions.test({ id, numbers: [number] });
    const removed = await client.subscriptions.removeNumbers(id, [number]);
    const deleted = client.subscriptions.delete(id);

    expect(made).toMatchObject({ ...INPUT, secretToken: SECRET, eventTypes: ['Received'] });
    expect(changed).toMatchObject({ id, eventTypes: [] });
    expect(added).toMatchObject({ addedNumbers: [number], missedNumbers: ['SHPL0000000009'] });
    expect(tested).toEqual({ success: true });
    expect(removed).toEqual({ message: expect.any(String) });
    await expect(deleted).resolves.toBeUndefined();
    expect(sent().map(({ line, body }) => [line, body])).toEqual([
      [`POST ${AT}`, { ...INPUT, secretToken: SECRET, eventTypes: ['Received'] }],
      [`PUT ${AT}/${id}`, { url: INPUT.url, isActive: true, eventTypes: [] }],
      [`POST ${AT}/${id}/numbers`, { numbers: [number, 'SHPL0000000009'] }],
      [`POST ${AT}/test-webhook`, { id, numbers: [number] }],
      [`DELETE ${AT}/${id}/numbers`, { numbers: [number] }],
      [`DELETE ${AT}/${id}`, undefined],
    ]);
    expect(sent()[4]?.headers['content-type']).toBe('application/json');
  });

  it('is tested with an empty body when nothing is named', async () => {
    const { client, sent } = await startApi();
    await client.subscriptions.create({ ...INPUT, type: 'creator' });

    expect(await client.subscriptions.test()).toEqual({ success: true });

    expect(sent().at(-1)).toMatchObject({ line: `POST ${AT}/test-webhook`, body: {} });
  });

  it('that the API deletes with a message is deleted all the same', async () => {
    const { client, emulator } = await startApi();
    const { id } = await client.subscriptions.create(INPUT);
    emulator.misbehave({ on: 'api', method: 'DELETE', then: { status: 200, body: { message: 'Deleted' } } });

    const deleted = client.subscriptions.delete(id);

    await expect(deleted).resolves.toEqual({ message: 'Deleted' });
  });

  it('names the numbers when none of them is added', async () => {
    const { client, emulator } = await startApi();
    const body = { message: 'No numbers were added', addedNumbers: [], missedNumbers: ['a', 'b'] };
    emulator.misbehave({ on: 'api', times: 1, then: { status: 400, body } });
    expect(await client.subscriptions.addNumbers('1', ['a', 'b'])).toEqual(body);
    emulator.misbehave({ on: 'api', then: { status: 400, body: { message: 'bad' } } });
    await expect(client.subscriptions.addNumbers('1', ['a'])).rejects.toMatchObject({ status: 400 });
  });

  it('says what the API refuses', async () => {
    const { client } = await startApi();

    await expect(client.subscriptions.test()).rejects.toMatchObject({
      name: 'NovaPostValidationError',
      fields: { '': ['There is no active subscription.'] },
    });
    const { id } = await client.subscriptions.create({ ...INPUT, type: 'creator' });
    await expect(client.subscriptions.addNumbers(id, ['SHPL0000000009'])).rejects.toMatchObject({
      name: 'NovaPostValidationError',
      fields: { '': ['The subscriber is not of the type numbers.'] },
    });
    await expect(client.subscriptions.delete('no-such')).rejects.toMatchObject({
      name: 'NovaPostNotFoundError',
    });
  });
});

describe('The list of subscriptions', () => {
  it('is a page, and asks for none in particular', async () => {
    const { client, sent } = await startApi();
    const made = await client.subscriptions.create({ ...INPUT, secretToken: SECRET });

    expect(await client.subscriptions.list({ language: 'pl' })).toEqual({
      items: [made],
      page: 1,
      lastPage: 1,
      perPage: 15,
      total: 1,
    });

    expect(sent().at(-1)).toMatchObject({ line: `GET ${AT}`, headers: { 'accept-language': 'pl' } });
  });

  it('has every field in camel case, whichever spelling came, and loses none', async () => {
    const { client, emulator } = await startApi();
    const items = [
      {
        id: '1',
        type: 'legal',
        url: INPUT.url,
        is_active: true,
        event_types: ['Received'],
        send_warnings: false,
        warning_email: 'anna@example.test',
        company_tins: ['123'],
        secret_token: SECRET,
        created_at: 'then',
        updated_at: 'now',
        retry_after_2_tries: null,
      },
      {
        id: '2',
        type: 'numbers',
        url: INPUT.url,
        isActive: false,
        is_active: true,
        event_types: [],
        eventTypes: null,
      },
    ];
    const page = { current_page: 1, last_page: 1, per_page: 15, total: 2, items };
    emulator.misbehave({ on: 'api', then: { body: page } });

    expect((await client.subscriptions.list()).items).toEqual([
      {
        id: '1',
        type: 'legal',
        url: INPUT.url,
        isActive: true,
        eventTypes: ['Received'],
        sendWarnings: false,
        warningEmail: 'anna@example.test',
        companyTins: ['123'],
        secretToken: SECRET,
        createdAt: 'then',
        updatedAt: 'now',
        retryAfter2Tries: null,
      },
      { id: '2', type: 'numbers', url: INPUT.url, isActive: false, eventTypes: [] },
    ]);
  });
});

describe('The secret of a subscription', () => {
  const shown = (error: unknown): string =>
    inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);

  it.each([
    ['the API refuses the body', { status: 422, body: { errors: { url: 'validation.url' } } }],
    ['there is no answer', { reset: true }],
    ['the API fails', { status: 503 }],
    ['the API quotes it', { status: 422, body: { errors: { secretToken: `${SECRET} is too weak` } } }],
    [
      'the API quotes it at the end of a long text',
      { status: 500, body: { message: `${'.'.repeat(290)}${SECRET}` } },
    ],
    ['a proxy quotes it', { status: 502, body: `<html>${SECRET}</html>` }],
  ] as const)('is in no error when %s', async (_when, then) => {
    const { client, emulator } = await startApi();
    emulator.misbehave({ on: 'api', then });

    const input = { ...INPUT, secretToken: SECRET };
    const errors = await Promise.all([
      client.subscriptions.create(input).catch((error: unknown) => error),
      client.subscriptions.update('1', input).catch((error: unknown) => error),
    ]);

    for (const error of errors) {
      expect(error).toBeInstanceOf(Error);
      expect(shown(error).includes(SECRET.slice(0, 8))).toBe(false);
    }
  });

  it('is in no error when it is refused before it is sent', async () => {
    const { client, sent } = await startApi();

    const error = await client.subscriptions
      .create({ ...INPUT, secretToken: SECRET.repeat(30) })
      .catch((reason: unknown) => reason);

    expect(error).toMatchObject({ fields: { secretToken: ['must have 600 characters or fewer'] } });
    expect(shown(error).includes(SECRET)).toBe(false);
    expect(sent()).toEqual([]);
  });
});

describe('Input is refused before it is sent', () => {
  const warnings = { warningEmail: ['is needed with sendWarnings'] };
  it.each<[string, (client: NovaPostClient) => Promise<unknown>, Record<string, string[]>]>([
    [
      'what a type needs and does not have: phone',
      ({ subscriptions }) => subscriptions.create({ ...INPUT, type: 'individual', sendWarnings: true }),
      { ...warnings, phone: ["is needed for the type 'individual'"] },
    ],
    [
      'what a type needs and does not have: companyTins',
      ({ subscriptions }) => subscriptions.create({ ...INPUT, type: 'legal', companyTins: [] }),
      { companyTins: ["is needed for the type 'legal'"] },
    ],
    [
      'warnings without an address',
      ({ subscriptions }) => subscriptions.update('1', { ...INPUT, sendWarnings: true }),
      warnings,
    ],
    [
      'values of another form',
      ({ subscriptions }) =>
        subscriptions.create({
          ...INPUT,
          url: 'shop.example',
          phone: 'call me',
          eventTypes: ['Received', 'Received'],
        }),
      {
        url: ['must be a complete URL, such as https://shop.example/nova-post'],
        phone: [
          "must be digits only, the country prefix first, such as '48211111111'; leave out blanks, dashes and brackets",
        ],
        eventTypes: ['must name each event once'],
      },
    ],
    [
      'no numbers',
      ({ subscriptions }) => subscriptions.addNumbers('1', []),
      { numbers: ['must name at least one waybill'] },
    ],
    [
      'an empty number',
      ({ subscriptions }) => subscriptions.removeNumbers('1', ['']),
      { 'numbers.0': ['must not be empty'] },
    ],
    [
      'an empty id',
      ({ subscriptions }) => subscriptions.delete(''),
      { id: ['must be an id or a number: not empty, without slashes and control characters'] },
    ],
  ])('%s', async (_what, call, fields) => {
    const { client, sent } = await startApi();

    const error = await call(client).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'NOVA_POST_INPUT' });
    expect((error as { fields: unknown }).fields).toEqual(fields);
    expect(sent()).toEqual([]);
  });

  it('but a change need not repeat what its type needs', async () => {
    const { client, sent } = await startApi();

    await expect(client.subscriptions.update('1', { ...INPUT, type: 'individual' })).rejects.toMatchObject({
      name: 'NovaPostNotFoundError',
    });
    expect(sent()).toHaveLength(1);
  });
});

describe('Each documented error:', () => {
  describeDocumentedErrors([
    ['create', ({ subscriptions }) => subscriptions.create(INPUT)],
    ['list', ({ subscriptions }) => subscriptions.list()],
    ['update', ({ subscriptions }) => subscriptions.update('1', INPUT)],
    ['delete', ({ subscriptions }) => subscriptions.delete('1')],
    ['addNumbers', ({ subscriptions }) => subscriptions.addNumbers('1', ['SHPL0000000009'])],
    ['removeNumbers', ({ subscriptions }) => subscriptions.removeNumbers('1', ['SHPL0000000009'])],
    ['test', ({ subscriptions }) => subscriptions.test()],
  ]);
});

/** Never run: each line stops compiling when a misspelt field compiles. */
export function misspelt({ subscriptions }: NovaPostClient): unknown[] {
  return [
    // @ts-expect-error -- the field is `isActive`
    subscriptions.create({ type: 'numbers', url: INPUT.url, is_active: true }),
    // @ts-expect-error -- the field is `secretToken`
    subscriptions.create({ ...INPUT, secret_token: '' }),
    // @ts-expect-error -- no such type
    subscriptions.create({ ...INPUT, type: 'shop' }),
    // @ts-expect-error -- the URL is needed
    subscriptions.update('1', { isActive: true }),
    // @ts-expect-error -- the field is `numbers`
    subscriptions.test({ number: 'SHPL0000000001' }),
  ];
}
