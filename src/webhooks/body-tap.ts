import type { IncomingMessage } from 'node:http';
import { isAddressedTo } from './webhook-path.js';

/** The part of `http.Server`, and of its kin, that is needed. */
export interface TappedServer {
  prependListener(event: 'request', listener: (request: IncomingMessage) => void): unknown;
  off(event: 'request', listener: (request: IncomingMessage) => void): unknown;
}

/** What passed by of one body: all of it, or that it was too much. */
export interface TappedBody {
  readonly chunks: readonly Buffer[];
  readonly bytes: number;
}

/**
 * Keeps the bytes of bodies that somebody else reads first. On Express the JSON parser of the application comes before
 * every middleware of a module and leaves only its own reading of the body, unless `rawBody` is on.
 */
export class BodyTap {
  readonly #path: string;
  readonly #limitBytes: number;
  readonly #bodies = new WeakMap<object, { chunks: Buffer[]; bytes: number }>();

  constructor(path: string, limitBytes: number) {
    this.#path = path;
    this.#limitBytes = limitBytes;
  }

  /** Looks at the requests of a server from now on, until the function it gives back is called. */
  attach(server: TappedServer): () => void {
    const listener = (request: IncomingMessage): void => {
      if (request.method === 'POST' && isAddressedTo(request.url, this.#path)) this.#tap(request);
    };
    server.prependListener('request', listener);
    return () => {
      server.off('request', listener);
    };
  }

  bodyOf(request: object): TappedBody | undefined {
    return this.#bodies.get(request);
  }

  #tap(request: IncomingMessage): void {
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
}
