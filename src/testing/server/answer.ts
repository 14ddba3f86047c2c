/** What a request is answered with, before it becomes bytes on a socket. */
export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text and Buffers are sent as they are, `undefined` as an empty body, everything else as JSON. */
  body?: unknown;
}

/** Thrown by a handler to end a request with an answer other than its success. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, body: unknown) {
    super(`refused with ${String(status)}`);
    this.answer = { status, body };
  }
}

/** The API's failure body when no single field is to blame. */
export function errorMessage(status: number, message: string): Answer {
  return { status, body: { errors: { errorMessage: message } } };
}

/** The same, thrown. */
export function refuse(status: number, message: string): never {
  throw new Refusal(status, { errors: { errorMessage: message } });
}

/** Throws the API's usual failure body, a message for each refused field, if there is any. */
export function refuseFields(errors: Readonly<Record<string, string>>): void {
  if (Object.keys(errors).length > 0) throw new Refusal(422, { errors });
}

/** The message the emulator gives for a bare status, e.g. when a misbehaviour only says `{ status: 503 }`. */
export function messageForStatus(status: number): string {
  const known: Readonly<Record<number, string>> = {
    401: 'Invalid token',
    403: 'Forbidden',
    404: 'Not found',
    429: 'Too many requests',
    503: 'service_unavailable',
    504: 'request_timeout',
  };
  return known[status] ?? `Status ${String(status)}`;
}

/** The body as it goes over the wire. */
export function bytesOf({ body }: Answer): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** JSON unless the answer says otherwise. */
export function contentTypeOf({ headers = {} }: Answer): string {
  const [, given] = Object.entries(headers).find(([name]) => /^content-type$/i.test(name)) ?? [];
  return String(given ?? 'application/json');
}
