import { createReadStream } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import type { UploadProgress } from '../../src/api/shipments/upload-body.js';
import { gate } from '../support/gate.js';
import { rejection } from '../support/token-setup.js';
import { closed, startFiles } from './files-bench.js';
import { KINDS, MEGABYTE, place, placeForEachTest, REOPENING_KINDS, SOME } from './upload-samples.js';

placeForEachTest();

describe('A file arrives byte by byte', () => {
  it.each(KINDS)('as JSON from %s', async (_kind, file, bytes, fileName) => {
    const { files, create, lines, sent } = await startFiles();
    const { id } = await create();
    expect(await files.upload(id, file())).toEqual({ success: true });
    expect(lines()).toEqual([`POST /shipments/uploads/${String(id)}`]);
    const { body, headers } = sent().at(-1)!;
    expect(headers['content-type']).toBe('application/json');
    expect(body).toEqual({
      ...(fileName !== undefined && { fileName }),
      ...(fileName === 'scan.png' && { fileContentType: 'image/png' }),
      file: bytes.toString('base64'),
    });
  });

  it.each(KINDS)('as a form from %s', async (_kind, file, bytes, fileName) => {
    const { files, create, emulator } = await startFiles();
    const { id, number } = await create();
    await files.upload(id, file(), { format: 'multipart' });
    const request = emulator.apiRequests.at(-1)!;
    expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=[\w-]+$/);
    const form = request.rawBody.toString('latin1').replaceAll(bytes.toString('latin1'), '<file>');
    const boundary = request.headers['content-type']?.split('=')[1];
    const field = (name: string, value: string) =>
      `--${String(boundary)}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    expect(form).toBe(
      (fileName === undefined ? '' : field('fileName', fileName)) +
        (fileName === 'scan.png' ? field('fileContentType', 'image/png') : '') +
        `--${String(boundary)}\r\nContent-Disposition: form-data; name="file"; filename="${fileName ?? 'invoice'}"\r\n` +
        `Content-Type: ${fileName === 'scan.png' ? 'image/png' : 'application/octet-stream'}\r\n\r\n<file>\r\n` +
        `--${String(boundary)}--\r\n`,
    );
    const [row] = await files.attachments(number);
    expect(row?.storageInfo.name).toBe(fileName ?? 'invoice');
    expect((await files.downloadAttachment(number, row!.storageInfo.id)).data.equals(bytes)).toBe(true);
  });

  it.each(['json', 'multipart'] as const)(
    'with its length ahead as %s, unless it is a stream',
    async (format) => {
      const { files, create, emulator } = await startFiles();
      const { id } = await create();
      for (const [, file] of KINDS) await files.upload(id, file(), { format });
      const requests = emulator.apiRequests.slice(1);
      const announced = requests.map(
        ({ headers }) => headers['content-length'] ?? headers['transfer-encoding'],
      );
      const expected = requests.map(({ rawBody }, index) => (index < 7 ? String(rawBody.length) : 'chunked'));
      expect(announced).toEqual(expected);
    },
  );

  it.each(['json', 'multipart'] as const)('under any name as %s', async (format) => {
    const { files, create } = await startFiles();
    const { id, number } = await create();
    const fileName = '"a"\\ї\u0001😀; filename=x.pdf';
    await files.upload(id, SOME, { format, fileName, contentType: 'application/pdf' });
    expect((await files.attachments(number))[0]?.storageInfo.name).toBe(fileName);
  });

  it('with headers that a name or a type cannot add to', async () => {
    const { files, create, emulator } = await startFiles();
    const { id } = await create();
    const evil = 'x"\r\nX-Evil: 1\r\n\r\n';
    await files.upload(id, SOME, { format: 'multipart', fileName: evil, contentType: `a/b\r\nX-Evil: 1` });
    const head = emulator.apiRequests.at(-1)!.rawBody.subarray(0, 1000).toString('latin1');
    expect(head).toContain(
      'filename="x%22%0D%0AX-Evil: 1%0D%0A%0D%0A"\r\nContent-Type: a/bX-Evil: 1\r\n\r\n',
    );
  });
});

describe('What is told of the file', () => {
  it('is the name and the type that the caller gives', async () => {
    const { files, create, sent } = await startFiles();
    const { id } = await create();
    const given = { fileName: 'other.png', contentType: 'image/x-other' };
    await files.upload(id, new File([SOME], 'scan.png', { type: 'image/png' }), { ...given, language: 'pl' });
    expect(sent().at(-1)).toMatchObject({
      body: { fileName: 'other.png', fileContentType: 'image/x-other' },
      headers: { 'accept-language': 'pl' },
    });
  });
});

describe('Progress', () => {
  it.each(KINDS.filter(([, , bytes]) => bytes.length > MEGABYTE / 10))(
    'of %s grows and ends at the total',
    async (kind, file, bytes) => {
      const { files, create } = await startFiles();
      const { id } = await create();
      for (const format of ['json', 'multipart'] as const) {
        const told: UploadProgress[] = [];
        await files.upload(id, file(), { format, onProgress: (progress) => told.push(progress) });
        const loaded = told.map((progress) => progress.loaded);
        expect(loaded.length).toBeGreaterThan(1);
        expect(loaded).toEqual([...new Set(loaded)].sort((a, b) => a - b));
        expect(told.at(-1)).toEqual({
          loaded: bytes.length,
          total: kind.includes('stream') ? undefined : bytes.length,
        });
      }
    },
  );

  it('does not begin before the file is sent', async () => {
    const { files, emulator } = await startFiles();
    const told: UploadProgress[] = [];
    emulator.misbehave({ on: 'token', then: { status: 500 } });
    const error = await rejection(files.upload(1, SOME, { onProgress: (progress) => told.push(progress) }));
    expect(error.name).toBe('NovaPostTokenUnavailableError');
    expect(told).toEqual([]);
  });

  it('is not told twice when the file is sent again', async () => {
    const { files, create, emulator } = await startFiles();
    const { id } = await create();
    emulator.revokeAllTokens();
    const told: number[] = [];
    await files.upload(id, SOME, { onProgress: ({ loaded }) => told.push(loaded) });
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(SOME.length);
  });

  it('that throws ends the upload with what it threw', async () => {
    const { files, create, lines } = await startFiles();
    const { id } = await create();
    const mistake = new RangeError('a mistake of the caller');
    const onProgress = () => {
      throw mistake;
    };
    expect(await rejection(files.upload(id, { path: place.path }, { onProgress }))).toBe(mistake);
    await closed(place.path);
    expect(await rejection(files.attachments('none'))).toMatchObject({ status: 422 });
    expect(lines()).not.toContain('201');
  });
});

describe('A rejected token', () => {
  /** One that is not so new that the API's servers may have yet to learn of it. */
  async function startWithToken() {
    const clock = new TestClock();
    const { files, create, emulator } = await startFiles({ clock }, { clock });
    const { id } = await create();
    await clock.advance(60_000);
    return { files, id, emulator, clock };
  }

  it.each(REOPENING_KINDS)('has %s sent once more, the same, with a new one', async (_kind, file) => {
    const { files, id, emulator } = await startWithToken();
    emulator.revokeAllTokens();
    expect(await files.upload(id, file())).toEqual({ success: true });
    const [first, second, ...more] = emulator.apiRequests.slice(1);
    expect([first?.status, second?.status, more]).toEqual([401, 201, []]);
    expect(second?.rawBody.equals(first!.rawBody)).toBe(true);
    expect(second?.headers.authorization).not.toBe(first?.headers.authorization);
    expect(emulator.tokenRequests).toHaveLength(2);
  });

  it('ends the upload of a stream, and the next one has a new token', async () => {
    const { files, id, emulator } = await startWithToken();
    emulator.revokeAllTokens();
    const stream = createReadStream(place.path);
    expect(await rejection(files.upload(id, stream))).toMatchObject({
      name: 'NovaPostApiError',
      status: 401,
    });
    expect(stream.destroyed).toBe(true);
    await files.upload(id, createReadStream(place.path));
    expect(emulator.apiRequests.slice(1).map(({ status }) => status)).toEqual([401, 201]);
  });

  it('that is rejected again ends the upload after two attempts', async () => {
    const { files, id, emulator } = await startWithToken();
    emulator.misbehave({ on: 'api', then: { status: 401 } });
    expect(await rejection(files.upload(id, { path: place.path }))).toMatchObject({ status: 401 });
    expect(emulator.apiRequests.slice(1)).toHaveLength(2);
    await closed(place.path);
  });

  it('is replaced within the time limit of the call', async () => {
    const { files, id, emulator, clock } = await startWithToken();
    const { opened, open } = gate();
    emulator.misbehave({ on: 'api', times: 1, then: { status: 401, until: opened } });
    emulator.misbehave({ on: 'api', then: { hang: true } });
    const failed = rejection(files.upload(id, { path: place.path }, { timeoutMs: 3_000 }));
    await emulator.waitForRequests(2, 'api');
    await clock.advance(40);
    open();
    await emulator.waitForRequests(3, 'api');
    await clock.advance(2_960);
    const error = await failed;
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', code: 'ECONNABORTED' });
    expect(error.message).toContain('within 2960 ms');
  });

  it.each([
    [500, undefined],
    [503, undefined],
    [429, undefined],
    [201, { reset: true, afterWork: true } as const],
  ])('aside, nothing is sent twice: %i', async (status, then) => {
    const { files, create, emulator } = await startFiles({}, { retry: { retries: 3, baseDelayMs: 1 } });
    const { id } = await create();
    emulator.misbehave({ on: 'api', times: 1, then: then ?? { status } });
    expect(await rejection(files.upload(id, { path: place.path }))).toBeInstanceOf(Error);
    expect(emulator.apiRequests.slice(1)).toHaveLength(1);
  });
});
