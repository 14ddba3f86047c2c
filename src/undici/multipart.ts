import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

interface Multipart {
  readonly body: Readable;
  readonly length: number;
  readonly contentType: string;
}

/** So that a form that is sent again is the same to the byte. */
const BOUNDARIES = new WeakMap<FormData, string>();

/** A `FormData` as bytes, cut by the boundary that the content type already names, if it does. */
export function multipart(form: FormData, contentType: string | undefined): Multipart {
  const named = /boundary=("?)([-\w'()+,./:=? ]{1,70})\1/i.exec(contentType ?? '')?.[2];
  const boundary = named ?? BOUNDARIES.get(form) ?? `nestjs-nova-post-${randomUUID()}`;
  BOUNDARIES.set(form, boundary);
  const parts = [...form.entries()].map(([name, value]) => part(boundary, name, value));
  const end = Buffer.from(`--${boundary}--\r\n`);
  const length = parts.reduce(
    (sum, { head, content }) => sum + head.length + sizeOf(content) + 2,
    end.length,
  );
  return {
    body: Readable.from(bytesOf(parts, end), { objectMode: false }),
    length,
    contentType: named === undefined ? `multipart/form-data; boundary=${boundary}` : (contentType ?? ''),
  };
}

interface Part {
  readonly head: Buffer;
  readonly content: Buffer | Blob;
}

function part(boundary: string, name: string, value: string | (Blob & { readonly name: string })): Part {
  const file = typeof value === 'string' ? '' : `; filename="${escaped(value.name)}"`;
  const type =
    typeof value === 'string'
      ? ''
      : `\r\nContent-Type: ${value.type === '' ? 'application/octet-stream' : value.type}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}${type}\r\n\r\n`;
  const content = typeof value === 'string' ? Buffer.from(value.replace(/\r?\n|\r/g, '\r\n')) : value;
  return { head: Buffer.from(head), content };
}

async function* bytesOf(parts: readonly Part[], end: Buffer): AsyncGenerator<Uint8Array> {
  for (const { head, content } of parts) {
    yield head;
    if (Buffer.isBuffer(content)) yield content;
    else yield* content.stream() as unknown as AsyncIterable<Uint8Array>;
    yield Buffer.from('\r\n');
  }
  yield end;
}

function sizeOf(content: Buffer | Blob): number {
  return Buffer.isBuffer(content) ? content.length : content.size;
}

/** What may not stand in a quoted name of a part. */
function escaped(name: string): string {
  return name.replace(/\r\n?|\n/g, '%0D%0A').replace(/"/g, '%22');
}
