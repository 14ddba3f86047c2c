import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { config, type Observable } from 'rxjs';
import { parse } from 'yaml';
import {
  NovaPostAccounts,
  NovaPostClient,
  NovaPostHttpService,
  NovaPostModule,
  getNovaPostClientToken,
  getNovaPostHttpToken,
  hasUnknownOutcome,
  type NovaPostCall,
} from 'nestjs-nova-post';
import { TestClock, expectNoSecrets, sampleShipment } from 'nestjs-nova-post/testing';
import type { Route } from '../../src/api/contract/operations.js';
import { operationOf } from '../../src/api/operation-names.js';
import { CallEvents } from '../../src/http/call-events.js';
import { CallRecorder } from '../../src/http/call-recorder.js';
import { pathTemplateOf } from '../../src/http/call-record.js';
import { OPERATIONS } from '../api/operations.js';
import { startApi } from '../support/api-setup.js';
import { API_KEY, startApp, startEmulator, startModule } from '../support/app-setup.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';

function recordsOf(calls$: Observable<NovaPostCall>): NovaPostCall[] {
  const records: NovaPostCall[] = [];
  calls$.subscribe((call) => records.push(call));
  return records;
}

describe('calls$', () => {
  it('has one record of a typed call, with the name of its method', async () => {
    const clock = new TestClock();
    const { client, tokens, emulator } = await startApi({ clock }, { clock });
    await tokens.getToken();
    const records = recordsOf(client.calls$);
    await client.divisions.list({ countryCodes: ['PL'], limit: 1 });
    expect(records).toEqual([
      {
        operation: 'divisions.list',
        method: 'GET',
        path: '/divisions',
        origin: new URL(emulator.baseURL).origin,
        account: tokens.status().account,
        startedAt: new Date(clock.now()),
        durationMs: 0,
        status: 200,
        attempts: 1,
        replayed: false,
        tokenWaitMs: 0,
        rateLimitWaitMs: 0,
        outcome: 'succeeded',
        code: undefined,
      },
    ]);
  });

  it('names what the directory of divisions downloads, which lies at no path of the API', async () => {
    const { client } = await startApi({ divisions: 3 });
    const records = recordsOf(client.calls$);
    for await (const change of client.divisions.directory()) expect(change).toBeDefined();
    const names = [...new Set(records.map(({ operation, outcome }) => `${operation} ${outcome}`))];
    expect(names).toEqual(['divisions.versions succeeded', 'divisions.directory succeeded']);
    expect(records.map(({ path }) => path).join()).not.toMatch(/\d/);
  });

  it('names the account that a key is of that has to be read first', async () => {
    const { http, tokens } = await startApi({}, { apiKey: () => Promise.resolve(API_KEY) });
    const before = tokens.status().account;
    const records = recordsOf(http.calls$);
    await http.axiosRef.get('divisions');
    expect(records[0]?.account).toBe(tokens.status().account);
    expect(records[0]?.account).not.toBe(before);
  });

  it('has one record of a raw call, with a path that has no number, no id and no query', async () => {
    const { http } = await startApi();
    const records = recordsOf(http.calls$);
    await rejection(http.axiosRef.put('shipments/1712649', {}, { params: { phone: '48791223344' } }));
    await rejection(http.axiosRef.get('shipments/SHPL6145344878/attachments'));
    expect(records.map(({ operation, path, outcome, status }) => [operation, path, outcome, status])).toEqual(
      [
        ['PUT /shipments/{id}', '/shipments/{id}', 'refused', 422],
        ['GET /shipments/{id}/attachments', '/shipments/{id}/attachments', 'refused', 422],
      ],
    );
    expect(records.map(({ code }) => code)).toEqual(['ERR_BAD_REQUEST', 'ERR_BAD_REQUEST']);
    expect(pathTemplateOf('/a/f47ac10b-58cc-4372-a567-0e02b2c3d479/b%20c/v1/x')).toBe('/a/{id}/{id}/{id}/x');
    expect(pathTemplateOf(`/${'abcdefgh'.repeat(5)}`)).toBe('/{id}');
  });

  it('counts attempts, and tells of a replay with another token', async () => {
    const { client, tokens, emulator } = await startApi({}, { retry: { retries: 2, baseDelayMs: 0 } });
    await tokens.getToken();
    const records = recordsOf(client.calls$);
    emulator.misbehave({ on: '/divisions', times: 2, then: { status: 502 } });
    await client.divisions.list();
    emulator.revokeAllTokens();
    await client.divisions.list();
    expect(records).toMatchObject([
      { attempts: 3, replayed: false, status: 200, outcome: 'succeeded' },
      { attempts: 2, replayed: true, status: 200, outcome: 'succeeded' },
    ]);
  });

  it('says how long the call waited for a token and for its turn', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, {
      clock,
      rateLimit: { requests: 1, perMs: 5_000 },
      http: { timeoutMs: 0 },
    });
    const records = recordsOf(http.calls$);
    let answer: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (answer = resolve));
    emulator.misbehave({ on: 'token', times: 1, then: { until: gate } });
    const first = http.axiosRef.get('divisions');
    await emulator.waitForRequests(1, 'token');
    await clock.advance(300);
    answer();
    await first;
    const second = http.axiosRef.get('divisions');
    while (records.length < 2) await clock.advance(1_000, () => new Promise((r) => setImmediate(r)));
    await second;
    expect(records[0]).toMatchObject({ tokenWaitMs: 300, rateLimitWaitMs: 0, durationMs: 300 });
    expect(records[1]).toMatchObject({ tokenWaitMs: 0, rateLimitWaitMs: 5_100 });
  });

  it('says how a call ended', async () => {
    const { client, http, tokens, emulator } = await startApi(
      {},
      { rateLimit: { requests: 5, perMs: 3_600_000 } },
    );
    await tokens.getToken();
    const records = recordsOf(client.calls$);
    recordsOf(http.calls$);
    const failing = (then: object, send: () => Promise<unknown>) => {
      const handle = emulator.misbehave({ on: 'api', times: 1, then });
      return rejection(send()).finally(() => handle.remove());
    };
    const create = () => client.shipments.create(sampleShipment());
    const list = (signal?: AbortSignal) => client.divisions.list({}, { signal });
    expect(hasUnknownOutcome(await failing({ reset: true }, create))).toBe(true);
    expect(hasUnknownOutcome(await failing({ body: '<p>', afterWork: true }, create))).toBe(true);
    await failing({ reset: true }, list);
    await failing({ status: 503 }, list);
    const controller = new AbortController();
    const sent = failing({ hang: true }, () => list(controller.signal));
    await emulator.waitForRequests(5, 'api');
    controller.abort();
    await sent;
    await rejection(list());
    await rejection(list());
    expect(records.map(({ outcome, status, attempts, code }) => [outcome, status, attempts, code])).toEqual([
      ['unknown', undefined, 1, 'ECONNRESET'],
      ['unknown', 200, 1, 'ERR_BAD_RESPONSE'],
      ['failed', undefined, 1, 'ECONNRESET'],
      ['failed', 503, 1, 'ERR_BAD_RESPONSE'],
      ['aborted', undefined, 1, 'ERR_CANCELED'],
      ['failed', undefined, 0, 'NOVA_POST_RATE_LIMIT'],
      ['failed', undefined, 0, 'NOVA_POST_RATE_LIMIT'],
    ]);
  });

  it('has a record of calls that were never sent', async () => {
    const { http, emulator } = await startApi();
    const records = recordsOf(http.calls$);
    await rejection(http.axiosRef.get('http://api.example.com/divisions/7'));
    emulator.misbehave({ on: 'token', then: { status: 401 } });
    await rejection(http.axiosRef.get('divisions'));
    expect(records.map(({ path, outcome, attempts, code }) => [path, outcome, attempts, code])).toEqual([
      ['/divisions/{id}', 'failed', 0, 'NOVA_POST_INSECURE_URL'],
      ['/divisions', 'failed', 0, 'NOVA_POST_CREDENTIALS'],
    ]);
  });

  it('is each service’s own; that of NovaPostAccounts has the calls of all its accounts', async () => {
    const emulator = await startEmulator();
    const polishKey = emulator.addApiKey();
    const options = { baseURL: emulator.baseURL, token: { startMode: 'lazy' as const } };
    const { app, http } = await startModule(
      NovaPostModule.forRoot({ ...options, apiKey: API_KEY }),
      NovaPostModule.forRoot({ ...options, name: 'poland', apiKey: polishKey }),
    );
    const client = app.get(NovaPostClient);
    const poland = {
      http: app.get<NovaPostHttpService>(getNovaPostHttpToken('poland')),
      client: app.get<NovaPostClient>(getNovaPostClientToken('poland')),
    };
    const accounts = app.get(NovaPostAccounts);
    const merchant = accounts.use({ apiKey: API_KEY });
    const found = [http, client, poland.http, poland.client, merchant.http, merchant.client, accounts].map(
      ({ calls$ }) => recordsOf(calls$),
    );
    await http.axiosRef.get('divisions');
    await client.divisions.list();
    await poland.http.axiosRef.get('divisions');
    await poland.client.divisions.list();
    await merchant.http.axiosRef.get('divisions');
    await merchant.client.divisions.list();
    expect(found.map((records) => records.map(({ operation }) => operation))).toEqual([
      ['GET /divisions'],
      ['divisions.list'],
      ['GET /divisions'],
      ['divisions.list'],
      ['GET /divisions'],
      ['divisions.list'],
      ['GET /divisions', 'divisions.list'],
    ]);
    expect(new Set(found.flat().map(({ account }) => account)).size).toBe(2);
  });

  it('is emitted in the async context of the call', async () => {
    const { http } = await startApi();
    const request = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    http.calls$.subscribe(() => seen.push(request.getStore()));
    await Promise.all(
      ['a', 'b'].map((id) => request.run(id, () => http.axiosRef.get('divisions', { params: { limit: 1 } }))),
    );
    expect(seen.sort()).toEqual(['a', 'b']);
  });

  it('a listener that throws fails no call, and RxJS reports its error', async () => {
    const { client, http } = await startApi();
    const reported: unknown[] = [];
    config.onUnhandledError = (error) => reported.push(error);
    const broken = () => {
      throw new Error('broken listener');
    };
    client.calls$.subscribe(broken);
    http.calls$.subscribe(broken);
    const other = recordsOf(client.calls$);
    expect((await client.divisions.list({ limit: 1 })).items).toHaveLength(1);
    expect((await http.axiosRef.get('divisions')).status).toBe(200);
    await until(() => reported.length === 2);
    config.onUnhandledError = null;
    expect(other).toHaveLength(1);
  });

  it('records nothing while there is no subscriber', async () => {
    const calls = new CallEvents(new CallEvents());
    expect(CallRecorder.of({} as never, { calls } as never)).toBeUndefined();
    const subscription = calls.calls$.subscribe();
    expect(calls.isWatched).toBe(true);
    subscription.unsubscribe();
    expect(calls.isWatched).toBe(false);
  });

  it('holds no secret and nothing of what was sent', async () => {
    const { client, http, emulator, tokens } = await startApi();
    const records = [client, http].map(({ calls$ }) => recordsOf(calls$));
    await client.shipments.create({ ...sampleShipment(), note: 'canary-note-5f6e7d8c' });
    const token = (await tokens.getToken()).reveal();
    await rejection(http.axiosRef.get(`divisions/${API_KEY}/x`, { params: { apiKey: API_KEY } }));
    await rejection(http.axiosRef.get(`${emulator.baseURL}/divisions?jwt=${token}#${token}`));
    emulator.misbehave({ on: 'token', then: { status: 401, body: { error: API_KEY } } });
    await tokens.invalidate();
    await rejection(client.divisions.list());
    expect(records.map(({ length }) => length)).toEqual([2, 2]);
    expectNoSecrets(records, { apiKey: API_KEY, token, note: 'canary-note-5f6e7d8c' });
  });

  it('calls each operation of the contract as the table of operations does', () => {
    const { paths } = parse(readFileSync('contract/openapi.yaml', 'utf8')) as {
      paths: Record<string, Record<string, { operationId?: string }>>;
    };
    const named = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).flatMap(([verb, { operationId }]) =>
        operationId === undefined
          ? []
          : [[operationId, operationOf(`${verb.toUpperCase()} ${path}` as Route).name]],
      ),
    );
    const methods = OPERATIONS.map(({ operation, method }) => [operation, method.split(',')[0]]);
    expect(named.sort()).toEqual(
      methods
        .map(([id, method]) => [id, method?.replace('ConfigurableTokenService.', '')])
        .sort(([a], [b]) => (a! < b! ? -1 : 1)),
    );
  });
});
