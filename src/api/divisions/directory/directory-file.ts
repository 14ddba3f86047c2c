import { Readable, pipeline } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import axios from 'axios';
import type { Clock } from '../../../clock.js';
import type { NovaPostHttpService } from '../../../http/nova-post-http.service.js';
import { describeForeignError, isNovaPostError } from '../../../nova-post.errors.js';
import { waitFor } from '../../../wait.js';
import { headerOf } from '../../unexpected-response.js';
import { badFile, idleDownload } from './directory-error.js';
import type { DirectoryDivision } from './division-change.js';
import { JsonRows, MalformedRows } from './json-rows.js';
import { getPublic } from './public-request.js';

export interface DownloadOptions {
  readonly http: NovaPostHttpService;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly idleTimeoutMs: number;
}

const DOWNLOAD = { name: 'divisions.directory', changes: false };

/** Parsed at a time: rows of larger pieces survive garbage collections, and copying them costs more than parsing. */
const PIECE_BYTES = 64 * 1024;

/** Unpacked at a time, by another thread while the piece before is parsed: each costs a turn of the event loop. */
const UNPACKED_BYTES = 256 * 1024;

/** The file itself may be compressed, and a server may compress it once more on the way. */
const MOST_LAYERS = 2;

type Pieces = AsyncGenerator<Uint8Array, void, undefined>;

/** A file on its way. It comes no faster than its rows are read. */
export class DirectoryFile {
  receivedBytes = 0;
  /** Its content is not what it should be, so that rows which came before the damage may be wrong, too. */
  damaged = false;
  readonly totalBytes: number | undefined;
  readonly etag: string | undefined;
  readonly #url: string;
  readonly #source: Readable;
  readonly #options: DownloadOptions;

  private constructor(
    url: string,
    source: Readable,
    header: (name: string) => string | undefined,
    options: DownloadOptions,
  ) {
    this.#url = url;
    this.#source = source;
    this.#options = options;
    this.etag = header('etag');
    const length = header('content-encoding') === undefined ? header('content-length') : undefined;
    this.totalBytes = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  }

  /** @throws NovaPostApiError, NovaPostNetworkError, NovaPostInsecureUrlError */
  static async open(url: string, options: DownloadOptions): Promise<DirectoryFile> {
    const response = await getPublic(options.http, DOWNLOAD, url, {
      responseType: 'stream',
      decompress: false,
      maxContentLength: -1,
      timeout: options.idleTimeoutMs,
      signal: options.signal,
      // Compressed on the way, the announced length would not be the file's.
      headers: { 'Accept-Encoding': 'identity' },
    });
    const { data } = response;
    const source = data instanceof Readable ? data : Readable.fromWeb(data as NodeReadableStream);
    return new DirectoryFile(url, source, (name) => headerOf(response, name), options);
  }

  /**
   * The rows in the order of the file, in batches that have come together.
   *
   * @throws NovaPostNetworkError when the download breaks or stands still, and for a file that is not gzipped
   *   JSON with rows.
   */
  async *rows(): AsyncGenerator<readonly DirectoryDivision[], void, undefined> {
    const json = new JsonRows();
    let count = 0;
    try {
      for await (const piece of this.#unpacked(this.#watched(), 0)) {
        for (let at = 0; at < piece.length; at += PIECE_BYTES) {
          const rows = json.write(piece.subarray(at, at + PIECE_BYTES));
          for (const row of rows) this.#checkRow(row, (count += 1));
          yield rows as DirectoryDivision[];
        }
      }
      json.end();
    } catch (error) {
      throw this.#typed(error);
    } finally {
      this.#source.destroy();
    }
  }

  /** The bytes as they come; the wait for each is limited, the time in which none is asked for is not. */
  async *#watched(): Pieces {
    const { idleTimeoutMs, clock } = this.#options;
    const pieces = this.#source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
    const limit = idleTimeoutMs === 0 ? {} : { timeoutMs: idleTimeoutMs };
    for (;;) {
      const { done, value } = await waitFor(pieces.next(), limit, clock, () =>
        idleDownload(this.#url, idleTimeoutMs),
      );
      if (done === true) return;
      this.receivedBytes += value.length;
      yield value;
    }
  }

  /** Goes by the first bytes, because servers disagree on who says that a file is compressed, and how. */
  async *#unpacked(packed: Pieces, layers: number): Pieces {
    const [start, pieces] = await beginning(packed);
    if (layers < MOST_LAYERS && start[0] === 0x1f && start[1] === 0x8b) {
      yield* this.#unpacked(gunzip(pieces), layers + 1);
      return;
    }
    const text = start.toString('latin1').replace(/^ï»¿/, '').trimStart();
    if (text.startsWith('<')) throw new MalformedRows('is not a file but an HTML page');
    if (start.length === 0) throw new MalformedRows('is empty');
    if (!/^([[{]|$)/.test(text)) throw new MalformedRows('is neither gzip nor JSON');
    yield* pieces;
  }

  #checkRow(row: unknown, number: number): void {
    const { id } = (typeof row === 'object' && row !== null ? row : {}) as { id?: unknown };
    if (!Number.isSafeInteger(id)) throw new MalformedRows(`has no id in row ${String(number)}`);
  }

  #typed(error: unknown): unknown {
    // Ended by the caller, what came before is as good as it was.
    if (isNovaPostError(error) || axios.isCancel(error)) return error;
    const { code } = error as { code?: unknown };
    if (code === 'Z_BUF_ERROR') return badFile(this.#url, 'is cut off in the middle of its gzip data');
    this.damaged = true;
    if (error instanceof MalformedRows) return badFile(this.#url, error.message);
    return badFile(this.#url, `cannot be read (${describeForeignError(error)})`);
  }
}

/** The first bytes (two or more, if there are so many), and all of them. */
async function beginning(pieces: Pieces): Promise<[start: Buffer, all: Pieces]> {
  let start = Buffer.alloc(0);
  while (start.length < 16) {
    const { done, value } = await pieces.next();
    if (done === true) break;
    start = Buffer.concat([start, value]);
  }
  return [start, joined(start, pieces)];
}

async function* joined(start: Buffer, rest: Pieces): Pieces {
  if (start.length > 0) yield start;
  yield* rest;
}

async function* gunzip(packed: Pieces): Pieces {
  const unpacked = createGunzip({ chunkSize: UNPACKED_BYTES });
  // A reader gets errors from `unpacked`.
  pipeline(Readable.from(packed, { objectMode: false }), unpacked, () => undefined);
  yield* unpacked as AsyncIterable<Uint8Array>;
}
