import { randomUUID } from 'node:crypto';

/** How an upload is written: around the file, and the file itself. */
export interface UploadForm {
  readonly contentType: string;
  /** What goes before the file. */
  readonly head: Buffer;
  /** What goes after it. */
  readonly tail: Buffer;
  /** The file in base64, or as it is. */
  readonly base64: boolean;
}

export interface UploadNames {
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
}

/** `{"fileName":…,"fileContentType":…,"file":"<base64>"}`: `UploadInput` of the contract. */
export function jsonForm({ fileName, contentType }: UploadNames): UploadForm {
  const names = JSON.stringify({ fileName, fileContentType: contentType }).slice(0, -1);
  const head = `${names}${names === '{' ? '' : ','}"file":"`;
  return {
    contentType: 'application/json',
    head: Buffer.from(head),
    tail: Buffer.from('"}'),
    base64: true,
  };
}

/** The same fields as `multipart/form-data` (RFC 7578). */
export function multipartForm({ fileName, contentType }: UploadNames): UploadForm {
  const boundary = randomUUID();
  const part = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n`;
  const field = (name: string, value: string | undefined) =>
    value === undefined ? '' : `${part(name)}\r\n${value}\r\n`;
  const file = part('file', `; filename="${escapeName(fileName ?? 'invoice')}"`);
  const type = (contentType ?? 'application/octet-stream').replace(/[\r\n]/g, '');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: Buffer.from(
      `${field('fileName', fileName)}${field('fileContentType', contentType)}${file}Content-Type: ${type}\r\n\r\n`,
    ),
    tail: Buffer.from(`\r\n--${boundary}--\r\n`),
    base64: false,
  };
}

/** Length of the whole body in bytes. */
export function bodyLength({ head, tail, base64 }: UploadForm, fileSize: number): number {
  return head.length + (base64 ? 4 * Math.ceil(fileSize / 3) : fileSize) + tail.length;
}

/** As browsers do it: a quote or a line break would end the header. */
function escapeName(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}
