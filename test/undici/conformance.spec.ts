import { once } from 'node:events';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance, type AxiosRequestConfig, type CancelToken } from 'axios';
import { undiciTransport } from 'nestjs-nova-post/undici';
import { outcomeOf, type Outcome } from './outcome.js';
import { startPeer, startRawPeer, type PeerServer, type Seen } from './peer-server.js';

const TEXT = JSON.stringify({ name: 'Ґалаґан', rows: Array.from({ length: 50 }, (_, row) => ({ row })) });
const PACKED = {
  gzip: zlib.gzipSync(TEXT),
  deflate: zlib.deflateSync(TEXT),
  'raw-deflate': zlib.deflateRawSync(TEXT),
  br: zlib.brotliCompressSync(TEXT),
} as const;

let peer: PeerServer;
let elsewhere: PeerServer;
const clients: readonly (readonly [string, AxiosInstance])[] = [
  ['node:http', axios.create({ adapter: 'http' })],
  ['undici', axios.create({ adapter: undiciTransport() })],
];

interface Result {
  readonly outcome: Outcome;
  readonly seen: readonly Seen[];
}

/** Runs the same request over both adapters, and expects the same of both: for the caller and for the servers. */
async function same(config: () => AxiosRequestConfig): Promise<Result> {
  const results: Result[] = [];
  for (const [, client] of clients) results.push(await run(client, config()));
  const [theirs, ours] = results;
  expect(ours).toEqual(theirs);
  return ours!;
}

let runs = 0;

/** A request that was given up may reach its server late; each run looks at its own requests only. */
async function run(client: AxiosInstance, config: AxiosRequestConfig): Promise<Result> {
  const id = String(++runs);
  const headers = { 'X-Run': id, ...(config.headers as object) };
  const outcome = await outcomeOf(client, { baseURL: peer.url, ...config, headers });
  const seen = [...peer.seen, ...elsewhere.seen]
    .filter((request) => request.headers['x-run'] === id)
    .map((request) => ({ ...request, headers: { ...request.headers, 'x-run': 'this one' } }));
  return { outcome, seen };
}

beforeAll(async () => {
  elsewhere = await startPeer((_request, response) => response.end('elsewhere'));
  peer = await startPeer((request, response, body) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://peer');
    const [, what, detail] = pathname.split('/');
    if (what === 'json') response.setHeader('content-type', 'application/json').end(TEXT);
    else if (what === 'echo') response.setHeader('content-type', 'text/plain').end(body);
    else if (what === 'status')
      response.writeHead(Number(detail), 'As Asked', { 'x-answer': 'yes' }).end('text');
    else if (what === 'bytes') response.end(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)));
    else if (what === 'bom') response.end('\uFEFF{"bom":true}');
    else if (what === 'cookies') response.setHeader('set-cookie', ['a=1', 'b=2']).end('{}');
    else if (what === 'hints') {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.end('after the hints');
    } else if (what === 'packed') {
      response.setHeader('content-encoding', detail === 'raw-deflate' ? 'deflate' : detail!);
      response.end(request.method === 'HEAD' ? undefined : PACKED[detail as keyof typeof PACKED]);
    } else if (what === 'packed-nothing')
      response.writeHead(Number(detail), { 'content-encoding': 'gzip' }).end();
    else if (what === 'redirect') {
      response.writeHead(Number(detail), { location: searchParams.get('to') ?? '/echo' }).end('moved');
    } else if (what === 'loop') response.writeHead(302, { location: '/loop' }).end();
    else if (what === 'silence') return;
    else response.writeHead(404).end();
  });
});
afterAll(async () => {
  await peer.stop();
  await elsewhere.stop();
});

describe('What is sent', () => {
  it.each<[string, AxiosRequestConfig]>([
    [
      'a query of texts, lists and dates',
      { params: { a: 'ж &', list: [1, 2], at: new Date(0), none: null } },
    ],
    ['a query by paramsSerializer', { params: { list: [1, 2] }, paramsSerializer: { indexes: null } }],
    ['an absolute URL with a fragment', { url: '/json?x=1#part' }],
    ['headers of the caller', { headers: { 'X-One': '1', 'User-Agent': 'shop/1', Accept: 'text/plain' } }],
    ['a header that is switched off', { headers: { Accept: false, 'Accept-Encoding': 'gzip' } }],
    [
      'basic authentication',
      { auth: { username: 'ann', password: 'p:w' }, headers: { Authorization: 'other' } },
    ],
  ])('%s', async (_name, config) => {
    const { seen } = await same(() => ({ url: '/json', ...config }));
    expect(seen).toHaveLength(1);
  });

  it('credentials in the URL', async () => {
    const { seen } = await same(() => ({ url: peer.url.replace('//', '//ann:p%40w@') + '/json' }));
    expect(seen[0]!.headers['authorization']).toBe(`Basic ${Buffer.from('ann:p@w').toString('base64')}`);
  });

  it.each(['get', 'delete', 'head', 'options', 'post', 'put', 'patch'])(
    '%s without a body',
    async (method) => {
      const { seen } = await same(() => ({ url: '/echo', method }));
      expect(seen).toHaveLength(1);
    },
  );

  it.each<[string, () => unknown]>([
    ['an object as JSON', () => ({ name: 'Ґ', list: [1, null] })],
    ['a text', () => 'plain Ґ'],
    ['an empty text', () => ''],
    ['a form', () => new URLSearchParams({ a: '1', b: 'Ґ' })],
    ['a Buffer', () => Buffer.from([0, 1, 255])],
    ['an ArrayBuffer', () => new Uint8Array([0, 1, 255]).buffer],
    ['a Uint8Array', () => new Uint8Array([7, 8])],
    ['a Blob', () => new Blob(['blob'], { type: 'text/x-blob' })],
    ['a stream', () => Readable.from([Buffer.from('one '), Buffer.from('two')], { objectMode: false })],
  ])('%s', async (_name, data) => {
    // Node sends a stream of DELETE without its framing: no server can read it.
    for (const method of data() instanceof Readable ? ['post', 'put'] : ['post', 'put', 'delete']) {
      const { seen } = await same(() => ({ url: '/echo', method, data: data() }));
      expect(seen).toHaveLength(1);
    }
  });

  it('multipart data under the boundary that the request names', async () => {
    const { seen } = await same(() => {
      const data = new FormData();
      data.append('text', 'line\nline');
      data.append('na"me', new Blob([Buffer.from([0, 255])], { type: 'image/png' }), 'lab"el.png');
      data.append('plain', new Blob(['x']));
      const headers = { 'Content-Type': 'multipart/form-data; boundary=0123456789abcdef' };
      return { url: '/echo', method: 'post', data, headers };
    });
    expect(seen[0]!.body).toContain('filename="lab%22el.png"');
  });

  it('transformRequest', async () => {
    await same(() => ({
      url: '/echo',
      method: 'post',
      data: 'x',
      transformRequest: (data: string) => data + 'y',
    }));
  });

  it('nothing that no body can be made of, and no header that would break the request', async () => {
    await same(() => ({ url: '/echo', method: 'post', data: 5n, transformRequest: (data: unknown) => data }));
    await same(() => ({ url: 'ftp://127.0.0.1/x' }));
  });
});

describe('What is received', () => {
  it.each<[string, AxiosRequestConfig]>([
    ['JSON', { url: '/json' }],
    ['text', { url: '/json', responseType: 'text', transformResponse: (data: unknown) => data }],
    ['bytes', { url: '/bytes', responseType: 'arraybuffer' }],
    ['a stream', { url: '/bytes', responseType: 'stream' }],
    ['latin1', { url: '/bytes', responseEncoding: 'latin1', transformResponse: (data: unknown) => data }],
    ['a byte order mark', { url: '/bom' }],
    ['several cookies', { url: '/cookies' }],
    ['an answer after early hints', { url: '/hints' }],
    ['the head alone', { url: '/json', method: 'head' }],
    ['404', { url: '/status/404' }],
    ['500', { url: '/status/500' }],
    ['404 as a stream', { url: '/status/404', responseType: 'stream' }],
    ['404 that is welcome', { url: '/status/404', validateStatus: () => true }],
    ['500 with validateStatus null', { url: '/status/500', validateStatus: null }],
    ['200 that is not welcome', { url: '/status/200', validateStatus: () => false }],
    ['204', { url: '/status/204' }],
    ['304', { url: '/status/304' }],
    ['a packed 204', { url: '/packed-nothing/204' }],
    ['nothing, packed', { url: '/packed-nothing/200' }],
  ])('%s', async (_name, config) => {
    await same(() => config);
  });

  describe.each(['gzip', 'deflate', 'raw-deflate', 'br'])('packed by %s', (encoding) => {
    const url = `/packed/${encoding}`;
    it.each<[string, AxiosRequestConfig]>([
      ['unpacked', { url }],
      ['unpacked as a stream', { url, responseType: 'stream' }],
      ['left as it is', { url, decompress: false, responseType: 'arraybuffer' }],
      ['the head alone', { url, method: 'head' }],
      ['more than maxContentLength once unpacked', { url, maxContentLength: 300 }],
      ['more than maxContentLength as a stream', { url, maxContentLength: 300, responseType: 'stream' }],
    ])('%s', async (_name, config) => {
      await same(() => config);
    });
  });

  it('progress of up- and download', async () => {
    const reports: unknown[][] = [];
    for (const [, client] of clients) {
      const last: Record<string, unknown> = {};
      const note = (way: string) => (event: { loaded: number; total?: number; progress?: number }) => {
        last[way] = [event.loaded, event.total, event.progress];
      };
      await client.post(`${peer.url}/echo`, 'x'.repeat(200_000), {
        onUploadProgress: note('up'),
        onDownloadProgress: note('down'),
      });
      reports.push([last]);
    }
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[1]).toEqual([{ up: [200_000, 200_000, 1], down: [200_000, 200_000, 1] }]);
  });
});

describe('Limits', () => {
  it.each<[string, () => AxiosRequestConfig]>([
    ['maxContentLength', () => ({ url: '/json', maxContentLength: 100 })],
    ['maxContentLength of a stream', () => ({ url: '/json', maxContentLength: 100, responseType: 'stream' })],
    ['maxBodyLength', () => ({ url: '/echo', method: 'post', data: 'x'.repeat(101), maxBodyLength: 100 })],
    ['a signal that has fired', () => ({ url: '/silence', signal: AbortSignal.abort() })],
    ['a signal that fires', () => ({ url: '/silence', signal: firesWhenAsked().signal })],
    ['a cancel token with a reason', () => ({ url: '/silence', cancelToken: cancelsWhenAsked() })],
  ])('%s', async (_name, config) => {
    await same(config);
  });

  it.each<[string, AxiosRequestConfig]>([
    ['in the words of axios', { timeout: 20 }],
    ['in words of its own', { timeout: 20, timeoutErrorMessage: 'too slow' }],
    ['under its own code', { timeout: 20, transitional: { clarifyTimeoutError: true } }],
  ])('timeout, %s', async (_name, config) => {
    const outcomes: Outcome[] = [];
    for (const [, client] of clients) {
      outcomes.push((await run(client, { url: '/silence', ...config })).outcome);
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it('maxBodyLength of a stream', async () => {
    const { outcome } = await same(() => ({
      url: '/echo',
      method: 'post',
      data: Readable.from([Buffer.alloc(60), Buffer.alloc(60)], { objectMode: false }),
      maxBodyLength: 100,
      maxRedirects: 0,
    }));
    expect(outcome).toMatchObject({ code: 'ERR_BAD_REQUEST' });
  });

  it('a signal that fires while the answer is streamed', async () => {
    const slow = await startPeer((_request, response) => response.write('begun'));
    const failures: unknown[] = [];
    for (const [, client] of clients) {
      const controller = new AbortController();
      const { data } = await client.get<Readable>(slow.url, {
        responseType: 'stream',
        signal: controller.signal,
      });
      data.once('data', () => controller.abort());
      const [error] = (await once(data, 'error').catch((reason: unknown) => [reason])) as [Error];
      failures.push([axios.isCancel(error), (error as { code?: string }).code]);
    }
    await slow.stop();
    expect(failures[1]).toEqual(failures[0]);
  });
});

describe('Redirects', () => {
  describe.each([301, 302, 303, 307, 308])('%d', (status) => {
    it.each(['get', 'post', 'put', 'head'])('of %s', async (method) => {
      const data = method === 'post' || method === 'put' ? { data: { a: 1 } } : {};
      await same(() => ({ url: `/redirect/${status}`, method, ...data }));
    });
  });

  it('of a stream, which is sent again', async () => {
    const { seen } = await same(() => ({
      url: '/redirect/307',
      method: 'post',
      data: Readable.from([Buffer.from('one '), Buffer.from('two')], { objectMode: false }),
    }));
    expect(seen.map(({ body }) => body)).toEqual(['one two', 'one two']);
  });

  it('within the origin keep credentials, to another drop them', async () => {
    const headers = { Authorization: 'secret', Cookie: 'a=1', 'X-Kept': 'yes' };
    const within = await same(() => ({ url: '/redirect/302', headers }));
    expect(within.seen[1]!.headers).toMatchObject({ authorization: 'secret', cookie: 'a=1' });
    const across = await same(() => ({
      url: `/redirect/302?to=${encodeURIComponent(elsewhere.url)}`,
      headers,
    }));
    expect(across.seen[1]!.headers).toMatchObject({ 'x-kept': 'yes' });
    expect(across.seen[1]!.headers).not.toHaveProperty('authorization');
  });

  it('are not followed with maxRedirects 0, and not for ever', async () => {
    expect((await same(() => ({ url: '/redirect/302', maxRedirects: 0 }))).seen).toHaveLength(1);
    expect((await same(() => ({ url: '/loop', maxRedirects: 3 }))).outcome).toMatchObject({
      code: 'ERR_FR_TOO_MANY_REDIRECTS',
    });
    expect((await same(() => ({ url: '/loop' }))).seen).toHaveLength(22);
  });

  it('are shown to beforeRedirect, which may change or refuse them', async () => {
    const shown: unknown[] = [];
    const { seen } = await same(() => ({
      url: '/redirect/302?to=/json%3Fx%3D1',
      beforeRedirect: (options, { statusCode }) => {
        shown.push([options['href'], options['method'], options['hostname'], options['path'], statusCode]);
        (options['headers'] as Record<string, string>)['x-added'] = 'yes';
      },
    }));
    expect(shown[1]).toEqual(shown[0]);
    expect(seen[1]!.headers['x-added']).toBe('yes');
    const refused = await same(() => ({
      url: '/redirect/302',
      beforeRedirect: () => {
        throw new Error('not there');
      },
    }));
    expect(refused.seen).toHaveLength(1);
  });
});

describe('A server that fails', () => {
  it.each<[string, string | undefined]>([
    ['resets the connection', undefined],
    ['closes it without an answer', ''],
    ['closes it in the middle of the head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['closes it in the middle of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'],
    ['closes it in the middle of a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf'],
    ['speaks something else', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['ends the answer with the connection', 'HTTP/1.1 200 OK\r\n\r\nwhole'],
  ])('%s', async (_name, answer) => {
    const raw = await startRawPeer(answer);
    await same(() => ({ baseURL: raw.url, url: '/', method: 'post', data: 'x' }));
    await raw.stop();
  });

  it('does not listen', async () => {
    const gone = await startPeer(() => {});
    await gone.stop();
    const { outcome } = await same(() => ({ baseURL: gone.url, url: '/' }));
    expect(outcome).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('Proxies', () => {
  let proxy: PeerServer;
  beforeAll(async () => {
    proxy = await startPeer((_request, response) => response.end('by proxy'));
  });
  afterAll(() => proxy.stop());

  it('of the options get the whole URL and their own credentials', async () => {
    const sent: unknown[] = [];
    for (const [, client] of clients) {
      const answer = await client.get('http://shop.test:81/a?b=1', {
        proxy: {
          protocol: 'http',
          host: '127.0.0.1',
          port: proxy.port,
          auth: { username: 'u', password: 'p' },
        },
      });
      const { url, headers } = proxy.seen.at(-1)!;
      sent.push([answer.data, url, headers['proxy-authorization']]);
    }
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[1]).toEqual(['by proxy', 'http://shop.test:81/a?b=1', 'Basic dTpw']);
  });
});

function firesWhenAsked(): AbortController {
  const controller = new AbortController();
  peer.server.once('request', () => controller.abort());
  return controller;
}

function cancelsWhenAsked(): CancelToken {
  const source = axios.CancelToken.source();
  peer.server.once('request', () => source.cancel('no longer wanted'));
  return source.token;
}
