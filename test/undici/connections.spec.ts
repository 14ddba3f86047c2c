import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import zlib from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { undiciTransport, type UndiciTransportOptions } from 'nestjs-nova-post/undici';
import { CERTIFICATE } from '../support/certificate.js';
import { until } from '../support/until.js';
import { failureOf } from './outcome.js';
import { startPeer, type PeerServer } from './peer-server.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function clientOf(options?: UndiciTransportOptions): AxiosInstance {
  return axios.create({ adapter: undiciTransport(options) });
}

async function peerOf(handler: Parameters<typeof startPeer>[0]): Promise<PeerServer> {
  const peer = await startPeer(handler);
  stops.push(() => peer.stop());
  return peer;
}

describe('Connections', () => {
  it('are kept, and no more are opened than the options allow', async () => {
    const peer = await peerOf((_request, response) => response.end('ok'));
    let opened = 0;
    peer.server.on('connection', () => (opened += 1));
    const client = clientOf({ connections: 2 });
    for (let call = 0; call < 10; call += 1) await client.get(peer.url);
    await Promise.all(Array.from({ length: 20 }, () => client.get(peer.url)));
    expect(peer.seen).toHaveLength(30);
    expect(opened).toBe(2);
  });

  it.each([
    ['get', 2, 'ok'],
    ['post', 1, 'ECONNRESET'],
  ])(
    'a %s on a kept connection that the server has closed is sent %d time(s)',
    async (method, sent, expected) => {
      let requests = 0;
      const server = http.createServer((request, response) => {
        requests += 1;
        // As a server does whose idle limit ends in the moment the request arrives.
        if (requests === 2) request.socket.destroy();
        else response.end('ok');
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      stops.push(() => server.close());
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const client = clientOf({ connections: 1 });
      await client.get(url);
      const result = await client.request({ url, method }).then(
        ({ data }) => data as unknown,
        (error: unknown) => (failureOf(error) as { code?: unknown }).code,
      );
      expect([result, requests - 1]).toEqual([expected, sent]);
    },
  );

  it('by TLS trust the certificates given as connect, and no others', async () => {
    const server = https.createServer(CERTIFICATE, (_request, response) => response.end('by TLS'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    stops.push(() => server.close());
    const url = `https://localhost:${(server.address() as AddressInfo).port}`;
    expect((await clientOf({ connect: { ca: CERTIFICATE.cert } }).get(url)).data).toBe('by TLS');
    const refused = await clientOf().get(url).catch(failureOf);
    expect(refused).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    server.closeAllConnections();
  });
});

describe('What has no effect here is refused with what to use instead', () => {
  it.each([
    ['httpsAgent', new https.Agent(), /give certificates as `connect` to undiciTransport/],
    ['httpAgent', new http.Agent(), /`connections` of undiciTransport/],
    ['socketPath', '/run/x.sock', /connect: \{ socketPath \}/],
    ['lookup', () => {}, /connect: \{ lookup \}/],
    ['maxRate', 100, /stream/],
  ])('%s', async (name, value, words) => {
    const failure = await clientOf()
      .get('http://127.0.0.1:1', { [name]: value })
      .catch(failureOf);
    expect(failure).toMatchObject({ code: 'ERR_BAD_OPTION', error: expect.stringMatching(words) });
  });
});

describe('Proxies of the environment', () => {
  const variables = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];
  const kept = variables.map((name) => process.env[name]);
  afterEach(() => {
    variables.forEach((name, index) => {
      if (kept[index] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = kept[index];
    });
  });

  async function proxied(
    environment: Record<string, string>,
  ): Promise<{ proxy: PeerServer; client: AxiosInstance }> {
    for (const name of variables) Reflect.deleteProperty(process.env, name);
    const proxy = await peerOf((request, response) => response.end(`proxied ${request.url!}`));
    for (const [name, value] of Object.entries(environment)) {
      process.env[name] = value.replace('PROXY', `127.0.0.1:${proxy.port}`);
    }
    return { proxy, client: clientOf() };
  }

  it('carry requests to other machines, with their credentials', async () => {
    const { proxy, client } = await proxied({ HTTP_PROXY: 'http://u:p@PROXY' });
    expect((await client.get('http://shop.test/a')).data).toBe('proxied http://shop.test/a');
    expect(proxy.seen[0]!.headers['proxy-authorization']).toBe('Basic dTpw');
  });

  it('are passed by for NO_PROXY and for proxy false', async () => {
    const { proxy, client } = await proxied({ HTTP_PROXY: 'http://PROXY', NO_PROXY: 'shop.test' });
    await client.get('http://shop.test/a').catch(failureOf);
    await client.get('http://other.test/a', { proxy: false }).catch(failureOf);
    expect(proxy.seen).toEqual([]);
  });

  it('never carry a request to this machine', async () => {
    const { proxy, client } = await proxied({ HTTP_PROXY: 'http://PROXY' });
    const here = await peerOf((_request, response) => response.end('direct'));
    for (const host of ['127.0.0.1', 'localhost', '127.8.8.8']) {
      expect((await client.get(`http://${host}:${here.port}`).catch(failureOf)) as object).not.toMatchObject({
        data: expect.stringMatching(/proxied/),
      });
    }
    expect(proxy.seen).toEqual([]);
  });

  it('carry TLS through a tunnel', async () => {
    const target = https.createServer(CERTIFICATE, (_request, response) =>
      response.end('through the tunnel'),
    );
    await once(target.listen(0, '127.0.0.1'), 'listening');
    const { port } = target.address() as AddressInfo;
    const { proxy } = await proxied({ HTTPS_PROXY: 'http://PROXY' });
    const asked: string[] = [];
    proxy.server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
      asked.push(request.url!);
      const onward = net.connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      stops.unshift(() => {
        onward.destroy();
        socket.destroy();
      });
    });
    stops.push(() => target.close());
    const client = clientOf({ connect: { ca: CERTIFICATE.cert } });
    expect((await client.get('https://shop.test/x')).data).toBe('through the tunnel');
    expect(asked).toEqual(['shop.test:443']);
  });
});

describe('A proxy that asks for a name and password', () => {
  it.each(['http:', 'https:'])('is an answer with status 407, as by axios (%s)', async (protocol) => {
    const proxy = await peerOf((_request, response) => response.writeHead(407).end());
    proxy.server.on('connect', (_request: http.IncomingMessage, socket: net.Socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    });
    const config = { proxy: { host: '127.0.0.1', port: proxy.port, protocol: 'http' } };
    for (const client of [axios.create({ adapter: 'http' }), clientOf()]) {
      const failure = await client.get(`${protocol}//shop.test/a`, config).catch(failureOf);
      expect(failure).toMatchObject({ code: 'ERR_BAD_REQUEST', status: 407 });
    }
  });
});

describe('Bodies', () => {
  it('that are a form are the same to the byte when they are sent again', async () => {
    const peer = await peerOf((_request, response) => response.end('ok'));
    const form = new FormData();
    form.append('file', new Blob(['label']), 'label.pdf');
    for (let call = 0; call < 2; call += 1) await clientOf().post(peer.url, form);
    const [first, second] = peer.seen;
    expect(second!.body).toBe(first!.body);
    expect(second!.headers['content-type']).toBe(first!.headers['content-type']);
  });

  it('that were cut off while packed are an error, not half a text', async () => {
    const packed = zlib.gzipSync('x'.repeat(100_000));
    const peer = await peerOf((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(packed.subarray(0, packed.length / 2));
    });
    await expect(clientOf().get(peer.url)).rejects.toThrow('unexpected end of file');
    const { data } = await clientOf().get<Readable>(peer.url, { responseType: 'stream' });
    await expect(data.toArray()).rejects.toThrow('unexpected end of file');
  });

  it('that are streamed wait for their reader', async () => {
    let written = 0;
    let held = false;
    const peer = await peerOf((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (written < 2_000) {
          written += 1;
          if (!response.write(chunk)) {
            held = true;
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const { data } = await clientOf().get<Readable>(peer.url, { responseType: 'stream' });
    await until(() => held);
    // 125 MB are to come. What fits between the two ends is a few MB.
    expect(written).toBeLessThan(500);
    let read = 0;
    for await (const chunk of data) read += (chunk as Buffer).length;
    expect(read).toBe(2_000 * 64 * 1024);
  });

  it('that are sent wait for their server', async () => {
    const server = net.createServer((socket) => {
      socket.pause();
      stops.unshift(() => socket.destroy());
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    stops.push(() => server.close());
    let asked = 0;
    const source = new Readable({
      read() {
        asked += 1;
        this.push(Buffer.alloc(64 * 1024));
      },
    });
    const controller = new AbortController();
    const sending = clientOf()
      .post(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, source, {
        signal: controller.signal,
        maxRedirects: 0,
      })
      .catch(failureOf);
    let before = -1;
    await until(() => {
      const still = asked > 0 && asked === before;
      before = asked;
      return still;
    });
    expect(asked).toBeLessThan(1_000);
    controller.abort();
    expect(await sending).toMatchObject({ cancelled: true });
    expect(source.destroyed).toBe(true);
  });

  it('whose source is closed in the middle end the request', async () => {
    const peer = await peerOf(() => {});
    const source = new Readable({ read() {} });
    source.push('begun');
    peer.server.once('request', () => source.destroy());
    const failure = await clientOf().post(peer.url, source, { maxRedirects: 0 }).catch(failureOf);
    expect(failure).toMatchObject({ cancelled: true, error: 'Request stream has been aborted' });
  });
});

it('What stands as request in an answer shows no header', async () => {
  const peer = await peerOf((_request, response) => response.end('ok'));
  const { request } = await clientOf().get(`${peer.url}/a?b=1`, {
    headers: { Authorization: 'canary-token-00000000' },
  });
  expect(inspect(request, { depth: 10 })).not.toContain('canary-token');
  expect(request).toMatchObject({ method: 'GET', path: '/a?b=1', res: { responseUrl: `${peer.url}/a?b=1` } });
});
