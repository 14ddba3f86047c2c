import { Readable } from 'node:stream';
import { describeForeignError, type NovaPostValidationError } from '../../nova-post.errors.js';
import { bodyLength, type UploadForm } from './upload-form.js';
import { fileError, type UploadSource } from './upload-source.js';

/** Bytes that are encoded at a time, as many as a file stream gives; Buffers and Blobs come as one piece. */
const SLICE_BYTES = 64 * 1024;

/** How much of a file has been handed to the connection; of the file itself, not of its base64. */
export interface UploadProgress {
  /** Bytes so far. */
  readonly loaded: number;
  /** Bytes in all; `undefined` for a stream, which does not say. */
  readonly total: number | undefined;
}

/**
 * A request body that is written while the file is read, a piece at a time, and does not begin before
 * it is read. Good for one attempt.
 */
export class UploadBody {
  readonly stream: Readable;
  /** Of the whole body, in bytes; `undefined` when the file does not say how large it is. */
  readonly length: number | undefined;
  /** Why the body could not be written to its end. What the call then fails with is only the consequence. */
  failure: unknown;
  readonly #route: string;
  readonly #source: UploadSource;
  readonly #form: UploadForm;
  #file: Readable | undefined;

  constructor(
    route: string,
    source: UploadSource,
    form: UploadForm,
    onProgress: (progress: UploadProgress) => void,
  ) {
    this.#route = route;
    this.#source = source;
    this.#form = form;
    // The caller's stream is to be closed even if it is never read.
    this.#file = source.reopens ? undefined : source.open();
    this.length = source.size === undefined ? undefined : bodyLength(form, source.size);
    this.stream = Readable.from(this.#write(onProgress), { objectMode: false });
    this.stream.on('error', (error) => {
      this.failure ??= error;
    });
  }

  /** Lets go of the file, read or not, and of the connection if it still waits for more of it. */
  close(): void {
    // Without an error, axios would leave a request half sent that has its answer already.
    this.stream.destroy(this.stream.readableEnded ? undefined : new Error('The upload has ended.'));
    this.#file?.destroy();
  }

  async *#write(onProgress: (progress: UploadProgress) => void): AsyncGenerator<Buffer> {
    const { head, tail, base64 } = this.#form;
    yield head;
    let loaded = 0;
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of this.#read()) {
      loaded += chunk.length;
      if (loaded > (this.#source.size ?? Infinity)) throw this.#changed();
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      // Base64 writes three bytes as four characters; what is over waits for the next chunk.
      const whole = base64 ? bytes.length - (bytes.length % 3) : bytes.length;
      rest = bytes.subarray(whole);
      if (whole > 0) yield encode(bytes.subarray(0, whole), base64);
      onProgress({ loaded, total: this.#source.size });
    }
    this.#checkEnd(loaded);
    yield Buffer.concat([encode(rest, base64), tail]);
  }

  /** The file in pieces of bytes, whatever kind of stream it is. */
  async *#read(): AsyncGenerator<Buffer> {
    this.#file ??= this.#source.open();
    try {
      for await (const chunk of this.#file) yield* slices(bytesOf(chunk));
    } catch (error) {
      const why = describeForeignError(error);
      throw fileError(this.#route, `could not be read to its end (${why}), so the upload was broken off`);
    }
  }

  #checkEnd(loaded: number): void {
    const { size } = this.#source;
    if (loaded === 0) throw fileError(this.#route, 'is an empty stream; give a file with something in it');
    if (size !== undefined && loaded !== size) throw this.#changed();
  }

  #changed(): NovaPostValidationError {
    return fileError(
      this.#route,
      'changed its size while it was read, so the upload was broken off; upload it again',
    );
  }
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    yield bytes.subarray(start, start + SLICE_BYTES);
  }
}

function bytesOf(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new TypeError('A stream of a file gives bytes or text.');
}

function encode(bytes: Buffer, base64: boolean): Buffer {
  return base64 ? Buffer.from(bytes.toString('base64'), 'latin1') : bytes;
}
