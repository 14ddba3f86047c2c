import { appendFileSync, createReadStream, truncateSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import type { UploadOptions } from '../../src/api/shipments/shipment-files.js';
import type { UploadProgress } from '../../src/api/shipments/upload-body.js';
import type { UploadFile } from '../../src/api/shipments/upload-source.js';
import { FIXED_TOKEN } from '../support/fixed-scheme.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';
import { closed, disconnected, isOpen, startFiles, startPlainServer } from './files-bench.js';
import { EVERY_BYTE, MEGABYTE, place, placeForEachTest, SOME } from './upload-samples.js';

placeForEachTest();

describe('The answer', () => {
  it('that comes before the file has been sent lets go of the file', async () => {
    await truncate(place.path, 50 * MEGABYTE);
    const server = await startPlainServer((request, response) => {
      request.on('error', () => {});
      response.writeHead(422, { 'content-type': 'application/json' }).end('{"errors":{"file":"too large"}}');
    });
    expect(await rejection(server.files.upload(1, { path: place.path }))).toMatchObject({
      name: 'NovaPostValidationError',
      fields: { file: ['too large'] },
    });
    await closed(place.path);
    await disconnected(server);
  });

  it('413 says that the file is too large', async () => {
    const { files, create } = await startFiles();
    const { id } = await create();
    await truncate(place.path, 11 * MEGABYTE);
    expect(await rejection(files.upload(id, { path: place.path }))).toMatchObject({
      name: 'NovaPostApiError',
      status: 413,
    });
  });

  it('that is a page is an error, and one that leads elsewhere, too', async () => {
    let status = 200;
    const { files } = await startPlainServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(status, { 'content-type': 'text/html', location: '/elsewhere' }).end('<html>');
      });
    });
    expect(await rejection(files.upload(1, SOME))).toMatchObject({ name: 'NovaPostApiError', status: 200 });
    status = 307;
    expect(await rejection(files.upload(1, SOME))).toMatchObject({ name: 'NovaPostApiError', status: 307 });
  });

  it('404 for an unknown shipment, 422 for a deleted one', async () => {
    const { files, create, client } = await startFiles();
    expect(await rejection(files.upload(404_404, SOME))).toMatchObject({ name: 'NovaPostNotFoundError' });
    const { id } = await create();
    await client.shipments.delete(id);
    expect(await rejection(files.upload(id, SOME))).toMatchObject({
      name: 'NovaPostValidationError',
      fields: { '': ['shipment_was_deleted'] },
    });
  });

  it('comes in Ukraine for a UUID', async () => {
    const { files, create, lines } = await startFiles({ identifierStyle: 'ukraine' });
    const { id } = await create();
    await files.upload(id, SOME);
    expect(lines()).toEqual([expect.stringMatching(/^POST \/shipments\/uploads\/[0-9a-f-]{36}$/)]);
  });
});

describe('Before anything is sent', () => {
  it.each<[string, (folder: string) => unknown, string]>([
    [
      'a path that does not exist',
      (at) => ({ path: join(at, 'none.pdf') }),
      "none.pdf' does not exist; check the path",
    ],
    ['a folder', (at) => ({ path: at }), 'is a folder; give the path of one file'],
    ['an empty file', (at) => ({ path: join(at, 'empty.pdf') }), "empty.pdf' is empty; give a file"],
    ['a device', () => ({ path: '/dev/null' }), 'no regular file; give a stream'],
    [
      'a path through a file',
      (at) => ({ path: join(at, 'empty.pdf', 'a') }),
      'cannot be read (Error ENOTDIR)',
    ],
    ['a web address', () => ({ path: new URL('https://example.com/a.pdf') }), 'is at a https: URL'],
    ['an empty Buffer', () => Buffer.alloc(0), 'holds no bytes'],
    ['an empty Blob', () => new Blob([]), 'holds no bytes'],
    [
      'a path without its object',
      () => 'invoice.pdf',
      "must be a Buffer, a Uint8Array, a Blob, a Readable or { path: 'invoice.pdf' }",
    ],
    ['nothing', () => undefined, 'must be a Buffer'],
    ['null', () => null, 'must be a Buffer'],
    [
      'a destroyed stream',
      () => Readable.from(['a']).destroy(),
      'has been read or closed already; give a new one',
    ],
  ])('%s is refused with a reason', async (_what, file, reason) => {
    const { files, emulator } = await startFiles();
    await writeFile(join(place.folder, 'empty.pdf'), '');
    const error = await rejection(files.upload(1, file(place.folder) as UploadFile));
    expect(error).toMatchObject({ name: 'NovaPostValidationError', code: 'NOVA_POST_INPUT' });
    expect((error['fields'] as { file: string[] }).file[0]).toContain(reason);
    expect(emulator.requests).toEqual([]);
  });

  it('a stream that was read to its end is refused', async () => {
    const { files } = await startFiles();
    const stream = Readable.from(['a']);
    await buffer(stream);
    expect(await rejection(files.upload(1, stream))).toMatchObject({ code: 'NOVA_POST_INPUT' });
  });

  it('a format that there is not is refused, and an id that is empty', async () => {
    const { files, emulator } = await startFiles();
    expect(await rejection(files.upload(1, SOME, { format: 'xml' as 'json' }))).toMatchObject({
      fields: { format: ["must be 'json' or 'multipart'"] },
    });
    const stream = createReadStream(place.path);
    expect(await rejection(files.upload('', stream))).toMatchObject({ fields: { id: [expect.any(String)] } });
    expect(stream.destroyed).toBe(true);
    expect(emulator.requests).toEqual([]);
  });
});

describe('A file that cannot be read to its end', () => {
  const MISSING = Object.assign(new Error('no such file'), { code: 'EIO' });
  const failing = () =>
    new Readable({
      read() {
        this.push(EVERY_BYTE);
        this.destroy(MISSING);
      },
    });

  it.each<[string, () => UploadFile, string]>([
    ['a stream that fails', failing, 'could not be read to its end (Error EIO)'],
    ['a stream of a file that is not there', () => createReadStream('/nowhere/a.pdf'), '(Error ENOENT)'],
    ['a stream of objects', () => Readable.from([{ a: 1 }]), '(TypeError)'],
    ['an empty stream', () => Readable.from([]), 'is an empty stream'],
  ])('%s breaks the upload off', async (_what, file, reason) => {
    for (const format of ['json', 'multipart'] as const) {
      const arrived: IncomingMessage[] = [];
      const server = await startPlainServer((request) =>
        arrived.push(request.resume().on('error', () => {})),
      );
      const error = await rejection(server.files.upload(1, file(), { format }));
      expect(error).toMatchObject({ name: 'NovaPostValidationError', code: 'NOVA_POST_INPUT' });
      expect(error.message).toContain(reason);
      expectNoSecrets(error, { token: FIXED_TOKEN });
      await disconnected(server);
      expect(arrived.every(({ complete }) => !complete)).toBe(true);
    }
  });

  it.each<[string, (path: string) => void]>([
    ['shrinks', (file) => truncateSync(file, 100_000)],
    ['grows', (file) => appendFileSync(file, SOME)],
  ])('and %s while it is read breaks the upload off, and is closed', async (_how, change) => {
    const arrived: IncomingMessage[] = [];
    const server = await startPlainServer((request) => arrived.push(request.resume().on('error', () => {})));
    let changed = false;
    const onProgress = () => {
      if (!changed) change(place.path);
      changed = true;
    };
    const error = await rejection(server.files.upload(1, { path: place.path }, { onProgress }));
    expect(error).toMatchObject({ code: 'NOVA_POST_INPUT' });
    expect(error.message).toContain('changed its size');
    await disconnected(server);
    await closed(place.path);
    expect(arrived.map(({ complete }) => complete)).toEqual([false]);
  });
});

describe('A stream that fails before it is read', () => {
  it('ends the upload with its error', async () => {
    const { files, emulator } = await startFiles();
    const stream = new PassThrough();
    const error = rejection(files.upload(1, stream));
    stream.destroy(Object.assign(new Error('no such file'), { code: 'EIO' }));
    expect((await error).message).toContain('could not be read to its end (Error EIO)');
    expect(emulator.apiRequests.every(({ aborted }) => aborted)).toBe(true);
  });
});

describe('The caller’s signal', () => {
  it.each<[string, UploadOptions]>([
    ['JSON', {}],
    ['a form', { format: 'multipart' }],
  ])('ends an upload as %s, and the file is closed', async (_format, options) => {
    await truncate(place.path, 50 * MEGABYTE);
    let arrived: IncomingMessage | undefined;
    const server = await startPlainServer((request) => {
      arrived = request.on('error', () => {});
    });
    const controller = new AbortController();
    const ended = rejection(
      server.files.upload(1, { path: place.path }, { ...options, signal: controller.signal, timeoutMs: 0 }),
    );
    await until(() => arrived !== undefined);
    expect(await isOpen(place.path)).toBe(true);
    controller.abort();
    expect((await ended).name).toBe('CanceledError');
    await closed(place.path);
    arrived?.resume();
    await disconnected(server);
    expect(arrived?.complete).toBe(false);
  });

  it('ends a stream that gives nothing', async () => {
    let arrived: IncomingMessage | undefined;
    const server = await startPlainServer((request) => {
      arrived = request.on('error', () => {});
    });
    const controller = new AbortController();
    const stream = new PassThrough();
    const ended = rejection(server.files.upload(1, stream, { signal: controller.signal }));
    await until(() => arrived !== undefined);
    controller.abort();
    expect((await ended).name).toBe('CanceledError');
    expect(stream.destroyed).toBe(true);
  });

  it('that was given before keeps the file shut', async () => {
    const { files, emulator } = await startFiles();
    const told: UploadProgress[] = [];
    const options = {
      signal: AbortSignal.abort(),
      onProgress: (progress: UploadProgress) => told.push(progress),
    };
    expect((await rejection(files.upload(1, { path: place.path }, options))).name).toBe('CanceledError');
    expect(told).toEqual([]);
    expect(emulator.apiRequests).toEqual([]);
    expect(await isOpen(place.path)).toBe(false);
  });
});

describe('Memory', () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const heldBytes = (): number => {
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };

  it.each<[string, UploadOptions, (path: string) => UploadFile]>([
    ['JSON from a path', {}, (file) => ({ path: file })],
    ['JSON from a stream', {}, (file) => createReadStream(file)],
    ['a form from a path', { format: 'multipart' }, (file) => ({ path: file })],
  ])(
    'holds a small part of 150 MB that go out as %s',
    async (_what, options, file) => {
      await truncate(place.path, 150 * MEGABYTE);
      let received = 0;
      const { files } = await startPlainServer((request, response) => {
        request.on('data', (chunk: Buffer) => (received += chunk.length));
        request.on('end', () =>
          response.writeHead(201, { 'content-type': 'application/json' }).end('{"success":true}'),
        );
      });
      const before = heldBytes();
      const held: number[] = [];
      let nextAt = 0;
      const onProgress = ({ loaded }: UploadProgress) => {
        if (loaded < nextAt) return;
        nextAt = loaded + 10 * MEGABYTE;
        held.push(heldBytes() - before);
      };
      await files.upload(1, file(place.path), { ...options, onProgress, timeoutMs: 0 });
      expect(received).toBeGreaterThan(150 * MEGABYTE);
      expect(held).toHaveLength(15);
      // Server and sockets are in this process, too: some megabytes are theirs.
      expect(Math.max(...held)).toBeLessThan(45 * MEGABYTE);
    },
    120_000,
  );
});
