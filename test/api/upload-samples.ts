import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach } from '@jest/globals';
import type { UploadFile } from '../../src/api/shipments/upload-source.js';

export const MEGABYTE = 1024 * 1024;
export const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
/** Not divisible by three, nor by the size of a chunk. */
export const SOME = Buffer.concat(
  Array.from({ length: 1001 }, () => EVERY_BYTE),
  256_001,
);

/** Of the running test: a folder, and a file in it that holds {@link SOME}. */
export const place = { folder: '', path: '' };

/** Makes {@link place} for each test of a spec. */
export function placeForEachTest(): void {
  beforeEach(async () => {
    place.folder = await mkdtemp(join(tmpdir(), 'nova-post-upload-'));
    place.path = join(place.folder, 'invoice.pdf');
    await writeFile(place.path, SOME);
  });
  afterEach(() => rm(place.folder, { recursive: true, force: true }));
}

/** What can be uploaded: its kind, the file, its bytes, and the name it has by itself. */
export type UploadKind = [kind: string, file: () => UploadFile, bytes: Buffer, fileName: string | undefined];

/** These give the same bytes however often they are opened. */
export const REOPENING_KINDS: UploadKind[] = [
  ['a Buffer', () => SOME, SOME, undefined],
  ['a Buffer of one byte', () => SOME.subarray(7, 8), SOME.subarray(7, 8), undefined],
  [
    'a part of a Uint8Array',
    () => new Uint8Array(EVERY_BYTE).subarray(3, 8),
    EVERY_BYTE.subarray(3, 8),
    undefined,
  ],
  ['a Blob', () => new Blob([SOME]), SOME, undefined],
  ['a File', () => new File([SOME], 'scan.png', { type: 'image/png' }), SOME, 'scan.png'],
  ['a path', () => ({ path: place.path }), SOME, 'invoice.pdf'],
  ['a file: URL', () => ({ path: pathToFileURL(place.path) }), SOME, 'invoice.pdf'],
];

const withText = Buffer.concat([SOME.subarray(0, 3), Buffer.from('text'), SOME.subarray(3)]);

export const KINDS: UploadKind[] = [
  ...REOPENING_KINDS,
  ['a file stream', () => createReadStream(place.path), SOME, undefined],
  ['a stream of all kinds of pieces', pieces, withText, undefined],
];

/** In pieces of one byte, two bytes, text, and the rest. */
function pieces(): Readable {
  return Readable.from([SOME.subarray(0, 1), new Uint8Array(SOME.subarray(1, 3)), 'text', SOME.subarray(3)]);
}
