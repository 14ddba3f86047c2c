import axios, { type AxiosAdapter } from 'axios';
import oldAxios from 'axios-1.18';
import { afterEach, describe, expect, it } from '@jest/globals';
import { passwordScheme, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { undiciTransport } from 'nestjs-nova-post/undici';
import { transportOf } from '../../src/http/transport.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { startApp, startEmulator, startTokenServices } from '../support/app-setup.js';
import { startForeignServer, type ForeignServer } from '../support/foreign-server.js';
import { API_KEY, SCHEME_KINDS } from '../support/scheme-kinds.js';
import { rejection } from '../support/token-setup.js';

const PASSWORD = 'canary-password-3c4d5e6f7a8b';
const TRANSPORTS: readonly { name: string; transport: AxiosAdapter | 'http' | undefined }[] = [
  { name: 'the default transport', transport: undefined },
  { name: "http.transport 'http'", transport: 'http' },
  { name: 'undiciTransport', transport: undiciTransport() },
  ...[axios, oldAxios].flatMap((library) =>
    (['http', 'fetch'] as const).map((name) => ({
      name: `the ${name} adapter of axios ${library.VERSION}`,
      transport: library.getAdapter(name) as AxiosAdapter,
    })),
  ),
];

function openTokens(options: NovaPostModuleOptions) {
  const resolved = resolveOptions({ ...options, token: { startMode: 'lazy' } });
  return startTokenServices().open(resolved, transportOf(resolved));
}

async function withRedirect(status: number): Promise<{ endpoint: ForeignServer; elsewhere: ForeignServer }> {
  const elsewhere = await startForeignServer((_request, response) =>
    response.end(JSON.stringify({ token: 'token-of-a-stranger', expires_in: 3600 })),
  );
  const endpoint = await startForeignServer((_request, response) =>
    response.writeHead(status, { location: `${elsewhere.origin}/token` }).end(),
  );
  return { endpoint, elsewhere };
}

describe.each(TRANSPORTS)('H2 a token request over $name', ({ transport }) => {
  it.each([301, 302, 303, 307, 308])('a %i takes no credentials elsewhere', async (status) => {
    for (const kind of SCHEME_KINDS) {
      const { endpoint, elsewhere } = await withRedirect(status);
      const tokens = openTokens({ scheme: kind.scheme(), baseURL: endpoint.origin, http: { transport } });
      expect(await rejection(tokens.getToken())).toMatchObject({ reason: 'redirected' });
      expect([endpoint.seen.length, elsewhere.seen.length]).toEqual([1, 0]);
    }
  });

  it('sends what the endpoint expects', async () => {
    const emulator = await startEmulator({ password: PASSWORD });
    const { tokens } = await startApp(emulator, { http: { transport } });
    await tokens.getToken();
    const byPassword = openTokens({
      baseURL: emulator.passwordBaseURL,
      scheme: passwordScheme({
        tokenURL: emulator.passwordTokenURL,
        username: emulator.username,
        password: emulator.password,
      }),
      http: { transport },
    });
    await byPassword.getToken();
    const [, login] = emulator.tokenRequests;
    expect(login?.body).toEqual({ username: emulator.username, password: emulator.password });
  });
});

describe('H2 what an application has set for all of axios', () => {
  const before = { ...axios.defaults };
  afterEach(() => {
    for (const name of Object.keys(axios.defaults)) Reflect.deleteProperty(axios.defaults, name);
    Object.assign(axios.defaults, before);
  });

  it('decides nothing about a token request', async () => {
    const emulator = await startEmulator();
    const foreign = await startForeignServer();
    const seen: unknown[] = [];
    Object.assign(axios.defaults, {
      allowAbsoluteUrls: false,
      baseURL: foreign.origin,
      maxRedirects: 5,
      params: { foreign: 1 },
      transformRequest: [(data: unknown) => (seen.push(data), data)],
      transformResponse: [(data: unknown) => (seen.push(data), data)],
      paramsSerializer: { serialize: () => 'foreign' },
      adapter: () => Promise.reject(new Error('the adapter of the application')),
      maxContentLength: 1,
      timeout: 1,
      auth: { username: 'u', password: 'p' },
    });
    const { tokens } = await startApp(emulator);
    await tokens.getToken();
    expect(seen).toEqual([]);
    expect(foreign.seen).toEqual([]);
    expect(emulator.tokenRequests).toHaveLength(1);
    expect(emulator.tokenRequests[0]?.headers.authorization).toBeUndefined();
  });

  it('does not let a plain http URL out', async () => {
    axios.defaults.allowAbsoluteUrls = false;
    const sent: unknown[] = [];
    const transport = (config: unknown) => (sent.push(config), Promise.reject(new Error('sent')));
    const tokenURL = 'http://auth.example.com/token';
    // As a scheme of one's own, which does not say before where it sends its requests.
    const scheme = { ...passwordScheme({ tokenURL, username: 'u', password: PASSWORD }), urls: undefined };
    const tokens = openTokens({ scheme, baseURL: 'https://api.example.com', http: { transport } });
    expect(await rejection(tokens.getToken())).toMatchObject({ name: 'NovaPostInsecureUrlError' });
    expect(sent).toEqual([]);
  });
});

describe('a proxy of the environment', () => {
  const saved = { ...process.env };
  afterEach(() => {
    for (const name of ['HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy']) {
      const value = saved[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  async function startProxy(): Promise<ForeignServer> {
    const proxy = await startForeignServer((_request, response) => response.writeHead(502).end());
    process.env['HTTP_PROXY'] = process.env['http_proxy'] = proxy.origin;
    Reflect.deleteProperty(process.env, 'NO_PROXY');
    Reflect.deleteProperty(process.env, 'no_proxy');
    return proxy;
  }

  it.each(['127.0.0.1', 'localhost', '127.1.2.3'])(
    'H4 gets neither token requests nor calls to this machine: %s',
    async (host) => {
      const emulator = await startEmulator();
      const proxy = await startProxy();
      const { http } = await startApp(emulator, { baseURL: emulator.baseURL.replace('127.0.0.1', host) });
      await http.axiosRef.get('divisions').catch(() => undefined);
      expect(proxy.seen).toEqual([]);
      if (host !== '127.1.2.3')
        expect([emulator.tokenRequests.length, emulator.apiRequests.length]).toEqual([1, 1]);
    },
  );

  it('gets calls to other hosts, and the option http.proxy counts for all', async () => {
    const emulator = await startEmulator();
    const proxy = await startProxy();
    const other = openTokens({
      apiKey: API_KEY,
      baseURL: 'http://api.nova-post.test',
      allowInsecureHttp: true,
    });
    expectNoSecrets(await rejection(other.getToken()), { API_KEY });
    // The proxy's 502 is met by two more tries.
    expect(proxy.seen).toHaveLength(3);
    const given = { host: '127.0.0.1', port: proxy.port };
    const { tokens } = await startApp(emulator, { http: { proxy: given } });
    await rejection(tokens.getToken());
    expect(proxy.seen.length).toBeGreaterThan(3);
    expect(emulator.tokenRequests).toEqual([]);
  });
});
