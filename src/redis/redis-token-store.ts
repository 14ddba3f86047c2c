import type { AccountIdentity } from '../account-identity.js';
import type { RequestCounter, RequestLimit } from '../request-limit.js';
import type {
  AcquireRequest,
  AcquireResult,
  CommitResult,
  StoreEvent,
  StoredToken,
  TokenLease,
  TokenPause,
  TokenRecord,
  TokenStore,
} from '../token/shared/token-store.js';
import { RecordCipher, type EncryptionKey } from './record-cipher.js';
import { RecordCodec } from './record-codec.js';
import type { RedisClient } from './redis-client.js';
import { RedisConnection } from './redis-connection.js';
import { RedisEvents } from './redis-events.js';
import { RedisRequestCounter } from './redis-request-counter.js';
import type { RedisScript } from './redis-script.js';
import { ACQUIRE, SETTLE } from './token-scripts.js';

export interface RedisTokenStoreOptions {
  /** Before every key and channel. Default `'nova-post:'`. */
  readonly keyPrefix?: string | undefined;
  /**
   * Keys of your own for the stored tokens: the first one encrypts, all of them decrypt, so put a new one first and drop
   * the old one after the token's lifetime. Default: a key derived from the account's credential.
   */
  readonly encryptionKeys?: readonly EncryptionKey[] | undefined;
}

/** Lives of this many milliseconds at most are told to Redis: over 31 years. */
const LONGEST_LIFE_MS = 1e12;

/**
 * One token for all processes that share a Redis: the one that gets the lock fetches, the others take its token over. Takes
 * your ioredis instance (single node, Sentinel or Cluster), opens one more connection of it for events, and leaves yours
 * open.
 *
 * @example NovaPostModule.forRoot({ apiKey, tokenStore: new RedisTokenStore(new Redis(url)) })
 * @throws NovaPostConfigError when an encryption key is too short or has no proper id.
 */
export class RedisTokenStore implements TokenStore {
  readonly #redis: RedisClient;
  readonly #connection: RedisConnection;
  readonly #prefix: string;
  readonly #codec: RecordCodec;
  readonly #events: RedisEvents;
  #ignored = 0;

  constructor(redis: RedisClient, options: RedisTokenStoreOptions = {}) {
    this.#redis = redis;
    this.#connection = new RedisConnection(redis);
    this.#prefix = options.keyPrefix ?? 'nova-post:';
    this.#codec = new RecordCodec(new RecordCipher(options.encryptionKeys ?? []));
    this.#events = new RedisEvents(redis, (error) => {
      this.#connection.failedToConnect(error);
    });
  }

  /** Records that could not be read, because they were corrupt or encrypted with a key this store does not have. */
  get ignoredRecords(): number {
    return this.#ignored;
  }

  get endpoint(): string | undefined {
    return this.#connection.endpoint;
  }

  async acquire(account: AccountIdentity, request: AcquireRequest): Promise<AcquireResult> {
    const reply = await this.#acquire(account, request);
    if (reply[0] !== 'newer') return this.#toAcquireResult(account, request, reply);
    const stored = this.#toStored(account, reply);
    if (stored !== undefined) return { kind: 'newer', ...stored };
    // Written with another key, or broken: to be replaced as if this process held it.
    const heldGeneration = Number(reply[1]);
    const again = await this.#acquire(account, { ...request, heldGeneration });
    return this.#toAcquireResult(account, request, again);
  }

  async commit(
    account: AccountIdentity,
    lease: TokenLease,
    record: Omit<TokenRecord, 'generation'>,
    heldGeneration: number,
  ): Promise<CommitResult> {
    const generation = Math.max(lease.seenGeneration, heldGeneration) + 1;
    const life = Math.min(LONGEST_LIFE_MS, Math.floor(record.remainingMs));
    const key = this.#name(account, 'token');
    const text = this.#codec.encode(account, key, { ...record, generation });
    const reply = await this.#settle(account, 'commit', lease, [text, life, generation]);
    if (reply[0] === 'superseded') {
      const stored = this.#toStored(account, reply);
      if (stored !== undefined) return { kind: 'superseded', ...stored };
    }
    const committed = reply[0] === 'committed';
    // What could not be written stays with this process: generation 0 is in no store.
    return { kind: 'committed', generation: committed ? generation : 0, sessionsMs: toNumbers(reply.at(-1)) };
  }

  async release(
    account: AccountIdentity,
    lease: TokenLease,
    pause?: { kind: TokenPause; ms: number },
  ): Promise<void> {
    await this.#settle(account, 'release', lease, NO_RECORD, pause);
  }

  async forget(account: AccountIdentity, generation: number): Promise<void> {
    // A token that is in no store; what is there belongs to other processes.
    if (generation === 0) return;
    await this.#settle(account, 'forget', { id: '', seenGeneration: generation }, NO_RECORD);
  }

  async read(account: AccountIdentity): Promise<StoredToken | undefined> {
    const request = { heldGeneration: 0, lockMs: 0, leaseId: '', maxLiveTokens: undefined };
    const reply = await this.#acquire(account, request);
    return reply[0] === 'newer' ? this.#toStored(account, reply) : undefined;
  }

  subscribe(account: AccountIdentity, onEvent: (event: StoreEvent) => void): () => void {
    return this.#events.subscribe(this.#name(account, 'news'), onEvent);
  }

  requestCounter(account: AccountIdentity, limit: RequestLimit): RequestCounter {
    const key = this.#name(account, `requests:${String(limit.perMs)}`);
    return new RedisRequestCounter(this.#redis, key, limit);
  }

  #acquire(account: AccountIdentity, request: AcquireRequest): Promise<unknown[]> {
    const { heldGeneration, lockMs, leaseId, maxLiveTokens = 0, takeOverFrom = '' } = request;
    const args = [heldGeneration, Math.ceil(lockMs), leaseId, maxLiveTokens, takeOverFrom];
    return this.#run(ACQUIRE, account, args);
  }

  #settle(
    account: AccountIdentity,
    what: 'commit' | 'release' | 'forget',
    lease: TokenLease,
    record: readonly [text: string, life: number, generation: number],
    pause?: { kind: TokenPause; ms: number },
  ): Promise<unknown[]> {
    const pauseMs = Math.max(1, Math.ceil(pause?.ms ?? 1));
    const channel = this.#name(account, 'news');
    const args = [what, lease.id, lease.seenGeneration, ...record, channel, pause?.kind ?? '', pauseMs];
    return this.#run(SETTLE, account, args);
  }

  #run(
    script: RedisScript,
    account: AccountIdentity,
    args: readonly (string | number)[],
  ): Promise<unknown[]> {
    const keys = ['token', 'lock', 'pause', 'sessions', 'proof'].map((part) => this.#name(account, part));
    return this.#connection.run(script, keys, args);
  }

  /** All keys of an account share a hash tag, so that a cluster keeps them on one node. */
  #name(account: AccountIdentity, part: string): string {
    return `${this.#prefix}{${account.fingerprint}}:${part}`;
  }

  #toAcquireResult(
    account: AccountIdentity,
    { leaseId }: AcquireRequest,
    reply: readonly unknown[],
  ): AcquireResult {
    const [kind, first, second] = reply;
    switch (kind) {
      case 'granted': {
        const stored = second === '' ? undefined : this.#toStored(account, reply);
        return { kind, lease: { id: leaseId, seenGeneration: Number(first) }, record: stored?.record };
      }
      case 'paused':
        return { kind, pause: first as TokenPause, retryInMs: Number(second) };
      case 'full':
        return { kind, retryInMs: Number(first) };
      case 'busy':
        return { kind, retryInMs: Number(first), holder: String(second) };
      default:
        // The record has been replaced between two scripts; the next one tells.
        return { kind: 'busy', retryInMs: 1, holder: '' };
    }
  }

  /** From `[kind, generation, text, life left, sessions]`; `undefined` when the record cannot be read. */
  #toStored(account: AccountIdentity, reply: readonly unknown[]): StoredToken | undefined {
    const [, generation, text, leftMs, sessionsMs] = reply;
    const record = this.#codec.decode(account, this.#name(account, 'token'), {
      generation: Number(generation),
      text: String(text),
      leftMs: Number(leftMs),
    });
    if (record === undefined) {
      this.#ignored += 1;
      return undefined;
    }
    return { record, sessionsMs: toNumbers(sessionsMs) };
  }
}

const NO_RECORD = ['', 0, 0] as const;

function toNumbers(list: unknown): number[] {
  return Array.isArray(list) ? list.map(Number) : [];
}
