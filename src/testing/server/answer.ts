/** What a request is answered with, before it becomes bytes on a socket. */
export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text and Buffers are sent as they are, `undefined` as an empty body, everything else as JSON. */
  body?: unknown;
}

/** An answer as it goes over the wire. */
export interface EncodedAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  bytes: Buffer;
}

export function json(body: unknown, status = 200): Answer {
  return { status, body };
}

/** The API's usual failure body: a message for each refused field. */
export function fieldErrors(errors: Readonly<Record<string, string>>, status = 422): Answer {
  return { status, body: { errors } };
}

/** The API's failure body when no single field is to blame. */
export function errorMessage(status: number, message: string): Answer {
  return fieldErrors({ errorMessage: message }, status);
}

/** The message the emulator gives for a bare status, e.g. when a misbehaviour only says `{ status: 503 }`. */
export function messageForStatus(status: number): string {
  switch (status) {
    case 401:
      return 'Invalid token';
    case 403:
      return 'Forbidden';
    case 404:
      return 'Not found';
    case 429:
      return 'Too many requests';
    case 503:
      return 'service_unavailable';
    case 504:
      return 'request_timeout';
    default:
      return `Status ${String(status)}`;
  }
}

export function encodeAnswer(answer: Answer): EncodedAnswer {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    headers[name.toLowerCase()] = typeof value === 'string' ? value : [...value];
  }
  const bytes = encodeBody(answer.body);
  if (answer.body !== undefined) {
    headers['content-type'] ??= 'application/json';
  }
  // 1xx, 204 and 304 must not announce a body.
  if (answer.status >= 200 && answer.status !== 204 && answer.status !== 304) {
    headers['content-length'] ??= String(bytes.length);
  }
  return { status: answer.status, headers, bytes };
}

function encodeBody(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8');
}
