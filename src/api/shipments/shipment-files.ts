import { Readable } from 'node:stream';
import type { AxiosResponse } from 'axios';
import { NovaPostApiError } from '../../nova-post.errors.js';
import type { OperationClient } from '../operation-client.js';
import { FILE_HEADERS, fileOf, fileStreamOf, type ApiFile, type ApiFileStream } from './api-file.js';
import type { CallOptions } from '../call-options.js';
import type {
  Attachment,
  EntityId,
  PrintShipmentsQuery,
  SuccessFlag,
  UploadInput,
} from '../contract/contract.generated.js';
import { callOptions } from '../argument-rules.js';
import { identifier } from '../input-rules.js';
import { checkArguments, operation } from '../operation.js';
import { bodyOf } from '../read-response.js';
import { printRules, uploadRules } from './file-rules.js';
import { UploadBody, type UploadProgress } from './upload-body.js';
import { jsonForm, multipartForm } from './upload-form.js';
import { uploadSource, type UploadFile } from './upload-source.js';

const PRINT = 'GET /shipments/print';
const ATTACHMENT = 'GET /shipments/{shipmentNumber}/attachments/{fileId}';
const ATTACHMENTS = 'GET /shipments/{shipmentNumber}/attachments';
const UPLOAD = 'POST /shipments/uploads/{id}';

/** What to print: which waybills, and which form of them. */
export interface PrintQuery extends PrintShipmentsQuery {}

/** How a file is uploaded. */
export interface UploadOptions extends CallOptions {
  /**
   * Name to store it under. Default: the name of the file, if it has one; else the API calls it `invoice`.
   */
  readonly fileName?: string | undefined;
  /** Such as `application/pdf`. Default: the type of a Blob that has one, else none. */
  readonly contentType?: string | undefined;
  /**
   * `json` (default) is the documented one: base64 in a JSON document. `multipart` is not documented by Nova
   * Post: `multipart/form-data` with the fields `file`, `fileName` and `fileContentType`, a quarter smaller
   * on the way, for servers and proxies that are known to take it.
   */
  readonly format?: 'json' | 'multipart' | undefined;
  /**
   * Called for every piece of the file that has gone to the connection; `loaded` grows and ends at `total`.
   */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** Printed forms, attachments and uploads: the part of the shipments that is files. */
export class ShipmentFiles {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * Prints labels (`marking`: one number, `size_100_100`), customs forms (`international`) or invoices as a
   * PDF, in memory. The reference types `type` and `printSizeType` as lists, but all known clients send one
   * value, and so does this one. `GET /shipments/print`.
   *
   * @throws NovaPostValidationError for a number that is unknown or of another account, and for a label
   *   of several numbers (before anything is sent); NovaPostApiError also when JSON or HTML comes in place of
   *   a file; NovaPostNetworkError when the answer breaks off.
   * @example
   * const { data } = await novaPost.shipments.print({ numbers: ['SHPL6145344878'], type: 'marking' });
   * await writeFile('label.pdf', data);
   */
  @operation(PRINT, () => ({ query: printRules, options: callOptions }))
  async print(query: PrintQuery, options?: CallOptions): Promise<ApiFile> {
    return this.#print(query, 'arraybuffer', options, fileOf);
  }

  /**
   * As {@link print}, as a stream: resolves when the answer has begun. From there `timeoutMs` counts no more,
   * and `signal` ends the stream. `GET /shipments/print`.
   *
   * @example
   * const { stream } = await novaPost.shipments.printStream({ numbers: [number], type: 'marking' });
   * await pipeline(stream, createWriteStream('label.pdf'));
   */
  @operation(PRINT, () => ({ query: printRules, options: callOptions }))
  async printStream(query: PrintQuery, options?: CallOptions): Promise<ApiFileStream> {
    return this.#print(query, 'stream', options, fileStreamOf);
  }

  /**
   * The files of a shipment: signature, proof of delivery, uploads. `GET
   * /shipments/{shipmentNumber}/attachments`.
   *
   * @param shipmentNumber of the waybill, not its id.
   * @throws NovaPostValidationError when the shipment is not yours, does not exist, or has no files: the API
   *   answers 422 for all three.
   * @example const files = await novaPost.shipments.attachments('SHPL6145344878');
   */
  @operation(ATTACHMENTS, () => ({ shipmentNumber: identifier, options: callOptions }))
  attachments(shipmentNumber: string, options?: CallOptions): Promise<Attachment[]> {
    return this.#calls.call(ATTACHMENTS, { path: { shipmentNumber } }, options);
  }

  /**
   * One file of a shipment, in memory: a PDF by the reference, a PNG in its samples; `contentType` says
   * which. `GET /shipments/{shipmentNumber}/attachments/{fileId}`.
   *
   * @param shipmentNumber of the waybill, not its id.
   * @param fileId `storageInfo.id` of {@link attachments}.
   * @throws NovaPostValidationError when file or shipment is not yours or does not exist: the API answers 422
   *   for both; NovaPostApiError also when JSON or HTML comes in place of a file; NovaPostNetworkError when
   *   the answer breaks off.
   * @example
   * const { data } = await novaPost.shipments.downloadAttachment(number, files[0].storageInfo.id);
   */
  @operation(ATTACHMENT, () => ({ shipmentNumber: identifier, fileId: identifier, options: callOptions }))
  async downloadAttachment(shipmentNumber: string, fileId: string, options?: CallOptions): Promise<ApiFile> {
    return this.#download(shipmentNumber, fileId, 'arraybuffer', options, fileOf);
  }

  /**
   * As {@link downloadAttachment}, as a stream; see {@link printStream}.
   *
   * @example
   * const { stream } = await novaPost.shipments.downloadAttachmentStream(number, files[0].storageInfo.id);
   */
  @operation(ATTACHMENT, () => ({ shipmentNumber: identifier, fileId: identifier, options: callOptions }))
  async downloadAttachmentStream(
    shipmentNumber: string,
    fileId: string,
    options?: CallOptions,
  ): Promise<ApiFileStream> {
    return this.#download(shipmentNumber, fileId, 'stream', options, fileStreamOf);
  }

  /**
   * Attaches a file to a shipment, such as the client's invoice on customs routes. The file is encoded while
   * it is sent, so its size does not matter for memory; give a large one more time with `timeoutMs`. A
   * rejected token is replaced and the file sent once more, unless it is a stream, which can be read only
   * once. A stream is closed in any case. `POST /shipments/uploads/{id}`.
   *
   * @param id of the shipment: a number in Europe, a UUID in Ukraine.
   * @throws NovaPostValidationError when the API refuses the file, and when it is empty, does not exist or
   *   cannot be read; NovaPostNotFoundError for an unknown shipment; NovaPostNetworkError when no answer
   *   comes: the file may have arrived.
   * @example
   * await novaPost.shipments.upload(id, { path: 'invoice.pdf' }, { contentType: 'application/pdf' });
   */
  async upload(id: EntityId, file: UploadFile, options: UploadOptions = {}): Promise<SuccessFlag> {
    checkUpload(id, file, options);
    const { format = 'json', fileName, contentType, onProgress, ...callOptions } = options;
    const source = await uploadSource(UPLOAD, file);
    const names = {
      fileName: fileName ?? source.fileName,
      contentType: contentType ?? source.contentType,
    };
    const form = format === 'json' ? jsonForm(names) : multipartForm(names);
    const progress = onlyGrowing(onProgress);
    const { clock } = this.#calls;
    const startedMs = clock.monotonic();
    const body = () => new UploadBody(UPLOAD, source, form, progress);
    try {
      return await this.#send(id, body(), form.contentType, callOptions);
    } catch (error) {
      // Not carried out, for lack of a valid token. By now a new one is on its way.
      const timeoutMs = remainingMs(callOptions.timeoutMs, clock.monotonic() - startedMs);
      if (!isRejectedToken(error) || !source.reopens || timeoutMs === 'none') throw error;
      return this.#send(id, body(), form.contentType, { ...callOptions, timeoutMs });
    }
  }

  #print<File>(
    query: PrintQuery,
    responseType: 'arraybuffer' | 'stream',
    options: CallOptions | undefined,
    read: (route: string, response: AxiosResponse<unknown>) => File,
  ): Promise<File> {
    const headers = { ...FILE_HEADERS, Accept: 'application/pdf' };
    const input = { query };
    return this.#calls.request(PRINT, input, options, { responseType, headers }, (response) =>
      read(PRINT, response),
    );
  }

  #download<File>(
    shipmentNumber: string,
    fileId: string,
    responseType: 'arraybuffer' | 'stream',
    options: CallOptions | undefined,
    read: (route: string, response: AxiosResponse<unknown>) => File,
  ): Promise<File> {
    const headers = { ...FILE_HEADERS, Accept: '*/*' };
    const input = { path: { shipmentNumber, fileId } };
    return this.#calls.request(ATTACHMENT, input, options, { responseType, headers }, (response) =>
      read(ATTACHMENT, response),
    );
  }

  async #send(
    id: EntityId,
    body: UploadBody,
    contentType: string,
    options: CallOptions,
  ): Promise<SuccessFlag> {
    const headers = {
      'Content-Type': contentType,
      ...(body.length !== undefined && { 'Content-Length': String(body.length) }),
    };
    try {
      return await this.#calls.request(
        UPLOAD,
        // What the type describes, as bytes that are on their way.
        { path: { id }, body: body.stream as unknown as UploadInput },
        options,
        // Redirects would keep the whole file in memory, in case it has to be sent again.
        { headers, maxRedirects: 0 },
        (response) => bodyOf(UPLOAD, response) as SuccessFlag,
      );
    } catch (error) {
      throw body.failure ?? error;
    } finally {
      body.close();
    }
  }
}

/** As every method does, but a stream is closed in any case. */
function checkUpload(id: unknown, file: unknown, options: unknown): void {
  try {
    checkArguments(UPLOAD, uploadRules, [id, file, options]);
  } catch (error) {
    if (isStream(file)) file.destroy();
    throw error;
  }
}

/** `instanceof` throws for a proxy that has been revoked. */
function isStream(file: unknown): file is Readable {
  try {
    return file instanceof Readable;
  } catch {
    return false;
  }
}

/** The 401 of the API itself; that of the token endpoint is another error. */
function isRejectedToken(error: unknown): boolean {
  return error instanceof NovaPostApiError && error.status === 401;
}

/** `timeoutMs` is for the call in all, a second attempt included. */
function remainingMs(timeoutMs: number | undefined, passedMs: number): number | 'none' | undefined {
  if (timeoutMs === undefined || timeoutMs === 0) return timeoutMs;
  const leftMs = Math.floor(timeoutMs - passedMs);
  return leftMs > 0 ? leftMs : 'none';
}

/** A second attempt begins at 0 again; what has been told already is not told twice. */
function onlyGrowing(onProgress: UploadOptions['onProgress']): (progress: UploadProgress) => void {
  let told = 0;
  return (progress) => {
    if (progress.loaded <= told) return;
    told = progress.loaded;
    onProgress?.(progress);
  };
}
