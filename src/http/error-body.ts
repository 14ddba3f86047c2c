import { isObject } from '../is-object.js';

type Fields = Record<string, string[]>;

/** An error page longer than this is cut. */
const LONGEST_BODY_BYTES = 64 * 1024;

/** A field's text longer than this is cut: it goes into logs. */
const LONGEST_TEXT = 1_000;

/** What a body says beyond so many texts is left out, for the same reason. */
const MOST_TEXTS = 100;

/** What is wrong with a parcel is not nested deeper than this. */
const DEEPEST = 10;

/** Texts that stand for the whole request, not for one field. */
const MESSAGE_KEYS = ['errorMessage', 'ErrorMessage', 'message', 'error'];

/**
 * What is wrong, by field, from any of the API's error shapes: `{errors: {field: text}}`, `{errors: [text]}`,
 * `{errors: {errorMessage}}`, `{message}`, `{error}`, `{ErrorMessage}` and the JSON-RPC answers some calls pass
 * through. Texts without a field stand under `''`; nested fields are joined with dots.
 */
export function readErrorFields(body: unknown): Readonly<Fields> {
  const found: FoundFields = { fields: Object.create(null) as Fields, texts: 0 };
  if (!isObject(body)) return found.fields;
  collect(body['errors'], '', found, 0);
  for (const key of MESSAGE_KEYS) collect(body[key], '', found, 0);
  return found.fields;
}

interface FoundFields {
  readonly fields: Fields;
  texts: number;
}

function collect(value: unknown, path: string, found: FoundFields, depth: number): void {
  if (depth > DEEPEST || found.texts >= MOST_TEXTS) return;
  if (typeof value === 'string' && value !== '') {
    (found.fields[path] ??= []).push(cut(value));
    found.texts += 1;
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, path, found, depth + 1);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const below = path === '' ? key : `${path}.${key}`;
      collect(inner, MESSAGE_KEYS.includes(key) ? path : below, found, depth + 1);
    }
  }
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A body as the caller expects it: JSON parsed whatever response type was asked for. */
export function decodeErrorBody(data: unknown, contentType: string | undefined): unknown {
  const text = textOf(data);
  if (text === undefined) return data;
  if (contentType !== undefined && !contentType.includes('json')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An error body that was asked for as a stream or a blob, in its place a text; any other as it is. */
export async function readErrorBody(data: unknown): Promise<unknown> {
  if (data instanceof Blob) return data.slice(0, LONGEST_BODY_BYTES).text();
  const streams = typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
  return streams ? readErrorStream(data as AsyncIterable<Uint8Array>) : data;
}

/** The beginning of an error body that was asked for as a stream. */
export async function readErrorStream(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(Buffer.from(chunk as string));
      length += chunk.length;
      if (length >= LONGEST_BODY_BYTES) break;
    }
  } catch {
    // What has come is what there is to tell.
  }
  return Buffer.concat(chunks).subarray(0, LONGEST_BODY_BYTES).toString('utf8');
}

function textOf(data: unknown): string | undefined {
  if (typeof data === 'string') return data;
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString('utf8');
  return undefined;
}
