import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import FormDataStream from 'form-data';
import { firstValueFrom } from 'rxjs';
import { TestClock, type NovaPostEmulator } from 'nestjs-nova-post/testing';
import { startApp, startEmulator, type NovaPostApp } from '../support/app-setup.js';
import { until } from '../support/until.js';
import { rejection } from '../support/token-setup.js';

/** With a token that is not so new that the API's servers may have yet to learn of it. */
async function setUp(): Promise<NovaPostApp & { emulator: NovaPostEmulator }> {
  const clock = new TestClock();
  const emulator = await startEmulator({ clock });
  const app = await startApp(emulator, { clock, retry: false });
  await app.tokens.getToken();
  await clock.advance(60_000);
  return { ...app, emulator };
}

describe('a token the API rejects', () => {
  it('G1 100 requests in flight get 401: one refresh, 100 replays, 100 answers', async () => {
    const { http, emulator } = await setUp();
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    const held = emulator.misbehave({ on: '/divisions', times: 100, then: { until: gate } });
    const calls = Promise.all(
      Array.from({ length: 100 }, (_, page) =>
        http.axiosRef.get('divisions', { params: { limit: 1, page: page + 1 } }),
      ),
    );
    await emulator.waitForRequests(100, '/divisions');
    expect(held.hits).toBe(100);
    emulator.revokeAllTokens();
    openGate();
    const answers = await calls;
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
    expect(emulator.tokenRequests).toHaveLength(2);
    expect(emulator.apiRequests.filter(({ status }) => status === 401)).toHaveLength(100);
    expect(emulator.apiRequests.filter(({ status }) => status === 200)).toHaveLength(100);
  });

  it('G2 a late 401 for a token that has been replaced causes no refresh; the call is replayed with the current one', async () => {
    const { http, tokens, emulator } = await setUp();
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.misbehave({ on: '/divisions', times: 1, then: { until: gate } });
    const late = http.axiosRef.get('divisions', { params: { limit: 1 } });
    await emulator.waitForRequests(1, '/divisions');
    emulator.revokeAllTokens();
    await tokens.refresh();
    openGate();
    expect((await late).status).toBe(200);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('G4 a call is replayed once; a second 401 is returned as it is', async () => {
    const { http, emulator } = await setUp();
    emulator.misbehave({
      on: '/divisions',
      then: { status: 401, body: { errors: { errorMessage: 'Invalid token' } } },
    });
    const error = await rejection(http.axiosRef.get('divisions'));
    expect(error).toMatchObject({ name: 'NovaPostApiError', status: 401, code: 'ERR_BAD_REQUEST' });
    expect(emulator.apiRequests).toHaveLength(2);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('G5 an API that always answers 401 forces at most 5 refreshes in 5 minutes, however many requests', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http, tokens } = await startApp(emulator, { clock, retry: false });
    await tokens.getToken();
    await clock.advance(5_000);
    emulator.misbehave({ on: 'api', then: { status: 401 } });
    for (let call = 0; call < 40; call += 1) {
      expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({ status: 401 });
      await clock.advance(5_000);
    }
    expect(emulator.tokenRequests).toHaveLength(1 + 5);
    await clock.advance(5 * 60_000);
    await rejection(http.axiosRef.get('divisions'));
    expect(emulator.tokenRequests).toHaveLength(1 + 6);
  });

  it.each([403, 429])('G6 %s causes no refresh and no replay', async (status) => {
    const { http, emulator } = await setUp();
    emulator.misbehave({ on: 'api', then: { status } });
    expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({ status });
    expect(emulator.apiRequests).toHaveLength(1);
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it.each<[string, () => { data: unknown; headers?: Record<string, string> }]>([
    [
      'a stream',
      () => ({ data: Readable.from(['{"a":', '1}']), headers: { 'content-type': 'application/json' } }),
    ],
    [
      'a multipart stream',
      () => {
        const form = new FormDataStream();
        form.append('file', Readable.from(['bytes']), { filename: 'invoice.pdf' });
        return { data: form };
      },
    ],
  ])('G7 %s is not replayed, and the token is refreshed for the next call', async (_what, body) => {
    const { http, tokens, emulator } = await setUp();
    const before = tokens.status().fingerprint;
    emulator.revokeAllTokens();
    const { data, headers } = body();
    expect(await rejection(http.axiosRef.post('shipments', data, { headers: { ...headers } }))).toMatchObject(
      { status: 401 },
    );
    expect(emulator.apiRequests).toHaveLength(1);
    await emulator.waitForRequests(2, 'token');
    expect((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
    expect(tokens.status().fingerprint).not.toBe(before);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it.each<[string, unknown, string]>([
    ['JSON', { number: 'SHPL0000000001', names: ['Ї', '😀'] }, 'application/json'],
    ['text with spaces around', ' { "a" : 1 } ', 'text/plain'],
    ['a buffer', Buffer.from([0, 255, 13, 10, 128]), 'application/octet-stream'],
    ['a form', new URLSearchParams({ a: 'ї &=', b: '2' }), 'application/x-www-form-urlencoded'],
    ['multipart form data', formWithFile(), ''],
  ])('G8 a replayed body is byte-identical: %s', async (_what, data, contentType) => {
    const { http, emulator } = await setUp();
    emulator.misbehave({ on: '/shipments', times: 1, then: { status: 401 } });
    emulator.misbehave({ on: '/shipments', times: 1, then: { status: 200, body: {} } });
    await http.axiosRef.post(
      'shipments',
      data,
      contentType === '' ? {} : { headers: { 'content-type': contentType } },
    );
    const [first, second] = emulator.apiRequests;
    expect(second?.rawBody.length).toBeGreaterThan(0);
    expect(second?.rawBody.equals(first?.rawBody ?? Buffer.alloc(0))).toBe(true);
    expect(second?.headers['content-type']).toBe(first?.headers['content-type']);
    expect(second?.headers.authorization).not.toBe(first?.headers.authorization);
  });

  it('G8 unsubscribing ends a replay and its socket', async () => {
    const { http, emulator } = await setUp();
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 401 } });
    emulator.misbehave({ on: '/divisions', then: { hang: true } });
    const subscription = http.get('divisions').subscribe({ error: () => undefined });
    await emulator.waitForRequests(2, '/divisions');
    subscription.unsubscribe();
    await until(() => emulator.requests.at(-1)?.aborted === true);
  });

  it('G8 the time limit counts from the first attempt, not from the replay', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http, tokens } = await startApp(emulator, { clock, http: { timeoutMs: 3_000 } });
    await tokens.getToken();
    let openGate: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (openGate = resolve));
    emulator.revokeAllTokens();
    emulator.misbehave({ on: '/divisions', times: 1, then: { until: gate } });
    emulator.misbehave({ on: '/divisions', then: { hang: true } });
    const failed = rejection(http.axiosRef.get('divisions'));
    await emulator.waitForRequests(1, '/divisions');
    await clock.advance(2_000);
    openGate();
    await emulator.waitForRequests(2, '/divisions');
    await clock.advance(1_000);
    expect(await failed).toMatchObject({ name: 'NovaPostNetworkError', code: 'ECONNABORTED' });
  });

  it('G9 the token request is seen by no interceptor of the API client', async () => {
    const { http, tokens, emulator } = await setUp();
    const seen: string[] = [];
    http.axiosRef.interceptors.request.use((config) => {
      seen.push(String(config.url));
      return config;
    });
    await tokens.refresh();
    await http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(seen).toEqual(['divisions']);
    expect(emulator.tokenRequests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it('G10 an Authorization header of the caller is left alone, also after a 401', async () => {
    const { http, emulator } = await setUp();
    const mine = 'mine';
    expect(
      await rejection(http.axiosRef.get('divisions', { headers: { authorization: mine } })),
    ).toMatchObject({ status: 401 });
    expect(emulator.apiRequests.map(({ headers }) => headers.authorization)).toEqual([mine]);
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it('a rejected token that cannot be replaced now gives the reason, not a bare 401', async () => {
    const { http, emulator } = await setUp();
    emulator.revokeAllTokens();
    emulator.failTokenRequests(1, 500);
    expect(await rejection(firstValueFrom(http.get('divisions')))).toMatchObject({
      name: 'NovaPostTokenUnavailableError',
      status: 500,
    });
  });

  it('the replay also works when the caller takes every status', async () => {
    const { http, emulator } = await setUp();
    emulator.revokeAllTokens();
    const { status } = await http.axiosRef.get('divisions', {
      params: { limit: 1 },
      validateStatus: () => true,
    });
    expect(status).toBe(200);
  });

  it('interceptors of the application run once, although the call is replayed', async () => {
    const { http, emulator } = await setUp();
    let runs = 0;
    http.axiosRef.interceptors.request.use((config) => {
      runs += 1;
      return config;
    });
    emulator.revokeAllTokens();
    await http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(runs).toBe(1);
    expect(emulator.apiRequests).toHaveLength(2);
  });
});

function formWithFile(): FormData {
  const form = new FormData();
  form.append('file', new Blob(['bytes'], { type: 'application/pdf' }), 'invoice.pdf');
  return form;
}
