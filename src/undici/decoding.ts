import { Readable, Transform, pipeline, type TransformCallback } from 'node:stream';
import zlib from 'node:zlib';
import type { InternalAxiosRequestConfig } from 'axios';

/** What is asked for, and can be read. */
export const ACCEPT_ENCODING = 'gzip, compress, deflate, br';

type Decoder = 'unzip' | 'deflate' | 'brotli';

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: 'unzip',
  'x-gzip': 'unzip',
  compress: 'unzip',
  'x-compress': 'unzip',
  deflate: 'deflate',
  br: 'brotli',
};

type Unpack = (packed: Buffer, options: object, done: (error: Error | null, body: Buffer) => void) => void;

const UNPACK: Readonly<
  Record<Decoder | 'raw', readonly [Unpack, (packed: Buffer, options: object) => Buffer]>
> = {
  unzip: [zlib.unzip, zlib.unzipSync],
  deflate: [zlib.inflate, zlib.inflateSync],
  raw: [zlib.inflateRaw, zlib.inflateRawSync],
  brotli: [zlib.brotliDecompress, zlib.brotliDecompressSync],
};

/** Larger bodies are unpacked beside the event loop. */
const SYNCHRONOUS_UP_TO = 16 * 1024;

/** How an answer's body is to be unpacked; `undefined` when it is plain, or packed in a way that is left to the caller. */
export function decoderOf(
  encoding: unknown,
  { decompress }: InternalAxiosRequestConfig,
): Decoder | undefined {
  return decompress !== false && typeof encoding === 'string' ? DECODERS[encoding.toLowerCase()] : undefined;
}

/**
 * Unpacks a complete body. One that was cut off is an error, though axios' own adapter gives out what there is of it.
 *
 * @param limit of the unpacked body in bytes, so that a small answer cannot fill the memory.
 * @param done called with Node's `ERR_BUFFER_TOO_LARGE` when it is passed.
 */
export function decode(
  packed: Buffer,
  decoder: Decoder,
  limit: number,
  done: (error: Error | null, body: Buffer) => void,
): void {
  if (packed.length === 0) {
    done(null, packed);
    return;
  }
  const options = limit === Infinity ? {} : { maxOutputLength: Math.max(1, limit) };
  const [unpack, unpackSync] = UNPACK[decoder === 'deflate' && !hasZlibHeader(packed) ? 'raw' : decoder];
  if (packed.length > SYNCHRONOUS_UP_TO) {
    unpack(packed, options, done);
    return;
  }
  let body: Buffer;
  try {
    body = unpackSync(packed, options);
  } catch (error) {
    done(error as Error, packed);
    return;
  }
  done(null, body);
}

/** Unpacks a body while it is read. */
export function decodeStream(packed: Readable, decoder: Decoder): Readable {
  if (decoder === 'unzip') return pipeline(packed, zlib.createUnzip(), ignore);
  if (decoder === 'brotli') return pipeline(packed, zlib.createBrotliDecompress(), ignore);
  return pipeline(packed, new Inflate(), ignore);
}

/** "deflate" comes with a zlib header and without; only the first byte tells. */
class Inflate extends Transform {
  #inflate: zlib.Inflate | zlib.InflateRaw | undefined;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#inflate ??= this.#begin(chunk);
    this.#inflate.write(chunk, done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#inflate === undefined) {
      done();
      return;
    }
    this.#inflate.once('end', done).end();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#inflate?.destroy();
    done(error);
  }

  #begin(first: Buffer): zlib.Inflate | zlib.InflateRaw {
    const inflate = hasZlibHeader(first) ? zlib.createInflate() : zlib.createInflateRaw();
    inflate.on('data', (data: Buffer) => this.push(data)).on('error', (error) => this.destroy(error));
    return inflate;
  }
}

function hasZlibHeader(bytes: Buffer): boolean {
  return ((bytes[0] ?? 0) & 0x0f) === 8;
}

function ignore(): void {
  // The reader of the last stream gets the error.
}
