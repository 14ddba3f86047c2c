import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NovaPostEmulator } from '../../src/testing/emulator.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { API_KEY, bench, failureOf, NOON, stopAll } from './support.js';

afterEach(stopAll);

const message = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { errors: { errorMessage: string } }).errors.errorMessage;

describe('a path', () => {
  it('that is unknown gets a 404 that lists what there is', async () => {
    const { get } = await bench();
    const answer = await get('/parcels?apiKey=canary-api-key-secret00');
    expect(answer.status).toBe(404);
    const text = await message(answer);
    expect(text).toMatch(/^The emulator does not serve GET \/parcels\. It serves: \w+ /);
    expect(text).toContain('GET /clients/authorization');
    expect(text).toContain('DELETE /shipments/{id}');
    expect(text.includes('canary')).toBe(false);
  });

  it('is served with its method only', async () => {
    const { send } = await bench();
    expect(await message(await send('PATCH', '/divisions', {}))).toMatch(/does not serve PATCH \/divisions/);
  });

  it('outside the base says so', async () => {
    const { emulator } = await bench();
    for (const path of ['/divisions', '/', '/v.1.0x/divisions']) {
      const answer = await fetch(emulator.origin + path);
      expect(answer.status).toBe(404);
      expect(await message(answer)).toContain(`GET ${path} is outside /v.1.0`);
    }
    expect(emulator.requests[0]?.path).toBe('/divisions');
  });
});

describe('a body', () => {
  it('that is no JSON is refused', async () => {
    const { emulator, send, token } = await bench();
    const answer = await send('POST', '/shipments', '{"payerType": ', await token());
    expect(answer.status).toBe(422);
    expect(await message(answer)).toBe('The body is not valid JSON.');
    expect(emulator.requests.at(-1)?.body).toBe('{"payerType": ');
  });

  it('above 10 MB gets 413, just below it does not', async () => {
    const { send, token } = await bench();
    const value = await token();
    const answer = await send('POST', '/shipments', JSON.stringify('x'.repeat(10 * 1024 * 1024)), value);
    expect(answer.status).toBe(413);
    const smaller = await send('POST', '/shipments', JSON.stringify('x'.repeat(10 * 1024 * 1024 - 2)), value);
    expect(smaller.status).toBe(422);
  });

  it('is recorded byte by byte', async () => {
    const { emulator, send } = await bench();
    const text = '{ "note":\t"Київ" }';
    await send('POST', '/shipments', text);
    const record = emulator.requests[0];
    expect(record?.rawBody.toString()).toBe(text);
    expect(record?.body).toEqual({ note: 'Київ' });
  });
});

describe('HEAD', () => {
  it('has the headers of GET and no body', async () => {
    const { emulator, token } = await bench();
    const headers = { Authorization: await token() };
    const head = await fetch(`${emulator.baseURL}/divisions`, { method: 'HEAD', headers });
    const get = await fetch(`${emulator.baseURL}/divisions`, { headers });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
    expect(await head.text()).toBe('');
  });
});

describe('requests', () => {
  it('are recorded as they were sent', async () => {
    const clock = new TestClock(NOON);
    const { emulator, get } = await bench({ clock });
    await get('/divisions?countryCodes[]=UA&ids%5B0%5D=1&a=1&a=2&b=x%20y', undefined, { 'X-Test': 'yes' });
    const [record] = emulator.requests;
    expect(record).toMatchObject({
      method: 'GET',
      path: '/divisions',
      url: '/v.1.0/divisions?countryCodes[]=UA&ids%5B0%5D=1&a=1&a=2&b=x%20y',
      query: { 'countryCodes[]': ['UA'], 'ids[0]': '1', a: ['1', '2'], b: 'x y' },
      receivedAt: clock.now(),
      status: 401,
      aborted: false,
    });
    expect(record?.headers['x-test']).toBe('yes');
    expect(record).not.toHaveProperty('token');
    expect(record?.body).toBeUndefined();
    expect(record?.rawBody).toHaveLength(0);
  });

  it('are told apart and forgotten', async () => {
    const { emulator, get, token } = await bench();
    await get('/divisions', await token());
    await get('/shipments');
    expect(
      [emulator.requests, emulator.tokenRequests, emulator.apiRequests].map((list) => list.length),
    ).toEqual([3, 1, 2]);
    const kept = emulator.requests;
    emulator.clearRequests();
    expect(emulator.requests).toHaveLength(0);
    expect(kept).toHaveLength(3);
    expect(emulator.sessions).toHaveLength(1);
  });
});

describe('waitForRequests', () => {
  it('counts what is there and what comes', async () => {
    const { emulator, get, authorize } = await bench();
    await get('/divisions');
    expect(await emulator.waitForRequests(1)).toHaveLength(1);
    const both = emulator.waitForRequests(2, '/divisions');
    const tokens = emulator.waitForRequests(1, 'token');
    const picked = emulator.waitForRequests(1, (request) => request.query['limit'] === '3');
    await authorize();
    expect((await tokens).map(({ path }) => path)).toEqual(['/clients/authorization']);
    await get('/divisions?limit=3');
    expect(await both).toHaveLength(2);
    expect(await picked).toHaveLength(1);
  });

  it('rejects when the emulator is stopped first, and harms no caller that did not listen', async () => {
    const { emulator, get } = await bench();
    await get('/divisions');
    const waiting = emulator.waitForRequests(3);
    void emulator.waitForRequests(4);
    await emulator.stop();
    await expect(waiting).rejects.toThrow(/waited for 3 requests; 1 had come/);
  });

  it('refuses a filter that is none', async () => {
    const { emulator } = await bench();
    expect(() => emulator.waitForRequests(1, 'nothing' as never)).toThrow(/picks no requests/);
  });
});

describe('what is printed', () => {
  it('holds neither keys nor tokens', async () => {
    const { emulator, get, token } = await bench();
    const value = await token();
    await get('/divisions', value);
    emulator.misbehave({ on: 'token', then: { status: 500 } });
    const printed = [
      inspect(emulator),
      inspect(emulator, { depth: 10, showHidden: true, customInspect: false }),
      inspect({ deep: [emulator] }, { depth: 10 }),
      JSON.stringify(emulator),
      inspect(emulator.sessions),
    ];
    for (const text of printed) {
      expect([text.includes(API_KEY), text.includes(value), text.includes('canary')]).toEqual([
        false,
        false,
        false,
      ]);
    }
    expect(JSON.parse(JSON.stringify(emulator))).toEqual({
      baseURL: emulator.baseURL,
      stopped: false,
      apiKeys: 1,
      sessions: 1,
      requests: 2,
      tokenRequests: 1,
      pushes: 0,
    });
  });

  it('still works after stop', async () => {
    const { emulator } = await bench();
    await emulator.stop();
    expect(inspect(emulator)).toContain('stopped: true');
  });
});

describe('start and stop', () => {
  it('two emulators live side by side; stop may be called twice', async () => {
    const [a, b] = [await bench(), await bench()];
    expect(a.emulator.origin).not.toBe(b.emulator.origin);
    expect(a.emulator.baseURL).toBe(`${a.emulator.origin}/v.1.0`);
    await Promise.all([a.emulator.stop(), a.emulator.stop()]);
    expect(await failureOf(a.authorize())).toContain('ECONNREFUSED');
    expect((await b.authorize()).status).toBe(200);
  });

  it('has a random key unless one is given', async () => {
    const emulator = await NovaPostEmulator.start();
    const { apiKey } = emulator;
    await emulator.stop();
    expect(apiKey).toMatch(/^emulator-key-[0-9a-f]{32}$/);
  });

  it('takes a port that has become free again', async () => {
    const first = await bench();
    await first.authorize();
    const port = Number(new URL(first.emulator.origin).port);
    await first.emulator.stop();
    const second = await bench({ port });
    expect(second.emulator.origin).toBe(first.emulator.origin);
  });

  it('says when a port is in use', async () => {
    const { emulator } = await bench();
    const port = Number(new URL(emulator.origin).port);
    await expect(NovaPostEmulator.start({ port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: expect.stringMatching(/the port is in use.*choose another/),
    });
  });

  it.each([
    [{ port: -1 }, 'NovaPostEmulator.start: port must be a whole number from 0 to 65535.'],
    [{ tokenLifetimeMs: 0 }, 'tokenLifetimeMs must be more than 0 milliseconds'],
    [{ sessionLimit: 0 }, 'sessionLimit must be a whole number from 1'],
    [{ divisions: 1.5 }, 'divisions must be a whole number from 0'],
    [{ clockSkewMs: Infinity }, 'clockSkewMs must be a number of milliseconds'],
    [{ apiKey: ' ' }, 'apiKey must not be empty'],
    [{ clock: {} }, 'clock must have a function now()'],
    [{ contract: 'loose' }, "contract must be 'strict' or 'lenient' or 'off'"],
    [{ quirks: { bearerTokens: 'both' } }, 'quirks.bearerTokens must be true or false'],
    [{ tokenLifetime: 5 }, 'tokenLifetime is not an option; did you mean tokenLifetimeMs?'],
    [{ quirks: { bearer: true } }, 'quirks.bearer is not an option.'],
  ])('refuses %j', async (options, text) => {
    await expect(NovaPostEmulator.start(options as never)).rejects.toThrow(text);
  });
});
