import { Transform, pipeline, type Readable } from 'node:stream';
import type { AxiosResponse } from 'axios';
import { fileNameOf } from './content-disposition.js';
import { headerOf, unexpectedResponse } from '../unexpected-response.js';

/** A file in memory, byte by byte as the API sent it. */
export interface ApiFile {
  readonly data: Buffer;
  /** As the API says it; `application/octet-stream` when it says nothing. */
  readonly contentType: string;
  /**
   * From `Content-Disposition`, without folders and control characters. `undefined` when the API gives none.
   */
  readonly fileName: string | undefined;
}

/**
 * A file that is still on its way. Read `stream` to its end, or `destroy()` it: until then it holds a
 * connection.
 */
export interface ApiFileStream {
  /**
   * Errs with a NovaPostNetworkError when the connection breaks, and with a NovaPostApiError when no file, or
   * only the beginning of one, comes.
   */
  readonly stream: Readable;
  /** As the API says it; `application/octet-stream` when it says nothing. */
  readonly contentType: string;
  /**
   * From `Content-Disposition`, without folders and control characters. `undefined` when the API gives none.
   */
  readonly fileName: string | undefined;
  /** Bytes; `undefined` when the API does not say. */
  readonly contentLength: number | undefined;
}

/** Asked of servers for files: compressed on the way, the announced length would not be the file's. */
export const FILE_HEADERS = Object.freeze({ 'Accept-Encoding': 'identity' });

/** How many bytes tell a page or a JSON document from a file. */
const SNIFFED_BYTES = 64;

/** Where the end mark of a file must be; some writers put a line or two behind it. */
const TAIL_BYTES = 1024;

/**
 * The kinds of files that the API is known to give, by how they begin, with the mark that a whole one ends
 * with.
 */
const END_MARKS: readonly (readonly [kind: string, start: string, end: string])[] = [
  ['PDF', '%PDF-', '%%EOF'],
  ['PNG image', '\x89PNG', 'IEND'],
  ['JPEG image', '\xFF\xD8\xFF', '\xFF\xD9'],
];

/** @throws NovaPostApiError when the answer is JSON, HTML, nothing, or a file that breaks off. */
export function fileOf(route: string, response: AxiosResponse<unknown>): ApiFile {
  refuseDeclaredText(route, response);
  const data = Buffer.isBuffer(response.data) ? response.data : Buffer.from(response.data as ArrayBuffer);
  const wrong =
    wrongContent(data, headerOf(response, 'content-type')) ??
    wrongEnd(data.subarray(0, SNIFFED_BYTES), data.subarray(-TAIL_BYTES));
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

/**
 * What is wrong with the first bytes of a file, in words; a page may come under the name of a PDF or under
 * none.
 */
function wrongContent(bytes: Buffer, contentType = 'text/plain'): string | undefined {
  if (bytes.length === 0) return 'no bytes';
  if (!/^(application\/pdf|text\/plain)\b/i.test(contentType)) return undefined;
  const start = bytes.subarray(0, SNIFFED_BYTES).toString('latin1');
  if (/^(ï»¿)?\s*(<!doctype html|<html)/i.test(start)) return 'an HTML page';
  return /^(ï»¿)?\s*(\{\s*["}]|\[\s*[{"\]])/.test(start) ? 'a JSON document' : undefined;
}

/** HTTP does not tell of every answer that breaks off: proxies and caches hand on what they have. */
function wrongEnd(head: Buffer, tail: Buffer): string | undefined {
  const [begin, rest] = [head.toString('latin1'), tail.toString('latin1')];
  const [kind, , end = ''] = END_MARKS.find(([, start]) => begin.startsWith(start)) ?? [];
  return kind === undefined || rest.includes(end) ? undefined : `a ${kind} that breaks off before its end`;
}

/** The same bytes; its first are looked at before they are given out, its last at the end. */
function checked(route: string, response: AxiosResponse, source: Readable): Readable {
  const contentType = headerOf(response, 'content-type');
  // A chunked answer has an end of its own, and breaks with an error of the connection when it does not come.
  const hasEnd = /\bchunked\b/i.test(headerOf(response, 'transfer-encoding') ?? '');
  let head: Buffer | undefined;
  let tail: Buffer = Buffer.alloc(0);
  const verdict = (wrong: string | undefined) =>
    wrong === undefined ? null : unexpectedResponse(route, response, wrong, 'a file');
  const check = new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      const wrong = head === undefined ? wrongContent(bytes, contentType) : undefined;
      head ??= Buffer.from(bytes.subarray(0, SNIFFED_BYTES));
      tail = Buffer.concat([tail, bytes.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
      done(verdict(wrong), bytes);
    },
    flush: (done) => {
      if (head === undefined) done(verdict(wrongContent(tail, contentType)));
      else done(hasEnd ? null : verdict(wrongEnd(head, tail)));
    },
  });
  // A reader gets errors from `check`; without a reader they are of no interest.
  pipeline(source, check, () => undefined);
  return check;
}
