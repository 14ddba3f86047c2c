import type { IncomingMessage } from 'node:http';

/** The bytes of one body that have come in: all of them, or that they were too many. */
export interface RecordedBody {
  readonly chunks: readonly Buffer[];
  readonly bytes: number;
}

/**
 * Keeps the bytes of bodies that something else reads first. On Express the JSON parser of the application
 * comes before every middleware of a module and leaves only its own reading of the body, unless `rawBody`
 * is on.
 */
export class RawBodyRecorder {
  readonly #limitBytes: number;
  readonly #bodies = new WeakMap<object, { chunks: Buffer[]; bytes: number }>();

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Keeps what comes in from now on, up to the limit. */
  record(request: IncomingMessage): void {
    const body: { chunks: Buffer[]; bytes: number } = { chunks: [], bytes: 0 };
    this.#bodies.set(request, body);
    const push = request.push.bind(request);
    // Whatever reads the body, and however, its bytes come in here.
    request.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
      if (Buffer.isBuffer(chunk)) {
        body.bytes += chunk.length;
        if (body.bytes <= this.#limitBytes) body.chunks.push(chunk);
      }
      return push(chunk, encoding);
    };
  }

  recordingOf(request: object): RecordedBody | undefined {
    return this.#bodies.get(request);
  }
}
