import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { inspect } from 'node:util';
import axios, { type InternalAxiosRequestConfig } from 'axios';
import { afterEach, describe, expect, it } from '@jest/globals';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { closeAfterTest, startApp, startEmulator } from '../support/app-setup.js';
import { FIXED_TOKEN, fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer } from '../support/foreign-server.js';
import { rejection } from '../support/token-setup.js';

describe('agents and proxies', () => {
  it('an agent that carries another call at the moment does not show that call’s token in an answer or error', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    const token = (await tokens.getToken()).reveal();
    const httpAgent = new HttpAgent({ keepAlive: true });
    closeAfterTest(async () => {
      httpAgent.destroy();
    });
    const hanging = emulator.misbehave({ on: '/shipments', then: { hang: true } });
    const slow = http.axiosRef.get('shipments', { httpAgent });
    await emulator.waitForRequests(1, '/shipments');
    // Without this the test would look at an agent that has nothing to show.
    expect(inspect(httpAgent, { depth: 10, showHidden: true })).toContain(token);
    const answer = await http.axiosRef.get('divisions', { params: { limit: 1 }, httpAgent });
    const error = await rejection(http.axiosRef.get('divisions', { params: { limit: 'x' }, httpAgent }));
    expectNoSecrets(answer, { token });
    expectNoSecrets([error, (error as { response?: unknown }).response], { token });
    hanging.release();
    await slow;
  });

  it('http.httpsAgent and http.proxy reach the transport, also when an answer’s configuration is sent again, and show nowhere', async () => {
    const emulator = await startEmulator();
    const proxy = {
      host: '127.0.0.1',
      port: 9,
      auth: { username: 'u', password: 'canary-proxy-password-1a2b3c4d' },
    };
    const httpsAgent = Object.assign(new HttpsAgent(), { passphrase: 'canary-agent-passphrase-1a2b3c4d' });
    const sent: InternalAxiosRequestConfig[] = [];
    const transport = (config: InternalAxiosRequestConfig) => {
      sent.push(config);
      return axios.getAdapter('http')({ ...config, proxy: false });
    };
    const { http } = await startApp(emulator, { http: { proxy, httpsAgent, transport } });
    const answer = await http.axiosRef.get('divisions', { params: { limit: 1 } });
    const again = await http.axiosRef.request(answer.config);
    expect(again.status).toBe(200);
    // One of them is the token request.
    expect(sent.map((config) => config.httpsAgent as unknown)).toEqual([httpsAgent, httpsAgent, httpsAgent]);
    expect(sent.map((config) => config.proxy)).toEqual([proxy, proxy, proxy]);
    const error = await rejection(http.axiosRef.get('divisions', { params: { limit: 'x' } }));
    expectNoSecrets([answer, again, error, http, http.axiosRef.defaults], {
      proxy: proxy.auth.password,
      agent: httpsAgent.passphrase,
    });
  });

  it('http.proxy is used', async () => {
    const proxyServer = await startForeignServer();
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, {
      apiKey: undefined,
      scheme: fixedScheme(),
      baseURL: 'http://nova-post.example/v.1.0',
      allowInsecureHttp: true,
      http: { proxy: { host: '127.0.0.1', port: proxyServer.port, protocol: 'http' } },
    });
    await http.axiosRef.get('divisions');
    expect(proxyServer.seen.map(({ url }) => url)).toEqual(['http://nova-post.example/v.1.0/divisions']);
  });
});

describe('the global axios of the host application', () => {
  const pristine = { ...axios.defaults };
  const pristineCommon = { ...axios.defaults.headers.common };

  afterEach(() => {
    for (const name of Object.keys(axios.defaults)) Reflect.deleteProperty(axios.defaults, name);
    Object.assign(axios.defaults, pristine);
    axios.defaults.headers.common = pristineCommon;
  });

  it('lends nothing to API calls and token requests', async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer();
    axios.defaults.headers.common.Authorization = 'Bearer canary-host-token-1a2b3c4d';
    axios.defaults.headers.common['X-Host'] = 'host';
    Object.assign(axios.defaults, {
      baseURL: foreign.origin,
      auth: { username: 'host', password: 'canary-host-password-1a2b3c4d' },
      params: { tenant: 'host' },
      data: { tenant: 'host' },
      validateStatus: () => false,
      responseType: 'stream',
      proxy: { host: '127.0.0.1', port: foreign.port, protocol: 'http' },
      socketPath: '/nowhere.sock',
      signal: AbortSignal.abort(),
      maxRedirects: 0,
      adapter: () => Promise.reject(new Error('the adapter of the host')),
    });
    const { http, tokens } = await startApp(emulator);
    const { status, data } = await http.axiosRef.get<{ items: unknown[] }>('divisions');
    expect(status).toBe(200);
    expect(data.items.length).toBeGreaterThan(0);
    expect(foreign.seen).toEqual([]);
    const [tokenRequest, call] = emulator.requests;
    expect(tokenRequest?.headers.authorization).toBeUndefined();
    expect(call?.headers.authorization).toBe((await tokens.getToken()).reveal());
    for (const request of emulator.requests) {
      expect(request.headers).not.toHaveProperty('x-host');
      expect(request.url).not.toContain('tenant');
      expect(request.rawBody).toHaveLength(0);
    }
  });

  it('an instance made of ours has the token, the errors and the defaults of ours, and nothing of the host', async () => {
    axios.defaults.headers.common.Authorization = 'Bearer canary-host-token-1a2b3c4d';
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    http.axiosRef.defaults.headers.common['X-Mine'] = 'mine';
    const child = http.axiosRef.create({ params: { limit: 1 } }).create({ headers: { 'X-Child': 'child' } });
    emulator.revokeAllTokens();
    expect((await child.get<{ items: unknown[] }>('divisions')).data.items).toHaveLength(1);
    expect(emulator.apiRequests[0]?.headers).toMatchObject({
      authorization: (await tokens.getToken()).reveal(),
      'x-mine': 'mine',
      'x-child': 'child',
    });
    expect(await rejection(child.get('nowhere'))).toMatchObject({ name: 'NovaPostNotFoundError' });
  });
});

describe('allowAbsoluteUrls: false', () => {
  it('an absolute URL becomes a path below the base, with the token', async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer();
    const { http } = await startApp(emulator, { apiKey: undefined, scheme: fixedScheme() });
    await rejection(http.axiosRef.get(`${foreign.origin}/divisions`, { allowAbsoluteUrls: false }));
    expect(foreign.seen).toEqual([]);
    expect(emulator.apiRequests).toHaveLength(1);
    expect(emulator.apiRequests[0]?.headers.authorization).toBe(FIXED_TOKEN);
  });
});
