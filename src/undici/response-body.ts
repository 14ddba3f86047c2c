import { Readable } from 'node:stream';
import { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { Dispatcher } from 'undici';
import { decode, decodeStream, decoderOf } from './decoding.js';
import { Progress } from './progress.js';
import { brokenOff, tooLong } from './transport-error.js';

export interface ResponseBodyListener {
  /** `response.data` is there. */
  complete(): void;
  /** There will be no `response.data`. */
  failed(error: unknown): void;
  /** The stream has ended, well or not. */
  closed(): void;
}

/** The body of an answer, on its way from the socket into `response.data`: as a whole, or as a stream. */
export class ResponseBody {
  readonly isStream: boolean;
  readonly #response: AxiosResponse;
  readonly #config: InternalAxiosRequestConfig;
  readonly #listener: ResponseBodyListener;
  readonly #controller: Dispatcher.DispatchController;
  readonly #decoder: ReturnType<typeof decoderOf>;
  readonly #limit: number;
  readonly #progress: Progress | undefined;
  #chunks: Buffer[] = [];
  #length = 0;
  #source: Readable | undefined;
  /** What was given out; its receiver may have put something else into the response since. */
  #given: Readable | undefined;

  constructor(
    response: AxiosResponse,
    method: string,
    controller: Dispatcher.DispatchController,
    listener: ResponseBodyListener,
  ) {
    const { config, headers, status } = response;
    const { maxContentLength = -1, onDownloadProgress } = config;
    this.#response = response;
    this.#config = config;
    this.#controller = controller;
    this.#listener = listener;
    this.isStream = config.responseType === 'stream';
    this.#limit = maxContentLength < 0 ? Infinity : maxContentLength;
    this.#decoder = decoderOf(headers['content-encoding'], config);
    if (
      this.#decoder !== undefined ||
      (config.decompress !== false && (method === 'HEAD' || status === 204))
    ) {
      Reflect.deleteProperty(headers, 'content-encoding');
    }
    const length = Number(headers['content-length'] ?? NaN);
    this.#progress =
      onDownloadProgress &&
      new Progress(onDownloadProgress, 'download', Number.isFinite(length) ? length : undefined);
    if (this.isStream) response.data = this.#given = this.#openStream();
  }

  take(chunk: Buffer): void {
    this.#progress?.passed(chunk.length);
    if (this.#source !== undefined) {
      if (!this.#source.push(chunk)) this.#controller.pause();
      return;
    }
    this.#length += chunk.length;
    if (this.#length > this.#limit) this.#tooLong();
    else this.#chunks.push(chunk);
  }

  end(): void {
    this.#progress?.end();
    if (this.#source !== undefined) {
      this.#source.push(null);
      return;
    }
    const [first] = this.#chunks;
    const packed = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
    this.#chunks = [];
    if (this.#decoder === undefined) {
      this.#give(packed);
      return;
    }
    decode(packed, this.#decoder, this.#limit, (error, body) => {
      if (error === null) this.#give(body);
      else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') this.#tooLong();
      else
        this.#listener.failed(
          AxiosError.from(error, undefined, this.#config, this.#response.request, this.#response),
        );
    });
  }

  /** The connection ended too early. */
  breakOff(): void {
    // As Node's own stream ends.
    if (this.#given !== undefined) this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    else this.destroy(brokenOff(this.#config, this.#response.request as object, this.#response));
  }

  destroy(error: Error): void {
    if (this.#given === undefined) this.#listener.failed(error);
    else this.#given.destroy(error);
  }

  #give(body: Buffer): void {
    const { responseType, responseEncoding } = this.#config as InternalAxiosRequestConfig<unknown>;
    if (responseType === 'arraybuffer') {
      this.#response.data = body;
    } else {
      const text = body.toString(responseEncoding as BufferEncoding | undefined);
      const isUtf8 = responseEncoding === undefined || /^utf-?8$/i.test(responseEncoding);
      this.#response.data = isUtf8 && text.startsWith('\uFEFF') ? text.slice(1) : text;
    }
    this.#listener.complete();
  }

  #tooLong(): void {
    const error = tooLong(this.#config, this.#limit, this.#response.request as object);
    this.#listener.failed(error);
    this.#controller.abort(error);
  }

  #openStream(): Readable {
    const source = new Readable({
      read: () => {
        this.#controller.resume();
      },
      destroy: (error, done) => {
        if (!source.readableEnded) this.#controller.abort(error ?? new Error('The stream was closed.'));
        done(error);
      },
    });
    this.#source = source;
    const plain = this.#decoder === undefined ? source : decodeStream(source, this.#decoder);
    const given =
      this.#limit === Infinity ? plain : Readable.from(this.#limited(plain), { objectMode: false });
    given.once('close', () => {
      this.#listener.closed();
    });
    return given;
  }

  async *#limited(plain: Readable): AsyncGenerator<Buffer> {
    let length = 0;
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > this.#limit) throw tooLong(this.#config, this.#limit, this.#response.request as object);
      yield chunk;
    }
  }
}
