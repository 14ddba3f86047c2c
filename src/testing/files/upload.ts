import { Refusal } from '../server/answer.js';
import type { RecordedRequest } from '../server/recorded-request.js';

/** A file as it was sent. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the API calls a file that came without a name. */
const DEFAULT_NAME = 'invoice';

/** A form with the fields of the documented JSON, which is not documented but what many servers take. */
export const FORM = /^multipart\/form-data\b/i;

/** Reads an upload that has been validated, or a form. */
export async function readUpload({ headers, body, rawBody }: RecordedRequest): Promise<UploadedFile> {
  const contentType = headers['content-type'] ?? '';
  if (FORM.test(contentType)) return readForm(rawBody, contentType);
  const { file, fileName } = body as { file: string; fileName?: string };
  if (file === '') refuseFile('The file is empty.');
  return { name: nameOf(fileName), bytes: Buffer.from(file, 'base64') };
}

async function readForm(bytes: Buffer, contentType: string): Promise<UploadedFile> {
  const body = new Response(bytes, { headers: { 'Content-Type': contentType } });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- for its use of memory, which 10 MB do not matter to
  const form = await body.formData().catch(() => refuseFile('The form cannot be read.'));
  const file = form.get('file');
  if (!(file instanceof Blob)) return refuseFile('The file field is required.');
  if (file.size === 0) return refuseFile('The file is empty.');
  return { name: nameOf(form.get('fileName') ?? file.name), bytes: Buffer.from(await file.arrayBuffer()) };
}

function nameOf(given: unknown): string {
  return typeof given === 'string' && given !== '' ? given : DEFAULT_NAME;
}

function refuseFile(message: string): never {
  throw new Refusal(422, { errors: { file: message } });
}
