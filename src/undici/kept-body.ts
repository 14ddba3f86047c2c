import { Readable } from 'node:stream';

type Content = string | Uint8Array | Readable;

/** A request's body that a redirect may ask for again. A stream is kept while it passes, as axios does. */
export class KeptBody {
  readonly #content: Content;
  readonly #mayBeAsked: boolean;
  #passed: Uint8Array[] = [];

  constructor(content: Content, mayBeAsked: boolean) {
    this.#content = content;
    this.#mayBeAsked = mayBeAsked;
  }

  /** A stream that has given nothing yet. */
  get isUnread(): boolean {
    const content = this.#content;
    return content instanceof Readable && !content.readableDidRead && !content.readableEnded;
  }

  /** The body for the next attempt, from its beginning. */
  next(): Content {
    const content = this.#content;
    if (!(content instanceof Readable) || !this.#mayBeAsked) return content;
    return Readable.from(this.#fromBeginning(content), { objectMode: false });
  }

  /** The answer that counts has come. */
  forget(): void {
    this.#passed = [];
  }

  /** Lets a stream's source go. */
  destroy(): void {
    if (this.#content instanceof Readable) this.#content.destroy();
  }

  async *#fromBeginning(source: Readable): AsyncGenerator<Uint8Array> {
    yield* this.#passed;
    if (source.readableEnded) return;
    // A server may redirect before it has read all: the rest is for the next one.
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      this.#passed.push(chunk);
      yield chunk;
    }
  }
}
