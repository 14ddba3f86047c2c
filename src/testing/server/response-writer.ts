import type { ServerResponse } from 'node:http';
import { bytesOf, contentTypeOf, type Answer } from './answer.js';
import type { RecordedRequest } from './recorded-request.js';

/** Sends one answer, or breaks off, and keeps `status`, `refusedFields` and `aborted` of the record right. */
export class ResponseWriter {
  /** Resolves when the socket is gone or the answer is out. */
  readonly closed: Promise<void>;
  readonly #response: ServerResponse;
  readonly #record: RecordedRequest;
  readonly #serverNow: () => number;
  #over = false;

  constructor(
    response: ServerResponse,
    record: RecordedRequest,
    server: { now: () => number; stopping: () => boolean },
  ) {
    this.#response = response;
    this.#record = record;
    this.#serverNow = server.now;
    this.closed = new Promise((resolve) => {
      const onClose = (): void => {
        // `#over` is set when the end is the emulator's own doing.
        if (!this.#over && !response.writableFinished && !server.stopping()) record.aborted = true;
        this.#over = true;
        resolve();
      };
      if (response.destroyed || response.socket?.destroyed === true) onClose();
      else response.once('close', onClose);
    });
  }

  /** True when nothing can be sent any more. */
  get over(): boolean {
    return this.#over;
  }

  get started(): boolean {
    return this.#response.headersSent;
  }

  send(answer: Answer): void {
    if (this.#over) return;
    const bytes = this.#writeHead(answer);
    this.#response.end(bytes);
  }

  /** Announces the whole answer, sends half of it and cuts the line. */
  truncate(answer: Answer): void {
    if (this.#over) return;
    const bytes = this.#writeHead(answer);
    this.#over = true;
    this.#response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
      this.#response.destroy();
    });
  }

  /** Cuts the line without a byte of an answer. */
  reset(): void {
    if (this.#over) return;
    this.#over = true;
    this.#response.socket?.resetAndDestroy();
  }

  #writeHead(answer: Answer): Buffer {
    const { status, headers = {}, body } = answer;
    const bytes = bytesOf(answer);
    this.#response.setHeader('Date', new Date(this.#serverNow()).toUTCString());
    if (body !== undefined) this.#response.setHeader('Content-Type', contentTypeOf(answer));
    // 1xx, 204 and 304 must not announce a body.
    if (status >= 200 && status !== 204 && status !== 304)
      this.#response.setHeader('Content-Length', bytes.length);
    for (const [name, value] of Object.entries(headers)) this.#response.setHeader(name, value);
    this.#response.writeHead(status);
    this.#record.status = status;
    const fields = refusedFields(answer);
    if (fields.length > 0) this.#record.refusedFields = fields;
    return bytes;
  }
}

function refusedFields({ status, body }: Answer): string[] {
  const errors = status < 400 ? undefined : (body as { errors?: unknown } | null | undefined)?.errors;
  if (typeof errors !== 'object' || errors === null || Array.isArray(errors)) return [];
  return Object.keys(errors).filter((name) => name !== 'errorMessage');
}
