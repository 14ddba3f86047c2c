import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Bodies above this many bytes are answered with 413. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface ReadBody {
  bytes: Buffer;
  tooLarge: boolean;
  /** The client closed the socket in the middle of its own body. */
  aborted: boolean;
}

/** Reads the body to its end, also one that is too large: the client would see a broken pipe, not the 413. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  try {
    const bytes = await buffer(request);
    const tooLarge = bytes.length > MAX_BODY_BYTES;
    return { bytes: tooLarge ? Buffer.alloc(0) : bytes, tooLarge, aborted: false };
  } catch {
    return { bytes: Buffer.alloc(0), tooLarge: false, aborted: true };
  }
}

/** A request target divided into path and query. */
export function readTarget(target: string): { path: string; query: Record<string, string | string[]> } {
  const mark = target.indexOf('?');
  if (mark === -1) return { path: target, query: {} };
  return { path: target.slice(0, mark), query: readQuery(target.slice(mark + 1)) };
}

function readQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    if (before === undefined) query[name] = name.endsWith('[]') ? [value] : value;
    else query[name] = [...(Array.isArray(before) ? before : [before]), value];
  }
  return query;
}

export interface ParsedBody {
  value: unknown;
  /** Announced as JSON, and is not. */
  malformed: boolean;
}

export function parseBody(bytes: Buffer, contentType: string | undefined): ParsedBody {
  if (bytes.length === 0) return { value: undefined, malformed: false };
  const text = bytes.toString('utf8');
  try {
    return { value: JSON.parse(text) as unknown, malformed: false };
  } catch {
    return { value: text, malformed: contentType === undefined || /\bjson\b/i.test(contentType) };
  }
}
