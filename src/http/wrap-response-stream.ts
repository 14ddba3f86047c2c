import { Readable } from 'node:stream';
import type { Clock, ClockTimer } from '../clock.js';
import { NovaPostNetworkError, describeForeignError, type SafeRequestConfig } from '../nova-post.errors.js';
import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import type { Deadline } from './deadline.js';
import type { RequestLabel } from './request-label.js';

/** Of Node, or of the web as the fetch adapter gives them. */
export function isStream(data: unknown): data is Readable | ReadableStream {
  return data instanceof Readable || data instanceof ReadableStream;
}

/** The same as a stream of the web, with no more than one chunk ahead of its reader. */
function toWebStream(stream: Readable): ReadableStream {
  const strategy = new CountQueuingStrategy({ highWaterMark: 1 });
  return Readable.toWeb(stream, { strategy }) as ReadableStream;
}

export interface StreamContext {
  readonly label: RequestLabel;
  readonly config: SafeRequestConfig;
  readonly options: Pick<ResolvedNovaPostOptions, 'clock' | 'http'>;
  readonly deadline: Deadline;
  /** What the stream ends with when the caller ends the call. */
  readonly canceled: () => Error;
}

/**
 * What a caller gets in place of the adapter's stream, of the same kind.
 *
 * @param nodeOnly it is Node's in any case.
 */
export function streamForCaller(
  given: Readable | ReadableStream,
  context: StreamContext,
  nodeOnly: boolean,
): Readable | ReadableStream {
  const isWeb = !(given instanceof Readable);
  const source = isWeb ? Readable.fromWeb(given) : given;
  const { deadline } = context;
  const stream = wrapResponseStream(source, context, () => {
    // Axios does not cancel a stream of the web before its next piece has come.
    if (isWeb && !source.readableEnded) deadline.end();
    else deadline.release();
  });
  return isWeb && !nodeOnly ? toWebStream(stream) : stream;
}

/**
 * A stream of our own for the caller: the socket's holds the request, and with it the token, for all that print it, and
 * so do the errors it may end with.
 *
 * @param onEnd called once when either side has ended.
 */
function wrapResponseStream(source: Readable, context: StreamContext, onEnd: () => void): Readable {
  const { label, config, options, deadline, canceled } = context;
  const idleTimeoutMs = options.http.streamIdleTimeoutMs;
  const fail = (what: string, code: string): void => {
    const details = { code, config, path: label.path };
    wrapped.destroy(new NovaPostNetworkError(`The answer to ${String(label)} ${what}`, details));
  };
  const idle = new IdleTimer(options.clock, idleTimeoutMs, () => {
    fail(
      `stood still for ${String(idleTimeoutMs)} ms, the limit of http.streamIdleTimeoutMs.`,
      'ECONNABORTED',
    );
  });
  const cancel = (): void => {
    wrapped.destroy(canceled());
  };
  const wrapped = new Readable({
    read: () => {
      idle.start();
      source.resume();
    },
    destroy: (error, done) => {
      idle.stop();
      deadline.removeEventListener('abort', cancel);
      source.destroy();
      onEnd();
      done(error);
    },
  });
  source.pause();
  source.on('data', (chunk: Buffer) => {
    idle.stop();
    if (wrapped.push(chunk)) idle.start();
    else source.pause();
  });
  source.on('end', () => {
    idle.stop();
    wrapped.push(null);
  });
  source.on('error', (error) => {
    if (deadline.aborted) return;
    const { message } = error;
    const tooLarge = /^maxContentLength size of (\d+) exceeded/.exec(message)?.[1];
    if (tooLarge !== undefined) {
      fail(`is larger than maxContentLength allows (${tooLarge} bytes).`, 'ERR_BAD_RESPONSE');
      return;
    }
    const code = /[A-Z][A-Z0-9_]+$/.exec(describeForeignError(error))?.[0] ?? 'ERR_NETWORK';
    fail(`broke off (${code}).`, code);
  });
  source.on('close', () => {
    if (!source.readableEnded && source.errored === null) fail('broke off (ECONNRESET).', 'ECONNRESET');
  });
  if (deadline.aborted) cancel();
  else deadline.addEventListener('abort', cancel);
  return wrapped;
}

/** Calls back when it has run for the limit without a stop. */
class IdleTimer {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #onIdle: () => void;
  #timer: ClockTimer | undefined;

  constructor(clock: Clock, limitMs: number, onIdle: () => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#onIdle = onIdle;
  }

  start(): void {
    if (this.#limitMs > 0) this.#timer ??= this.#clock.setTimeout(this.#onIdle, this.#limitMs);
  }

  stop(): void {
    if (this.#timer === undefined) return;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
