import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why the header of a request does not let it in. */
export type SecretRefusal = 'missing' | 'repeated' | 'too-long' | 'wrong';

/** The API takes secrets of 600 characters; four bytes each is the most they can need. */
export const MAX_SECRET_LENGTH = 600;
const MAX_HEADER_BYTES = MAX_SECRET_LENGTH * 4;

/** The accepted secrets, as digests under a key of this process: nothing here can be printed or replayed. */
export class WebhookSecrets {
  readonly #key = randomBytes(32).toString('hex');
  readonly #digests: readonly Buffer[];

  constructor(secrets: readonly string[]) {
    this.#digests = secrets.flatMap(headerValuesOf).map((value) => this.#digest(value));
  }

  /** What is wrong with the request's header, if anything. */
  refusal(request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>, name: string): SecretRefusal | undefined {
    const [value, ...more] = headerValues(request, name.toLowerCase());
    if (value === undefined || value === '') return 'missing';
    if (more.length > 0) return 'repeated';
    if (value.length > MAX_HEADER_BYTES) return 'too-long';
    return this.#accepts(value) ? undefined : 'wrong';
  }

  /** Compares with all of them, whichever fits: how long it takes tells nothing. */
  #accepts(value: string): boolean {
    const digest = this.#digest(value);
    return this.#digests.filter((accepted) => timingSafeEqual(accepted, digest)).length > 0;
  }

  #digest(value: string): Buffer {
    return hash('sha256', this.#key + value, 'buffer');
  }
}

/**
 * Headers are bytes, which Node reads as Latin-1. A sender writes `ü` as UTF-8, or as the one byte of Latin-1 that HTTP
 * once prescribed.
 */
function headerValuesOf(secret: string): string[] {
  const utf8 = Buffer.from(secret, 'utf8').toString('latin1');
  const latin1 = Buffer.from(secret, 'latin1').toString('latin1');
  return latin1 === secret && latin1 !== utf8 ? [utf8, latin1] : [utf8];
}

/** Every occurrence: `headers` alone has the repeated ones joined. */
function headerValues(
  { headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>,
  name: string,
): string[] {
  const raw = (Array.isArray(rawHeaders) ? rawHeaders : []) as readonly string[];
  const values: string[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const given = raw[at] ?? '';
    if (given.length === name.length && given.toLowerCase() === name) values.push(raw[at + 1] ?? '');
  }
  // Adapters of serverless platforms have no raw headers.
  return values.length > 0 ? values : [headers[name] ?? []].flat();
}
