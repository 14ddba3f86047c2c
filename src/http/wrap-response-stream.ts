import { PassThrough, Readable } from 'node:stream';
import { NovaPostNetworkError, describeForeignError } from '../nova-post.errors.js';
import type { RequestLabel } from './request-label.js';

export function isStream(data: unknown): boolean {
  return data instanceof Readable || data instanceof ReadableStream;
}

/** The stream in an answer, `undefined` when it is none. The fetch adapter gives streams of the web. */
export function streamIn(data: unknown): Readable | undefined {
  if (data instanceof Readable) return data;
  return data instanceof ReadableStream ? Readable.fromWeb(data) : undefined;
}

/**
 * A stream of our own for the caller: the socket's holds the request, and with it the token, for whoever prints it, and
 * so do the errors it may end with.
 *
 * @param onEnd called once when either side has ended.
 */
export function wrapResponseStream(source: Readable, call: RequestLabel, onEnd: () => void): Readable {
  const shield = new PassThrough();
  source.on('error', (error) => {
    const code = /[A-Z][A-Z0-9_]+$/.exec(describeForeignError(error))?.[0] ?? 'ERR_NETWORK';
    shield.destroy(
      new NovaPostNetworkError(`The answer to ${String(call)} broke off (${code}).`, {
        code,
        config: call.config,
        path: call.path,
      }),
    );
  });
  shield.once('close', () => {
    source.destroy();
    onEnd();
  });
  source.pipe(shield);
  return shield;
}
