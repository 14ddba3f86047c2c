import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { RecordedBody } from './raw-body-recorder.js';
import { DeliveryRefusal } from './webhook-failure.js';

/** A request, perhaps after a body parser has been at it. */
export interface PostRequest extends IncomingMessage {
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

const UNPACK = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** The bytes of the body, unpacked. Rejects with a {@link DeliveryRefusal} when they cannot be had. */
export async function readBody(
  request: PostRequest,
  limitBytes: number,
  recorded: RecordedBody | undefined,
): Promise<Buffer> {
  refuseBeyond(limitBytes, Number(request.headers['content-length'] ?? 0));
  if (isUnread(request)) return unpack(await readStream(request, limitBytes), request, limitBytes);
  // Something before this reads it as it comes in: what has been recorded may not be all.
  if (isComingIn(request) && recorded !== undefined) await readStream(request, limitBytes);
  if (recorded !== undefined && (recorded.bytes > 0 || !hasParsedBody(request))) {
    refuseBeyond(limitBytes, recorded.bytes);
    return unpack(Buffer.concat(recorded.chunks), request, limitBytes);
  }
  const left = bytesLeftBy(request);
  refuseBeyond(limitBytes, left.length);
  return left;
}

function isUnread(request: PostRequest): boolean {
  return !request.readableDidRead && isComingIn(request);
}

function isComingIn(request: PostRequest): boolean {
  return !request.readableEnded && !request.destroyed && !hasParsedBody(request);
}

/** A parser sets `body` to an object or to bytes; those that let a request pass leave `undefined`. */
function hasParsedBody({ body, rawBody }: PostRequest): boolean {
  return Buffer.isBuffer(rawBody) || (body !== undefined && body !== null && !isEmptyObject(body));
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/**
 * Requests that no server of this process has received, such as those of a serverless platform: `rawBody`
 * if there is one, else the parsed body written down again.
 */
function bytesLeftBy({ body, rawBody }: PostRequest): Buffer {
  const left = rawBody ?? body;
  if (Buffer.isBuffer(left)) return left;
  if (typeof left === 'string') return Buffer.from(left, 'utf8');
  return left === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(left), 'utf8');
}

function readStream(request: PostRequest, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) chunks.push(chunk);
      else reject(tooLarge(limitBytes));
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    const broken = () => {
      reject(new DeliveryRefusal(400, 'the sender went away before the end of the body'));
    };
    request.on('error', broken);
    request.on('close', broken);
  });
}

async function unpack(bytes: Buffer, { headers }: PostRequest, limitBytes: number): Promise<Buffer> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return bytes;
  if (!Object.hasOwn(UNPACK, encoding)) {
    throw new DeliveryRefusal(415, 'unsupported Content-Encoding; gzip, deflate and br are supported');
  }
  try {
    return await UNPACK[encoding as keyof typeof UNPACK](bytes, { maxOutputLength: limitBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limitBytes);
    throw new DeliveryRefusal(400, `the body is not ${encoding}, though Content-Encoding says so`);
  }
}

function refuseBeyond(limitBytes: number, bytes: number): void {
  if (bytes > limitBytes) throw tooLarge(limitBytes);
}

function tooLarge(limitBytes: number): DeliveryRefusal {
  return new DeliveryRefusal(
    413,
    `the body is larger than ${String(limitBytes)} bytes (option bodyLimitBytes)`,
  );
}
