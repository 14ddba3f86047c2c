import { inspect } from 'node:util';

/**
 * A key for the sandbox, made by {@link requestTestApiKey}. It is a secret like any other API key, so printing the object,
 * turning it into JSON or copying it with `{ ...key }` leaves it out; reading the property gives it.
 *
 * @example const { apiKey, expiresAt } = await requestTestApiKey({ phone });
 */
export class TestApiKey {
  /** When the key was made; an Invalid Date when the server's text is no date. */
  readonly createdAt: Date;
  /** When it ends, one year after it was made or last renewed; an Invalid Date when the server's text is no date. */
  readonly expiresAt: Date;
  /** As the server says it: `'Active'` or `'Expired'`. */
  readonly status: string;
  readonly #apiKey: string;

  constructor(
    apiKey: string,
    { createdAt, expiresAt, status }: { createdAt: Date; expiresAt: Date; status: string },
  ) {
    this.#apiKey = apiKey;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
    this.status = status;
  }

  /** The key itself: what the module's `apiKey` option takes, together with `environment: 'sandbox'`. */
  get apiKey(): string {
    return this.#apiKey;
  }

  toString(): string {
    return `[test API key, ${this.status}]`;
  }

  /** Without the key. To keep the key, read `apiKey` and put it where your secrets are. */
  toJSON(): Record<string, unknown> {
    return { createdAt: this.createdAt, expiresAt: this.expiresAt, status: this.status };
  }

  [inspect.custom](): string {
    return `TestApiKey ${inspect({ ...this.toJSON(), apiKey: '[hidden; read .apiKey]' })}`;
  }
}

/**
 * The key in a success, or `undefined` when there is none in it. A key can be asked for once a day, so nothing beside it
 * may spoil the answer.
 */
export function readTestApiKey(body: unknown): TestApiKey | undefined {
  const { apiKey, createdAt, expDate, status } = (body ?? {}) as Record<string, unknown>;
  if (typeof apiKey !== 'string' || apiKey.trim() === '') return undefined;
  return new TestApiKey(apiKey, {
    createdAt: toDate(createdAt),
    expiresAt: toDate(expDate),
    status: typeof status === 'string' ? status : 'unknown',
  });
}

function toDate(text: unknown): Date {
  return new Date(typeof text === 'string' ? text : Number.NaN);
}
