import { PassThrough, Readable, type Stream } from 'node:stream';
import { AxiosError, type InternalAxiosRequestConfig } from 'axios';
import { counted } from './counted.js';
import { multipart } from './multipart.js';
import { Progress } from './progress.js';
import { bodyTooLong } from './transport-error.js';

export interface RequestBody {
  readonly content: string | Uint8Array | Readable | null;
  /** What the body says of itself; set over the request's own headers. */
  readonly headers: Readonly<Record<string, string>>;
}

const NONE: RequestBody = { content: null, headers: {} };

/** A `FormData` of the form-data package, which is a stream that knows its headers. */
type FormStream = Stream & { getHeaders(): Record<string, string> };

/**
 * What axios leaves of `data` after its transformations, as undici takes it.
 *
 * @throws AxiosError for what no body can be made of, and for a body over `maxBodyLength`.
 */
export function requestBody(config: InternalAxiosRequestConfig): RequestBody {
  const body = bodyOf(config);
  const { content } = body;
  const limit = limitOf(config);
  const { onUploadProgress } = config;
  if (content === null) return body;
  if (!(content instanceof Readable)) {
    const length = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
    if (length > limit) throw bodyTooLong(config);
    if (onUploadProgress === undefined) return body;
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return {
      content: metered(Readable.from(slices(bytes), { objectMode: false }), config, length),
      headers: { ...body.headers, 'content-length': String(length) },
    };
  }
  const length = body.headers['content-length'] ?? (config.headers.getContentLength() as string | null);
  if (length !== null && Number(length) > limit) throw bodyTooLong(config);
  return limit === Infinity && onUploadProgress === undefined
    ? body
    : { ...body, content: metered(content, config, length === null ? undefined : Number(length)) };
}

function bodyOf(config: InternalAxiosRequestConfig): RequestBody {
  const data: unknown = config.data;
  if (data === undefined || data === null || data === '') return NONE;
  if (typeof data === 'string' || data instanceof Uint8Array) return { content: data, headers: {} };
  if (data instanceof ArrayBuffer) return { content: new Uint8Array(data), headers: {} };
  if (data instanceof FormData) {
    const type = config.headers.getContentType() as string | null;
    const { body, length, contentType } = multipart(data, type ?? undefined);
    return { content: body, headers: { 'content-type': contentType, 'content-length': String(length) } };
  }
  if (data instanceof Blob) {
    return {
      content: Readable.fromWeb(data.stream()),
      headers: {
        'content-length': String(data.size),
        'content-type': data.type === '' ? 'application/octet-stream' : data.type,
      },
    };
  }
  if (data instanceof ReadableStream) {
    return { content: Readable.fromWeb(data), headers: {} };
  }
  if (isStream(data)) {
    return { content: readable(data), headers: isFormStream(data) ? data.getHeaders() : {} };
  }
  throw new AxiosError(
    'Data after transformation must be a string, an ArrayBuffer, a Buffer, or a Stream',
    AxiosError.ERR_BAD_REQUEST,
    config,
  );
}

/** `-1`, the default of axios, is no limit. */
function limitOf({ maxBodyLength }: InternalAxiosRequestConfig): number {
  return maxBodyLength === undefined || maxBodyLength < 0 ? Infinity : maxBodyLength;
}

/** Counts what is sent, against the limit and for `onUploadProgress`. */
function metered(source: Readable, config: InternalAxiosRequestConfig, length: number | undefined): Readable {
  const limit = limitOf(config);
  const { onUploadProgress } = config;
  const progress = onUploadProgress && new Progress(onUploadProgress, 'upload', length);
  let sent = 0;
  const meter = counted(
    (bytes) => {
      sent += bytes;
      if (sent > limit) return bodyTooLong(config);
      progress?.passed(bytes);
      return undefined;
    },
    () => progress?.end(),
  );
  source.on('error', (error) => meter.destroy(error));
  meter.on('close', () => source.destroy());
  return source.pipe(meter);
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  const SLICE = 64 * 1024;
  for (let start = 0; start < bytes.length; start += SLICE) yield bytes.subarray(start, start + SLICE);
}

/** A stream in the old style is piped into one that undici can hold back. */
function readable(stream: Stream): Readable {
  if (stream instanceof Readable) return stream;
  const source = stream.pipe(new PassThrough());
  stream.on('error', (error: Error) => source.destroy(error));
  return source;
}

function isStream(data: unknown): data is Stream {
  return typeof data === 'object' && data !== null && typeof (data as { pipe?: unknown }).pipe === 'function';
}

function isFormStream(data: Stream): data is FormStream {
  return typeof (data as { getHeaders?: unknown }).getHeaders === 'function';
}
