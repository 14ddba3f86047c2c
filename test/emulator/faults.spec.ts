import { afterEach, describe, expect, it } from '@jest/globals';
import { shipmentBody } from '../support/shipment-sample.js';
import { bench, claimsOf, failureOf, stopAll } from './support.js';

afterEach(stopAll);

const SHIPMENT = shipmentBody();

describe('status', () => {
  it('fails as often as asked, then all is normal', async () => {
    const { emulator, authorize } = await bench();
    const fault = emulator.misbehave({ on: 'token', times: 2, then: { status: 503 } });
    const answers = [await authorize(), await authorize(), await authorize()];
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(await answers[0]?.json()).toEqual({ errors: { errorMessage: 'service_unavailable' } });
    expect(fault.hits).toBe(2);
    expect(emulator.requests.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(emulator.sessions).toHaveLength(1);
  });

  it('goes on until removed without times', async () => {
    const { emulator, get, token } = await bench();
    const value = await token();
    const fault = emulator.misbehave({ on: 'api', then: { status: 500 } });
    for (let n = 0; n < 5; n += 1) expect((await get('/divisions', value)).status).toBe(500);
    fault.remove();
    expect((await get('/divisions', value)).status).toBe(200);
    expect(fault.hits).toBe(5);
  });

  it('takes headers and a body of its own', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({
      on: 'token',
      then: { status: 422, headers: { 'X-Trace': 'abc' }, body: { errors: { apiKey: ['bad'] } } },
    });
    const answer = await authorize();
    expect(answer.status).toBe(422);
    expect(answer.headers.get('x-trace')).toBe('abc');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ errors: { apiKey: ['bad'] } });
  });

  it('204 and null bodies are sent as they are', async () => {
    const { emulator, get } = await bench();
    emulator.misbehave({ on: '/a', then: { status: 204 } });
    emulator.misbehave({ on: '/b', then: { body: null } });
    expect((await get('/a')).status).toBe(204);
    expect(await (await get('/b')).json()).toBeNull();
  });
});

describe('headers alone', () => {
  it('are added to the normal answer', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({
      on: 'token',
      then: { headers: { Age: '30', Date: 'Thu, 15 Jan 2026 12:00:00 GMT' } },
    });
    const answer = await authorize();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('age')).toBe('30');
    expect(answer.headers.get('date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
  });
});

describe('which requests', () => {
  it('are picked by path, template, method or function', async () => {
    const { emulator, get, send } = await bench();
    emulator.misbehave({ on: '/divisions', then: { status: 501 } });
    emulator.misbehave({ on: '/shipments/{id}', then: { status: 502 } });
    emulator.misbehave({ on: '/shipments', method: 'post', then: { status: 503 } });
    emulator.misbehave({ on: (request) => request.query['limit'] === '7', then: { status: 504 } });
    expect((await get('/divisions')).status).toBe(501);
    expect((await get('/divisions/')).status).toBe(501);
    expect((await get('/shipments/17')).status).toBe(502);
    expect((await send('POST', '/shipments', {})).status).toBe(503);
    expect((await get('/shipments')).status).toBe(401);
    expect((await get('/shipments?limit=7')).status).toBe(504);
    expect((await get('/clients/authorization')).status).toBe(422);
  });

  it('go to the first misbehaviour that matches; a used-up one makes way', async () => {
    const { emulator, authorize } = await bench();
    const first = emulator.misbehave({ on: 'token', times: 1, then: { status: 500 } });
    const second = emulator.misbehave({ on: 'token', times: 1, then: { status: 502 } });
    expect([(await authorize()).status, (await authorize()).status, (await authorize()).status]).toEqual([
      500, 502, 200,
    ]);
    expect([first.hits, second.hits]).toEqual([1, 1]);
  });

  it('are all normal again after behave()', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({ on: 'token', then: { status: 500 } });
    emulator.misbehave({ on: 'token', then: { reset: true } });
    emulator.behave();
    expect((await authorize()).status).toBe(200);
  });

  it('a function that throws is told as the emulator failing, not as a hang', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({
      on: () => {
        throw new Error('oops in the test');
      },
      then: { status: 500 },
    });
    const answer = await authorize();
    expect(answer.status).toBe(500);
    expect(await answer.text()).toMatch(/emulator itself failed.*oops in the test/);
  });
});

describe('hang', () => {
  it('never answers, until released', async () => {
    const { emulator, authorize } = await bench();
    const fault = emulator.hangTokenRequests(2);
    const answers = [authorize(), authorize()];
    await emulator.waitForRequests(2, 'token');
    expect(emulator.requests.map(({ status }) => status)).toEqual([undefined, undefined]);
    expect(emulator.sessions).toHaveLength(0);
    // Others are served meanwhile.
    expect((await authorize()).status).toBe(200);
    fault.release();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('shows a client that gives up as aborted', async () => {
    const { emulator, authorize } = await bench();
    const fault = emulator.hangTokenRequests();
    const abort = new AbortController();
    const request = failureOf(
      fetch(`${emulator.baseURL}/clients/authorization?apiKey=x`, { signal: abort.signal }),
    );
    const [record] = await emulator.waitForRequests(1);
    expect(record?.aborted).toBe(false);
    abort.abort();
    expect(await request).not.toBe('none');
    fault.remove();
    // The server learns of the closed socket a moment later; one more round trip is enough of a moment.
    for (let turn = 0; turn < 50 && record?.aborted === false; turn += 1) await authorize();
    expect(record?.aborted).toBe(true);
    expect(record?.status).toBeUndefined();
  });

  it('ends with stop(), and is not the client’s fault then', async () => {
    const { emulator, authorize } = await bench();
    emulator.hangTokenRequests();
    const answer = failureOf(authorize());
    const [record] = await emulator.waitForRequests(1);
    await emulator.stop();
    expect(await answer).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(record?.aborted).toBe(false);
  });
});

describe('slowness', () => {
  it('delayMs: a request is answered after one that came later', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({ on: 'token', times: 1, then: { delayMs: 1_000 } });
    const answered: string[] = [];
    const slow = authorize().then(({ status }) => answered.push(`slow ${String(status)}`));
    await emulator.waitForRequests(1);
    answered.push(`quick ${String((await authorize()).status)}`);
    await slow;
    expect(answered).toEqual(['quick 200', 'slow 200']);
  });

  it('waits for a promise, be it kept or broken', async () => {
    const { emulator, authorize } = await bench();
    let goOn = (): void => undefined;
    let fail = (): void => undefined;
    const kept = new Promise<void>((resolve) => (goOn = resolve));
    const broken = new Promise<void>((_, reject) => {
      fail = () => {
        reject(new Error('no'));
      };
    });
    emulator.misbehave({ on: 'token', times: 1, then: { until: kept } });
    emulator.misbehave({ on: 'token', times: 1, then: { until: broken } });
    const answers = [authorize(), authorize()];
    const records = await emulator.waitForRequests(2);
    expect(records.some(({ status }) => status !== undefined)).toBe(false);
    goOn();
    fail();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('combines with an outcome', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({ on: 'token', then: { delayMs: 1, status: 503 } });
    expect((await authorize()).status).toBe(503);
  });

  it('checks the token after the wait, or before it with afterWork', async () => {
    const { emulator, get, token } = await bench();
    let goOn = (): void => undefined;
    const until = new Promise<void>((resolve) => (goOn = resolve));
    emulator.misbehave({ on: '/divisions', then: { until } });
    emulator.misbehave({ on: '/shipments', then: { until, afterWork: true } });
    const value = await token();
    const answers = [get('/divisions', value), get('/shipments', value)];
    await emulator.waitForRequests(2, 'api');
    emulator.revokeAllTokens();
    goOn();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 200]);
  });
});

describe('garbage', () => {
  it('is a web page with status 200', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({ on: 'token', then: { body: '<html>maintenance</html>' } });
    const answer = await authorize();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(await answer.text()).toBe('<html>maintenance</html>');
  });

  it('has the content type and status it is given', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({
      on: 'token',
      then: { body: '{"jwt":', contentType: 'application/json', status: 203 },
    });
    const answer = await authorize();
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      203,
      'application/json',
      '{"jwt":',
    ]);
  });
});

describe('reset', () => {
  it('destroys the socket after the request was read', async () => {
    const { emulator, send, token } = await bench();
    emulator.misbehave({ on: '/shipments', then: { reset: true } });
    const value = await token();
    expect(await failureOf(send('POST', '/shipments', SHIPMENT, value))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    const record = emulator.requests.at(-1);
    expect(record?.body).toEqual(SHIPMENT);
    expect(record?.status).toBeUndefined();
    expect(record?.aborted).toBe(false);
  });

  it('leaves the work undone, or done with afterWork', async () => {
    const { emulator, get, send, token } = await bench();
    const value = await token();
    const count = async (): Promise<number> =>
      ((await (await get('/shipments?clientOrder=order-1', value)).json()) as { total: number }).total;
    emulator.misbehave({ on: '/shipments', method: 'POST', times: 1, then: { reset: true } });
    await failureOf(send('POST', '/shipments', SHIPMENT, value));
    expect(await count()).toBe(0);
    emulator.misbehave({
      on: '/shipments',
      method: 'POST',
      times: 1,
      then: { reset: true, afterWork: true },
    });
    await failureOf(send('POST', '/shipments', SHIPMENT, value));
    expect(await count()).toBe(1);
  });
});

describe('truncate', () => {
  it('announces more than it sends', async () => {
    const { emulator, get, token } = await bench();
    emulator.misbehave({ on: '/divisions', then: { truncate: true } });
    const answer = await get('/divisions', await token());
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(1000);
    expect(await failureOf(answer.text())).toMatch(/UND_ERR_SOCKET|ECONNRESET|terminated/);
    expect(emulator.requests.at(-1)).toMatchObject({ status: 200, aborted: false });
  });
});

describe('redirect', () => {
  it.each([
    [undefined, 302],
    [307, 307],
    [308, 308],
  ])('with status %s gives %d', async (status, expected) => {
    const { emulator } = await bench();
    emulator.misbehave({
      on: 'token',
      then: { redirect: 'https://elsewhere.example/x', ...(status && { status }) },
    });
    const answer = await fetch(`${emulator.baseURL}/clients/authorization?apiKey=x`, { redirect: 'manual' });
    expect(answer.status).toBe(expected);
    expect(answer.headers.get('location')).toBe('https://elsewhere.example/x');
  });
});

describe('token', () => {
  it('signs claims that are handed back, and they are a real session', async () => {
    const { emulator, get, token } = await bench();
    emulator.misbehave({
      on: 'token',
      then: { token: (claims) => ({ ...claims, exp: claims.iat + 86_400, src: 'api2' }) },
    });
    const value = await token();
    expect(claimsOf(value)).toMatchObject({ src: 'api2', exp: claimsOf(value).iat + 86_400 });
    expect((await get('/divisions', value)).status).toBe(200);
    expect(emulator.sessions).toHaveLength(1);
  });

  it('can be expired from the start', async () => {
    const { emulator, get, token } = await bench();
    emulator.misbehave({ on: 'token', then: { token: (claims) => ({ ...claims, exp: claims.iat - 1 }) } });
    expect((await get('/divisions', await token())).status).toBe(401);
  });

  it.each([['text'], ['two\r\nlines'], [null], [42], ['x'.repeat(1_000_000)]])('can be %j', async (jwt) => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({ on: 'token', then: { token: () => jwt } });
    expect(((await (await authorize()).json()) as { jwt: unknown }).jwt === jwt).toBe(true);
    expect(emulator.sessions).toHaveLength(0);
  });

  it('can be missing, and does not help a wrong key', async () => {
    const { emulator, authorize } = await bench();
    emulator.misbehave({ on: 'token', then: { token: () => undefined } });
    expect(await (await authorize()).json()).toEqual({});
    expect((await authorize('wrong-key')).status).toBe(401);
  });
});

describe('short forms', () => {
  it('failTokenRequests', async () => {
    const { emulator, authorize } = await bench();
    emulator.failTokenRequests(1);
    emulator.failTokenRequests(1, 403, { 'X-Why': 'edge' });
    const answers = [await authorize(), await authorize(), await authorize()];
    expect(answers.map(({ status }) => status)).toEqual([503, 403, 200]);
    expect(answers[1]?.headers.get('x-why')).toBe('edge');
  });

  it('throttle', async () => {
    const { emulator, authorize, get } = await bench();
    emulator.throttle({ on: 'token', retryAfterSeconds: 120, times: 1 });
    const limited = await authorize();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '120']);
    expect((await authorize()).status).toBe(200);
    const all = emulator.throttle();
    const answer = await get('/divisions');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
    all.remove();
  });
});

describe('what makes no sense', () => {
  it.each([
    [{ on: 'token', then: {} }, /`then` is empty/],
    [{ on: 'token', then: { reset: true, truncate: true } }, /reset and truncate exclude each other/],
    [{ on: 'token', then: { status: 500, token: () => null } }, /status\/body and token exclude/],
    [{ on: 'token', times: -1, then: { status: 500 } }, /times must be a whole number/],
    [{ on: 'divisions', then: { status: 500 } }, /picks no requests.*starts with a slash/],
  ])('is refused: %j', async (options, message) => {
    const { emulator } = await bench();
    expect(() => emulator.misbehave(options as never)).toThrow(message);
  });
});
