import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { fileNameOf } from '../../src/api/shipments/content-disposition.js';
import type { PrintQuery } from '../../src/api/shipments/shipment-files.js';
import { FIXED_TOKEN } from '../support/fixed-scheme.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';
import { disconnected, startPlainServer, type PlainServer } from './files-bench.js';

const LABEL: PrintQuery = { numbers: ['SHPL6145000001'], type: 'marking' };
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const MEGABYTE = 1024 * 1024;
/** Twenty megabytes in which every four bytes are different ones. */
const LARGE = Buffer.from(
  Uint32Array.from({ length: 5 * MEGABYTE }, (_, index) => index * 2_654_435_761).buffer,
);
const PDF = { 'content-type': 'application/pdf' };

function answering(body: Buffer | string, headers: Record<string, string> = PDF): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
  };
}

/** Sends the beginning of an answer and keeps the connection. */
async function startHalfAnswer(): Promise<PlainServer & { response: () => ServerResponse | undefined }> {
  let begun: ServerResponse | undefined;
  const server = await startPlainServer((_request, response) => {
    begun = response.writeHead(200, { ...PDF, 'content-length': '1000' });
    begun.write(EVERY_BYTE);
  });
  return { ...server, response: () => begun };
}

describe('The name of a file', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['of an answer without the header', undefined, undefined],
    ['of an answer with a bare type', 'attachment', undefined],
    ['in quotes', 'attachment; filename="label.pdf"', 'label.pdf'],
    ['without quotes', 'attachment; filename=label.pdf', 'label.pdf'],
    ['with any case and space', 'inline ;  FileName = "a b.pdf" ; size=3', 'a b.pdf'],
    ['with a quote inside', String.raw`attachment; filename="a \"b\".pdf"`, 'a "b".pdf'],
    ['with a semicolon inside', 'attachment; filename="a;b.pdf"', 'a;b.pdf'],
    ['extended, in UTF-8', "attachment; filename*=UTF-8''%D0%B5%D0%9D.pdf", 'еН.pdf'],
    ['extended, in Latin 1', "attachment; filename*=iso-8859-1'en'%A3%20%E9%FF.pdf", '£ éÿ.pdf'],
    ['extended beside a plain one', 'attachment; filename="x.pdf"; filename*=UTF-8\'\'%C5%82.pdf', 'ł.pdf'],
    ['extended, but broken', 'attachment; filename="x.pdf"; filename*=UTF-8\'\'%C5.pdf', 'x.pdf'],
    ['extended, in an unknown charset', "attachment; filename=x.pdf; filename*=koi8-u''%C5.pdf", 'x.pdf'],
    ['in raw UTF-8', `attachment; filename="${Buffer.from('ї.pdf').toString('latin1')}"`, 'ї.pdf'],
    ['in raw Latin 1', 'attachment; filename="é.pdf"', 'é.pdf'],
    ['with folders', 'attachment; filename="../../etc/passwd"', 'passwd'],
    ['with folders of Windows', String.raw`attachment; filename="C:\temp\a.pdf"`, 'a.pdf'],
    ['with escaped folders of Windows', String.raw`attachment; filename="..\\..\\a.pdf"`, 'a.pdf'],
    ['with encoded folders', "attachment; filename*=UTF-8''..%2F..%5Cevil.pdf", 'evil.pdf'],
    ['that is a folder', 'attachment; filename=".."', undefined],
    ['that ends with a slash', 'attachment; filename="a/"', undefined],
    ['that is empty', 'attachment; filename=""', undefined],
    ['of spaces', 'attachment; filename="   "', undefined],
    ['with control characters', "attachment; filename*=UTF-8''a%00b%0D%0A%7F.pdf", 'ab.pdf'],
    ['that turns its direction', "attachment; filename*=UTF-8''a%E2%80%AEfdp.exe", 'afdp.exe'],
    ['given twice', 'attachment; filename="a.pdf"; filename="b.exe"', 'a.pdf'],
    [
      'smuggled into another',
      `attachment; filename="a; filename*=UTF-8''evil.exe"`,
      "a; filename*=UTF-8''evil.exe",
    ],
    ['in words of mail, base64', 'attachment; filename="=?UTF-8?B?0LXQnS5wZGY=?="', 'еН.pdf'],
    ['in words of mail, quoted', 'attachment; filename="=?utf-8?q?=D0=B5_b?= =?utf-8?Q?=2Epdf?="', 'е b.pdf'],
    ['in words of mail, Latin 1', 'attachment; filename="=?ISO-8859-1?Q?caf=E9.pdf?="', 'café.pdf'],
    ['in words of mail with a folder', 'attachment; filename="=?UTF-8?Q?..=2Fevil.pdf?="', 'evil.pdf'],
    ['in words of a charset that there is not', 'attachment; filename="=?x-no?Q?a?="', '=?x-no?Q?a?='],
    ['with a quote that never ends', 'attachment; filename="a.pdf', undefined],
    ['that is too long', `attachment; filename="${'x'.repeat(300)}.pdf"`, `${'x'.repeat(56)}.pdf`],
  ])('%s', (_what, header, name) => {
    expect(fileNameOf(header)).toBe(name);
  });
});

describe('A file arrives byte by byte', () => {
  it.each([
    ['every byte value', EVERY_BYTE],
    ['20 MB', LARGE],
  ])('with %s, in memory and as a stream', async (_what, body) => {
    const { files } = await startPlainServer(
      answering(body, { ...PDF, 'content-disposition': 'attachment; filename="label.pdf"' }),
    );
    const { data, ...file } = await files.print(LABEL);
    expect(data.equals(body)).toBe(true);
    expect(file).toEqual({ contentType: 'application/pdf', fileName: 'label.pdf' });

    const { stream, ...described } = await files.printStream(LABEL);
    expect((await buffer(stream)).equals(body)).toBe(true);
    expect(described).toEqual({
      contentType: 'application/pdf',
      fileName: 'label.pdf',
      contentLength: body.length,
    });
  });

  it('when the server compresses it although asked not to', async () => {
    const encodings: unknown[] = [];
    const { files } = await startPlainServer((request, response) => {
      encodings.push(request.headers['accept-encoding']);
      response.writeHead(200, { ...PDF, 'content-encoding': 'gzip' }).end(gzipSync(EVERY_BYTE));
    });
    expect((await files.print(LABEL)).data).toEqual(EVERY_BYTE);
    const { stream, contentLength } = await files.printStream(LABEL);
    expect(await buffer(stream)).toEqual(EVERY_BYTE);
    expect(contentLength).toBeUndefined();
    expect(encodings).toEqual(['identity', 'identity']);
  });

  it('without a type or a name', async () => {
    const { files } = await startPlainServer(answering(EVERY_BYTE, {}));
    expect(await files.downloadAttachment('SHPL1', 'f')).toEqual({
      data: EVERY_BYTE,
      contentType: 'application/octet-stream',
      fileName: undefined,
    });
  });

  it('when it is JSON and says that it is a file', async () => {
    const headers = {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename=a.json',
    };
    const { files } = await startPlainServer(answering('{"a":1}', headers));
    const { data, fileName } = await files.downloadAttachment('SHPL1', 'f');
    expect([String(data), fileName]).toEqual(['{"a":1}', 'a.json']);
  });
});

describe('What is no file', () => {
  const pages: [string, string, string | undefined, string][] = [
    ['JSON', '{"errors":{"numbers":"bad"}}', 'application/json; charset=utf-8', 'application/json'],
    ['problem JSON', '{"title":"bad"}', 'application/problem+json', 'application/problem+json'],
    ['HTML', '<!doctype html><title>Log in</title>', 'text/html', 'text/html'],
    ['XHTML', '<html></html>', 'application/xhtml+xml', 'application/xhtml'],
    ['JSON that calls itself a PDF', '\n {"errors": {}}', 'application/pdf', 'a JSON document'],
    ['a list that calls itself a PDF', '[{"error":"x"}]', 'application/pdf', 'a JSON document'],
    ['a page that calls itself a PDF', '\uFEFF\r\n<HTML lang=en>', 'application/pdf', 'an HTML page'],
    ['a page without a type', '<!DOCTYPE html>', undefined, 'an HTML page'],
    ['nothing', '', 'application/pdf', 'no bytes'],
  ];

  it.each(pages)('%s, is an error of a call and of a stream', async (_what, body, contentType, named) => {
    const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
    const { files } = await startPlainServer(answering(body, headers));
    const streamed = async () => buffer((await files.printStream(LABEL)).stream);
    for (const error of [await rejection(files.print(LABEL)), await rejection(streamed())]) {
      expect(error).toMatchObject({
        name: 'NovaPostApiError',
        code: 'ERR_BAD_RESPONSE',
        status: 200,
        method: 'GET',
        path: '/shipments/print',
      });
      expect(error.message).toContain(`with ${named}`);
      expect(error.message).toContain('where a file was expected');
      expectNoSecrets(error, { token: FIXED_TOKEN });
    }
  });

  it('leaves no connection behind when it was asked for as a stream', async () => {
    const server = await startPlainServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<html>');
    });
    expect((await rejection(server.files.printStream(LABEL))).name).toBe('NovaPostApiError');
    await disconnected(server);
  });
});

describe('An answer that breaks in the middle', () => {
  it('rejects with a NovaPostNetworkError', async () => {
    const { files, response } = await startHalfAnswer();
    const broken = rejection(files.print(LABEL));
    await until(() => response() !== undefined);
    response()?.destroy();
    const error = await broken;
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', path: '/shipments/print' });
    expectNoSecrets(error, { token: FIXED_TOKEN });
  });

  it('makes a stream err with a NovaPostNetworkError, after what has come', async () => {
    const { files, response } = await startHalfAnswer();
    const { stream, contentLength } = await files.printStream(LABEL);
    expect(contentLength).toBe(1000);
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    await until(() => chunks.length > 0);
    const failed = once(stream, 'error');
    response()?.destroy();
    const [error] = (await failed) as [Error];
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', path: '/shipments/print' });
    expect(Buffer.concat(chunks)).toEqual(EVERY_BYTE);
    expectNoSecrets(error, { token: FIXED_TOKEN });
  });
});

describe('The caller ends', () => {
  it('a call with the signal', async () => {
    const server = await startHalfAnswer();
    const controller = new AbortController();
    const ended = rejection(server.files.print(LABEL, { signal: controller.signal }));
    await until(() => server.response() !== undefined);
    controller.abort();
    expect((await ended).name).toBe('CanceledError');
    await disconnected(server);
  });

  it('a stream with the signal', async () => {
    const server = await startHalfAnswer();
    const controller = new AbortController();
    const { stream } = await server.files.printStream(LABEL, { signal: controller.signal });
    const ended = rejection(buffer(stream));
    controller.abort();
    expect(await ended).toMatchObject({ name: 'CanceledError', code: 'ERR_CANCELED' });
    await disconnected(server);
  });

  it('a stream that is not read, by destroying it', async () => {
    const server = await startHalfAnswer();
    const { stream } = await server.files.printStream(LABEL);
    expect(server.sockets.size).toBe(1);
    stream.destroy();
    await disconnected(server);
  });
});

describe('A file that breaks off without HTTP saying so', () => {
  const WHOLE = Buffer.concat([
    Buffer.from('%PDF-1.4\n'),
    Buffer.alloc(9_000, 'x'),
    Buffer.from('\n%%EOF\n'),
  ]);
  const PNG = Buffer.from('\x89PNG\r\n\x1A\nxxxx', 'latin1');
  const JPEG = Buffer.from('\xFF\xD8\xFF\xE0xxxx', 'latin1');
  const endingWithConnection: RequestListener = (request) => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: close\r\n\r\n';
    request.socket.end(Buffer.concat([Buffer.from(head), WHOLE.subarray(0, 5_000)]));
  };
  const packed = gzipSync(WHOLE);

  it.each<[string, RequestListener]>([
    ['with its connection', endingWithConnection],
    [
      'in its gzip',
      answering(packed.subarray(0, packed.length >> 1), { ...PDF, 'content-encoding': 'gzip' }),
    ],
    ['as a PDF without its end', answering(WHOLE.subarray(0, 8_000))],
    ['as a PNG without its end', answering(PNG, { 'content-type': 'image/png' })],
    ['as a JPEG without its end', answering(JPEG, { 'content-type': 'image/jpeg' })],
  ])('%s is an error, in memory and as a stream', async (_what, listener) => {
    const { files } = await startPlainServer(listener);
    const wanted = { name: expect.stringMatching(/^NovaPost(Api|Network)Error$/) };
    expect(await rejection(files.print(LABEL))).toMatchObject(wanted);
    const { stream } = await files.printStream(LABEL);
    expect(await rejection(buffer(stream))).toMatchObject(wanted);
  });

  it('is none when the end mark is there, be it before a line or two', async () => {
    const pdf = Buffer.concat([WHOLE, Buffer.from('\r\n\r\n')]);
    const { files } = await startPlainServer(answering(pdf));
    expect((await files.print(LABEL)).data).toEqual(pdf);
    expect(await buffer((await files.printStream(LABEL)).stream)).toEqual(pdf);
  });
});
