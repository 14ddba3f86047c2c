import { inspect } from 'node:util';
import { createServer } from 'node:http';
import { once } from 'node:events';
import axios, { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { NovaPostModule } from 'nestjs-nova-post';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { AccountIdentity } from '../../src/account-identity.js';
import {
  closeAfterTest,
  startApp,
  startEmulator,
  startModule,
  API_KEY as KEY,
} from '../support/app-setup.js';
import { fakeJwt } from '../support/scripted-auth-server.js';
import { rejection, setUpTokens } from '../support/token-setup.js';

async function foreignServer() {
  const seen: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer((q, s) => {
    const c: Buffer[] = [];
    q.on('data', (x: Buffer) => c.push(x));
    q.on('end', () => {
      seen.push({ headers: q.headers, body: Buffer.concat(c).toString() });
      s.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest(
    () =>
      new Promise((r) => {
        server.closeAllConnections();
        server.close(r);
      }),
  );
  return { origin: `http://127.0.0.1:${String((server.address() as { port: number }).port)}`, seen };
}

describe('where tokens and credentials go', () => {
  it.each(['a.b.c\r\nX-Injected:1', 'a.b.c\n', 'a.b.c\r', 'a.b.c\u0000', 'a.b.ü'])(
    'A6 %j in a token is refused',
    async (jwt) => {
      const { tokens, server } = setUpTokens();
      server.next({ body: { jwt } });
      expect(await rejection(tokens.getToken())).toMatchObject({ reason: 'malformed-reply' });
    },
  );

  it('H4 a scheme that asks a plain http server is refused before anything is sent', async () => {
    const { open, server } = setUpTokens();
    const tokens = open({
      apiKey: undefined,
      scheme: {
        name: 'plain',
        credential: () => 'abc',
        headers: () => ({}),
        obtain: async (exchange) => {
          await exchange.send({
            method: 'POST',
            url: 'http://auth.example.com/login',
            body: { password: 'x' },
          });
          return { token: 't' };
        },
      },
    });
    expect(await rejection(tokens.getToken())).toMatchObject({ name: 'NovaPostInsecureUrlError' });
    expect(server.requests).toBe(0);
  });

  it('H4 allowInsecureHttp allows http, and no other protocol', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { allowInsecureHttp: true });
    expect(await rejection(http.axiosRef.get('ftp://files.example/'))).toMatchObject({
      name: 'NovaPostInsecureUrlError',
    });
  });

  it('G9 the token request is seen by no interceptor of the global axios', async () => {
    const seen: string[] = [];
    const id = axios.interceptors.request.use((config) => {
      seen.push(String(config.url));
      return config;
    });
    try {
      const { tokens } = setUpTokens();
      await tokens.getToken();
    } finally {
      axios.interceptors.request.eject(id);
    }
    expect(seen).toEqual([]);
  });

  it('H1 the account that a token store gets shows nothing of its credential', () => {
    expectNoSecrets(new AccountIdentity('s', 'https://x', 'canary-password-account-1a2b3c4d'), {
      credential: 'canary-password-account-1a2b3c4d',
    });
  });

  it('H1 what is printed of an error holds nothing of the query, and the error holds no cookie', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false });
    emulator.misbehave({
      on: 'api',
      then: { status: 400, headers: { 'Set-Cookie': 'sid=canary-token-0123456789' }, body: {} },
    });
    const error = await rejection(http.axiosRef.get('divisions', { params: { phone: '48500100200' } }));
    expectNoSecrets(error, { cookie: 'canary-token-0123456789' });
    // Its configuration, with which the request may be sent again, is only for handlers.
    const printed = [inspect(error, { depth: 10 }), JSON.stringify(error), String(error), error.stack];
    expectNoSecrets(printed, { phone: '48500100200' });
  });

  it('H1 a redirect that echoes the key is not quoted', async () => {
    const { tokens, server } = setUpTokens();
    server.next({
      status: 302,
      headers: { location: `https://elsewhere.example/?apiKey=canary-api-key-4f9d2c7a1b3e` },
      body: '',
    });
    expectNoSecrets(await rejection(tokens.getToken()), { key: 'canary-api-key-4f9d2c7a1b3e' });
  });

  it('H2 a redirect to another origin carries no header of the scheme, whatever its name', async () => {
    const emulator = await startEmulator();
    const foreign = await foreignServer();
    const { http } = await startApp(emulator, {
      retry: false,
      apiKey: undefined,
      scheme: {
        name: 'x',
        credential: () => 'abc',
        headers: (token) => ({ 'X-Api-Token': token }),
        obtain: () => Promise.resolve({ token: 'the-token' }),
      },
    });
    emulator.misbehave({ on: '/divisions', then: { redirect: `${foreign.origin}/moved`, status: 302 } });
    await http.axiosRef.get('divisions');
    expect(emulator.apiRequests[0]?.headers['x-api-token']).toBe('the-token');
    expect(foreign.seen[0]?.headers['x-api-token']).toBeUndefined();
  });

  it('H2 a redirect to plain http is refused before anything is sent', async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator, { retry: false });
    emulator.misbehave({ on: '/divisions', then: { redirect: 'http://192.0.2.1/moved', status: 302 } });
    expect(await rejection(http.axiosRef.get('divisions'))).toMatchObject({
      name: 'NovaPostInsecureUrlError',
    });
  });

  it("H2 the caller's own beforeRedirect is called", async () => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    emulator.misbehave({
      on: '/shipments',
      times: 1,
      then: { redirect: `${emulator.baseURL}/divisions?limit=1`, status: 302 },
    });
    const seen: unknown[] = [];
    await http.axiosRef.get('shipments', {
      beforeRedirect: (options) => {
        seen.push(options['href']);
      },
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    'https://api.novapost.com.evil.example/x',
    'https://evilapi.novapost.com/x',
    'https://api.novapost.com:8443/x',
    'https://api.novapost.com@evil.example/x',
  ])('H3 %s gets no token', async (url) => {
    // Taken at once: the answer's headers are cleaned afterwards.
    const sent: { url: string | undefined; authorization: unknown }[] = [];
    const transport = (config: InternalAxiosRequestConfig) => {
      sent.push({ url: config.url, authorization: config.headers.get('authorization') });
      const now = Math.floor(Date.now() / 1000);
      return Promise.resolve({
        status: 200,
        statusText: '',
        config,
        headers: new AxiosHeaders({ 'content-type': 'application/json' }),
        data: JSON.stringify({ jwt: fakeJwt({ iat: now, exp: now + 3600 }) }),
      });
    };
    const { http, tokens } = await startModule(
      NovaPostModule.forRoot({ apiKey: KEY, http: { transport }, token: { startMode: 'lazy' } }),
    );
    await tokens.getToken();
    await http.axiosRef.get('divisions');
    await http.axiosRef.get(url);
    expect(sent.map(({ authorization }) => Boolean(authorization))).toEqual([false, true, false]);
  });
});
