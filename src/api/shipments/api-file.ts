import { Transform, pipeline, type Readable, type TransformCallback } from 'node:stream';
import type { AxiosResponse } from 'axios';
import { fileNameOf } from './content-disposition.js';
import { headerOf, unexpectedResponse } from '../unexpected-response.js';

/** A file in memory, byte by byte as the API sent it. */
export interface ApiFile {
  readonly data: Buffer;
  /** As the API says it; `application/octet-stream` when it says nothing. */
  readonly contentType: string;
  /** From `Content-Disposition`, without folders and control characters. `undefined` when the API gives none. */
  readonly fileName: string | undefined;
}

/** A file that is still on its way. Read `stream` to its end, or `destroy()` it: until then it holds a connection. */
export interface ApiFileStream {
  /** Errs with a NovaPostNetworkError when the connection breaks, and with a NovaPostApiError when no file comes. */
  readonly stream: Readable;
  /** As the API says it; `application/octet-stream` when it says nothing. */
  readonly contentType: string;
  /** From `Content-Disposition`, without folders and control characters. `undefined` when the API gives none. */
  readonly fileName: string | undefined;
  /** Bytes; `undefined` when the API does not say. */
  readonly contentLength: number | undefined;
}

/** Asked of servers for files: compressed on the way, the announced length would not be the file's. */
export const FILE_HEADERS = Object.freeze({ 'Accept-Encoding': 'identity' });

/** How many bytes tell a page or a JSON document from a file. */
const SNIFFED_BYTES = 64;

/** @throws NovaPostApiError when the answer is JSON, HTML or nothing. */
export function fileOf(route: string, response: AxiosResponse<unknown>): ApiFile {
  refuseDeclaredText(route, response);
  const data = Buffer.isBuffer(response.data) ? response.data : Buffer.from(response.data as ArrayBuffer);
  const wrong = wrongContent(data, headerOf(response, 'content-type'));
  if (wrong !== undefined) throw unexpectedResponse(route, response, wrong, 'a file');
  return { data, ...described(response) };
}

/** @throws NovaPostApiError when the answer says that it is JSON or HTML. */
export function fileStreamOf(route: string, response: AxiosResponse<unknown>): ApiFileStream {
  const source = response.data as Readable;
  try {
    refuseDeclaredText(route, response);
  } catch (error) {
    source.destroy();
    throw error;
  }
  const length = headerOf(response, 'content-length');
  return {
    stream: checked(route, response, source),
    ...described(response),
    contentLength: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
  };
}

function described(response: AxiosResponse): Pick<ApiFile, 'contentType' | 'fileName'> {
  return {
    contentType: headerOf(response, 'content-type') ?? 'application/octet-stream',
    fileName: fileNameOf(headerOf(response, 'content-disposition')),
  };
}

/** JSON and HTML are no files, unless the answer says in so many words that they are. */
function refuseDeclaredText(route: string, response: AxiosResponse): void {
  const contentType = headerOf(response, 'content-type') ?? '';
  const attachment = /^\s*attachment\b/i.test(headerOf(response, 'content-disposition') ?? '');
  if (attachment || !/^[^;]*\b(json|x?html)\b/i.test(contentType)) return;
  throw unexpectedResponse(route, response, contentType, 'a file');
}

/** What is wrong with the first bytes of a file, in words; a page may come under the name of a PDF or under none. */
function wrongContent(bytes: Buffer, contentType = 'text/plain'): string | undefined {
  if (bytes.length === 0) return 'no bytes';
  if (!/^(application\/pdf|text\/plain)\b/i.test(contentType)) return undefined;
  const start = bytes.subarray(0, SNIFFED_BYTES).toString('latin1');
  if (/^(ï»¿)?\s*(<!doctype html|<html)/i.test(start)) return 'an HTML page';
  return /^(ï»¿)?\s*(\{\s*["}]|\[\s*[{"\]])/.test(start) ? 'a JSON document' : undefined;
}

/** The same bytes, once the first of them have been looked at. */
function checked(route: string, response: AxiosResponse, source: Readable): Readable {
  const contentType = headerOf(response, 'content-type');
  let begun = false;
  const look = (bytes: Buffer, done: TransformCallback) => {
    const wrong = begun ? undefined : wrongContent(bytes, contentType);
    begun = true;
    done(wrong === undefined ? null : unexpectedResponse(route, response, wrong, 'a file'), bytes);
  };
  const check = new Transform({
    transform: (bytes: Buffer, _encoding, done) => look(bytes, done),
    flush: (done) => look(Buffer.alloc(0), done),
  });
  // Whoever reads hears of errors from `check`; with nobody reading they are of no interest.
  pipeline(source, check, () => undefined);
  return check;
}
