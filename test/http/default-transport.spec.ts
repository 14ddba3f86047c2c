import { execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import https from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NovaPostHttpService, NovaPostModule, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { undiciTransport } from 'nestjs-nova-post/undici';
import { closeAfterTest, startApp, startEmulator, startModule } from '../support/app-setup.js';
import { CERTIFICATE } from '../support/certificate.js';
import { compile, type Compiled } from '../support/compile.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { startAndCollectWarnings } from '../support/start-warnings.js';
import { rejection } from '../support/token-setup.js';

let byUndici: string[] = [];
const onRequest = (message: unknown) => {
  const { origin, path } = (message as { request: { origin: string | URL; path: string } }).request;
  if (servers.has(new URL(origin).origin)) byUndici.push(path);
};
/** Origins of this test: what earlier tests of the process left running is seen as well. */
const servers = new Set<string>();
beforeEach(() => {
  byUndici = [];
  servers.clear();
  subscribe('undici:request:create', onRequest);
});
afterEach(() => {
  unsubscribe('undici:request:create', onRequest);
});

/** A server that speaks TLS with a certificate of its own, and counts its connections. */
async function startTls(): Promise<{ readonly baseURL: string; readonly connections: () => number }> {
  let opened = 0;
  const server = https.createServer(CERTIFICATE, (request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ url: request.url }));
  });
  server.on('secureConnection', () => (opened += 1));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closeAfterTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  const baseURL = `https://localhost:${(server.address() as AddressInfo).port}`;
  servers.add(baseURL);
  return { baseURL, connections: () => opened };
}

async function watchedEmulator() {
  const emulator = await startEmulator();
  servers.add(new URL(emulator.baseURL).origin);
  return emulator;
}

async function startOn(baseURL: string, options: Partial<NovaPostModuleOptions>) {
  const token = { startMode: 'lazy' as const };
  return startModule(NovaPostModule.forRoot({ baseURL, scheme: fixedScheme(), token, ...options }));
}

describe('Where undici is installed', () => {
  it('calls go by it, and token requests, whose URL holds the key, do not', async () => {
    const emulator = await watchedEmulator();
    const { http } = await startApp(emulator, { http: { transport: undefined } });
    await http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(byUndici).toEqual(['/v.1.0/divisions?limit=1']);
    expect(emulator.tokenRequests).toHaveLength(1);
  });

  it("http.transport 'http' chooses axios' own", async () => {
    const emulator = await watchedEmulator();
    const { http } = await startApp(emulator, { http: { transport: 'http' } });
    expect((await http.axiosRef.get('divisions')).status).toBe(200);
    expect(byUndici).toEqual([]);
  });

  it('http.httpsAgent works as in axios: its certificates count', async () => {
    const { baseURL } = await startTls();
    const httpsAgent = new https.Agent({ ca: CERTIFICATE.cert, keepAlive: true });
    const trusting = await startOn(baseURL, { http: { httpsAgent } });
    expect((await trusting.http.axiosRef.get('divisions')).data).toEqual({ url: '/divisions' });
    expect(byUndici).toEqual([]);
    httpsAgent.destroy();
  });

  it('httpsAgent, httpAgent and the like of one call work as in axios', async () => {
    const { baseURL } = await startTls();
    const { http: calls } = await startOn(baseURL, { retry: false });
    expect(await rejection(calls.axiosRef.get('divisions'))).toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    byUndici = [];
    const httpsAgent = new https.Agent({ ca: CERTIFICATE.cert });
    expect((await calls.axiosRef.get('divisions', { httpsAgent })).status).toBe(200);
    const emulator = await watchedEmulator();
    const app = await startApp(emulator);
    const httpAgent = new http.Agent();
    expect((await app.http.axiosRef.get('divisions', { httpAgent, maxRate: 1_000_000 })).status).toBe(200);
    expect(byUndici).toEqual([]);
  });

  it('undiciTransport() given as http.transport refuses them, and takes its connect for token requests too', async () => {
    const { baseURL } = await startTls();
    const transport = undiciTransport({ connect: { ca: CERTIFICATE.cert } });
    const { http: calls } = await startOn(baseURL, { http: { transport } });
    expect((await calls.axiosRef.get('divisions')).status).toBe(200);
    expect(byUndici).toEqual(['/divisions']);
    const refused = await rejection(calls.axiosRef.get('divisions', { httpsAgent: new https.Agent() }));
    expect(refused.message).toMatch(/httpsAgent.*give certificates as `connect` to undiciTransport/);
    // This server is no token endpoint: the token request has come to it, and got an answer without a token.
    const byKey = await startOn(baseURL, {
      scheme: undefined,
      apiKey: 'canary-api-key-9f8e7d6c5b4a',
      http: { transport },
    });
    expect(await rejection(byKey.tokens.getToken())).toMatchObject({ reason: 'malformed-reply' });
    expect(byUndici).toHaveLength(1);
  });
});

describe('One call of a process in which undici', () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compile('test/http/default-transport-process.ts');
  });
  afterAll(() => compiled.remove());

  it.each([
    ['is not installed', 'missing', 0],
    ['is of a version below 7.15', 'old', 0],
    ['is installed', 'installed', 1],
  ])(
    '%s goes by it where its version is supported, and by axios’ own otherwise; after app.close() nothing keeps the process',
    async (_what, undici, requests) => {
      const emulator = await watchedEmulator();
      const order = { baseURL: emulator.baseURL, apiKey: emulator.apiKey, undici };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(compiled.folder, 'test/http/default-transport-process.js')],
        { env: { ...process.env, NODE_OPTIONS: '', ORDER: JSON.stringify(order) } },
      );
      expect(JSON.parse(stdout)).toEqual({ status: 200, byUndici: requests, held: [] });
    },
  );
});

describe('An httpsAgent that keeps no connections', () => {
  async function startWith(baseURL: string, httpsAgent: https.Agent) {
    const options = { baseURL, scheme: fixedScheme(), http: { httpsAgent } };
    const { app, warnings } = await startAndCollectWarnings([
      NovaPostModule.forRoot(options),
      NovaPostModule.forRoot({ ...options, name: 'second' }),
    ]);
    const { axiosRef } = app.get(NovaPostHttpService);
    for (let call = 0; call < 3; call += 1) await axiosRef.get('divisions');
    return warnings;
  }

  it('is warned of once at the start, with the cure, and the cure cures it', async () => {
    const { baseURL, connections } = await startTls();
    expect(await startWith(baseURL, new https.Agent({ ca: CERTIFICATE.cert }))).toEqual([
      expect.stringMatching(/http\.httpsAgent.*keepAlive: true.*undiciTransport/),
    ]);
    expect(connections()).toBe(3);
    const cured = await startTls();
    const httpsAgent = new https.Agent({ ca: CERTIFICATE.cert, keepAlive: true });
    expect(await startWith(cured.baseURL, httpsAgent)).toEqual([]);
    expect(cured.connections()).toBe(1);
    httpsAgent.destroy();
  });
});
