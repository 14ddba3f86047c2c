import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

/**
 * A token that cannot be printed by accident: in a template, in JSON and under `util.inspect` it shows as
 * `[token #fingerprint]`. Only {@link AccessToken.reveal} gives the text.
 */
export class AccessToken {
  /** First 12 hex digits of the token's SHA-256: enough to tell two apart in a log, nothing to get back from. */
  readonly fingerprint: string;
  readonly #text: string;
  readonly #expiresAtMs: number;

  constructor(text: string, expiresAt: Date) {
    this.#text = text;
    this.#expiresAtMs = expiresAt.getTime();
    this.fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 12);
  }

  /** The token itself. Put it on a request and nowhere else. */
  reveal(): string {
    return this.#text;
  }

  /** End of validity on this machine's wall clock. */
  get expiresAt(): Date {
    return new Date(this.#expiresAtMs);
  }

  /** Same token text. */
  equals(other: AccessToken | string): boolean {
    return this.#text === (typeof other === 'string' ? other : other.reveal());
  }

  toString(): string {
    return `[token #${this.fingerprint}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
