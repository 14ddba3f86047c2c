import { fieldErrors, type Answer } from '../server/answer.js';
import type { RecordedRequest } from '../server/recorded-request.js';
import { InputCheck } from '../shipments/shipment-input.js';

/** A file as it was sent. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the API calls a file that came without a name. */
const DEFAULT_NAME = 'invoice';
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Reads an upload: the documented JSON with base64, or a form with the same fields, which is not documented but what many
 * servers take. Gives the 422 when it holds no file.
 */
export async function readUpload(request: RecordedRequest): Promise<UploadedFile | Answer> {
  const contentType = request.headers['content-type'] ?? '';
  if (/^multipart\/form-data\b/i.test(contentType)) return readForm(request.rawBody, contentType);
  if (/^application\/json\b/i.test(contentType)) return readJson(request.body);
  return fieldErrors({
    'Content-Type': `must be application/json or multipart/form-data, but it is ${contentType || 'missing'}`,
  });
}

function readJson(body: unknown): UploadedFile | Answer {
  const check = new InputCheck(body);
  for (const name of ['fileName', 'fileContentType']) check.text(name, 255);
  const file = check.at('file');
  if (check.required('file') && (typeof file !== 'string' || file.length % 4 > 0 || !BASE64.test(file))) {
    check.refuse('file', 'The file must be valid base64.');
  }
  if (Object.keys(check.errors).length > 0) return fieldErrors(check.errors);
  return { name: nameOf(check.at('fileName')), bytes: Buffer.from(file as string, 'base64') };
}

async function readForm(bytes: Buffer, contentType: string): Promise<UploadedFile | Answer> {
  const body = new Response(bytes, { headers: { 'Content-Type': contentType } });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- for its use of memory, which 10 MB do not matter to
  const form = await body.formData().catch(() => undefined);
  if (!form) return fieldErrors({ file: 'The form cannot be read.' });
  const file = form.get('file');
  if (!(file instanceof Blob)) return fieldErrors({ file: 'The file field is required.' });
  if (file.size === 0) return fieldErrors({ file: 'The file is empty.' });
  return { name: nameOf(form.get('fileName') ?? file.name), bytes: Buffer.from(await file.arrayBuffer()) };
}

function nameOf(given: unknown): string {
  return typeof given === 'string' && given !== '' ? given : DEFAULT_NAME;
}
