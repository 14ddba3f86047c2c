import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describeForeignError, type NovaPostValidationError } from '../../nova-post.errors.js';
import { inputError } from '../input-error.js';

/** A file on this machine; it is read while it is sent. */
export interface UploadPath {
  readonly path: string | URL;
}

/** A file to upload: its bytes, a stream of Node that has not been read yet, or where it lies on the disk. */
export type UploadFile = Uint8Array | Blob | Readable | UploadPath;

/** A file that is about to be uploaded. */
export interface UploadSource {
  /** Bytes; `undefined` for a stream, which does not say. */
  readonly size: number | undefined;
  /** What the file calls itself, if it does. */
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** Gives the same bytes however often it is opened. */
  readonly reopens: boolean;
  open(): Readable;
}

/** What an upload takes for a file. */
export function isUploadFile(file: unknown): file is UploadFile {
  return (
    file instanceof Readable ||
    file instanceof Uint8Array ||
    file instanceof Blob ||
    isPath((file as Partial<UploadPath> | null | undefined)?.path)
  );
}

/** @throws NovaPostValidationError for a file that is empty or cannot be found: before anything is sent. */
export async function uploadSource(route: string, file: UploadFile): Promise<UploadSource> {
  if (file instanceof Readable) return streamSource(route, file);
  if (file instanceof Uint8Array) return bytesSource(route, file);
  if (file instanceof Blob) return blobSource(route, file);
  return pathSource(route, file.path);
}

/** What is wrong with the file of an upload. */
export function fileError(route: string, problem: string): NovaPostValidationError {
  return inputError(route, { file: [problem] });
}

function streamSource(route: string, stream: Readable): UploadSource {
  if (!stream.readable && stream.errored === null) {
    throw fileError(route, 'is a stream that has been read or closed already; give a new one');
  }
  // It may fail while the call waits for a token. Reading it tells the error again.
  stream.on('error', () => undefined);
  return {
    size: undefined,
    fileName: undefined,
    contentType: undefined,
    reopens: false,
    open: () => stream,
  };
}

function bytesSource(route: string, { buffer, byteOffset, byteLength }: Uint8Array): UploadSource {
  refuseEmpty(route, byteLength, 'holds no bytes');
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return {
    size: byteLength,
    fileName: undefined,
    contentType: undefined,
    reopens: true,
    open: () => Readable.from([bytes]),
  };
}

function blobSource(route: string, blob: Blob): UploadSource {
  refuseEmpty(route, blob.size, 'holds no bytes');
  const { name } = blob as Partial<Pick<File, 'name'>>;
  return {
    size: blob.size,
    fileName: name,
    contentType: blob.type === '' ? undefined : blob.type,
    reopens: true,
    open: () => Readable.fromWeb(blob.stream()),
  };
}

async function pathSource(route: string, given: string | URL): Promise<UploadSource> {
  const path = pathOf(route, given);
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(route, `'${path}' ${whyNotFound(error)}`);
  });
  if (found.isDirectory()) throw fileError(route, `'${path}' is a folder; give the path of one file in it`);
  if (!found.isFile()) throw fileError(route, `'${path}' is no regular file; give a stream of it instead`);
  refuseEmpty(route, found.size, `'${path}' is empty`);
  return {
    size: found.size,
    fileName: basename(path),
    contentType: undefined,
    reopens: true,
    open: () => createReadStream(path),
  };
}

function isPath(path: unknown): path is string | URL {
  return typeof path === 'string' || path instanceof URL;
}

function pathOf(route: string, path: string | URL): string {
  if (typeof path === 'string') return path;
  if (path.protocol === 'file:') return fileURLToPath(path);
  throw fileError(route, `is at a ${path.protocol} URL; give a path or a file: URL of this machine`);
}

function whyNotFound(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `does not exist; check the path, which is looked up from ${process.cwd()}`;
  if (code === 'EACCES') return 'may not be read by this process; check its permissions';
  return `cannot be read (${describeForeignError(error)})`;
}

function refuseEmpty(route: string, size: number, problem: string): void {
  if (size === 0) throw fileError(route, `${problem}; give a file with something in it`);
}
