import type { AccountIdentity } from '../account-identity.js';
import type { TokenRecord } from '../token/shared/token-store.js';
import type { RecordCipher } from './record-cipher.js';

/** Version of the records written here; others are left alone. */
const VERSION = 1;

/** A record as it stands in Redis: lifetimes in the clear, what is secret sealed for its key and generation. */
export class RecordCodec {
  readonly #cipher: RecordCipher;

  constructor(cipher: RecordCipher) {
    this.#cipher = cipher;
  }

  /** @param key of the record; it does not open under another. */
  encode(account: AccountIdentity, key: string, record: TokenRecord): string {
    const { generation, token, refreshToken, lifetimeMs, declaredMs, forced } = record;
    const secret = JSON.stringify({ token, refreshToken });
    return JSON.stringify({
      v: VERSION,
      g: generation,
      l: lifetimeMs,
      d: declaredMs,
      f: forced,
      ...this.#cipher.seal(secret, account, sealName(key, generation)),
    });
  }

  /**
   * @param generation as the store's script has read it: it decides what the record is called.
   * @param leftMs what Redis says is left of its life.
   * @returns `undefined` when the record is broken or cannot be opened.
   */
  decode(
    account: AccountIdentity,
    key: string,
    { generation, text, leftMs }: { generation: number; text: string; leftMs: number },
  ): TokenRecord | undefined {
    const fields = parseObject(text);
    const sealed = fields && this.#cipher.open(fields, account, sealName(key, generation));
    const secret = sealed === undefined ? undefined : parseObject(sealed);
    if (fields === undefined || secret === undefined) return undefined;
    const { l: lifetimeMs, d: declaredMs, f } = fields;
    const { token, refreshToken } = secret;
    if (!isDuration(lifetimeMs) || !isDuration(declaredMs) || typeof token !== 'string') return undefined;
    return {
      generation,
      token,
      refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined,
      remainingMs: Math.min(leftMs, lifetimeMs),
      lifetimeMs,
      declaredMs,
      forced: f === true,
    };
  }
}

/** A record copied to another key or given another generation does not open. */
function sealName(key: string, generation: number): string {
  return `${key}#${String(generation)}`;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
