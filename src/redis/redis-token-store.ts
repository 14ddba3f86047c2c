import { randomUUID } from 'node:crypto';
import type { AccountIdentity } from '../account-identity.js';
import type { RequestCounter, RequestLimit } from '../request-limit.js';
import type {
  AcquireRequest,
  AcquireResult,
  CommitResult,
  StoredToken,
  TokenLease,
  StoreEvent,
  TokenPause,
  TokenRecord,
  TokenStore,
} from '../token/shared/token-store.js';
import { RecordCipher, type EncryptionKey } from './record-cipher.js';
import type { RedisClient } from './redis-client.js';
import { RedisNews } from './redis-news.js';
import { RedisRequestCounter } from './redis-request-counter.js';
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
 * One token for all processes that share a Redis: whoever gets the lock fetches, everybody else takes over. Takes your
 * ioredis instance (single node, Sentinel or Cluster), opens one more connection of it for news, and leaves yours open.
 *
 * @example NovaPostModule.forRoot({ apiKey, tokenStore: new RedisTokenStore(new Redis(url)) })
 * @throws NovaPostConfigError when an encryption key is too short or has no proper id.
 */
export class RedisTokenStore implements TokenStore {
  readonly #redis: RedisClient;
  readonly #prefix: string;
  readonly #cipher: RecordCipher;
  readonly #news: RedisNews;
  #ignored = 0;
  /** One wait for all operations that find the client without a connection. */
  #ready: Promise<void> | undefined;

  constructor(redis: RedisClient, options: RedisTokenStoreOptions = {}) {
    this.#redis = redis;
    this.#prefix = options.keyPrefix ?? 'nova-post:';
    this.#cipher = new RecordCipher(options.encryptionKeys ?? []);
    this.#news = new RedisNews(redis);
  }

  /** Records that could not be read, because they were corrupt or encrypted with a key this store does not have. */
  get ignoredRecords(): number {
    return this.#ignored;
  }

  async acquire(account: AccountIdentity, request: AcquireRequest): Promise<AcquireResult> {
    const leaseId = randomUUID();
    const reply = await this.#acquire(account, request, leaseId);
    if (reply[0] !== 'newer') return this.#toAcquireResult(account, reply, leaseId);
    const stored = this.#toStored(account, reply);
    if (stored !== undefined) return { kind: 'newer', ...stored };
    // Somebody else's, or broken: to be replaced as if it were ours.
    const heldGeneration = generationOf(reply[1]);
    return this.#toAcquireResult(
      account,
      await this.#acquire(account, { ...request, heldGeneration }, leaseId),
      leaseId,
    );
  }

  async commit(
    account: AccountIdentity,
    lease: TokenLease,
    record: Omit<TokenRecord, 'generation'>,
    heldGeneration: number,
  ): Promise<CommitResult> {
    const generation = Math.max(lease.seenGeneration, heldGeneration) + 1;
    const life = Math.min(LONGEST_LIFE_MS, Math.floor(record.remainingMs));
    const reply = await this.#settle(account, 'commit', lease.id, lease.seenGeneration, [
      this.#encode(account, { ...record, generation }),
      life,
      generation,
    ]);
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
    await this.#settle(account, 'release', lease.id, 0, ['', 0, 0], pause);
  }

  async forget(account: AccountIdentity, generation: number): Promise<void> {
    await this.#settle(account, 'forget', '', generation, ['', 0, 0]);
  }

  async read(account: AccountIdentity): Promise<StoredToken | undefined> {
    const reply = await this.#acquire(
      account,
      { heldGeneration: 0, lockMs: 0, maxLiveTokens: undefined },
      '',
    );
    return reply[0] === 'newer' ? this.#toStored(account, reply) : undefined;
  }

  subscribe(account: AccountIdentity, onNews: (news: StoreEvent) => void): () => void {
    return this.#news.subscribe(this.#name(account, 'news'), onNews);
  }

  requestCounter(account: AccountIdentity, limit: RequestLimit): RequestCounter {
    return new RedisRequestCounter(
      this.#redis,
      this.#name(account, `requests:${String(limit.perMs)}`),
      limit,
    );
  }

  #acquire(account: AccountIdentity, request: AcquireRequest, leaseId: string): Promise<unknown[]> {
    const { heldGeneration, lockMs, maxLiveTokens = 0 } = request;
    return this.#run(ACQUIRE, account, [heldGeneration, Math.ceil(lockMs), leaseId, maxLiveTokens]);
  }

  #settle(
    account: AccountIdentity,
    what: 'commit' | 'release' | 'forget',
    leaseId: string,
    seenGeneration: number,
    record: readonly [text: string, life: number, generation: number],
    pause?: { kind: TokenPause; ms: number },
  ): Promise<unknown[]> {
    const pauseMs = Math.max(1, Math.ceil(pause?.ms ?? 1));
    const channel = this.#name(account, 'news');
    return this.#run(SETTLE, account, [
      what,
      leaseId,
      seenGeneration,
      ...record,
      channel,
      pause?.kind ?? '',
      pauseMs,
    ]);
  }

  async #run(
    script: typeof ACQUIRE,
    account: AccountIdentity,
    args: readonly (string | number)[],
  ): Promise<unknown[]> {
    await this.#connected();
    const keys = ['token', 'lock', 'pause', 'sessions'].map((part) => this.#name(account, part));
    return script.run(this.#redis, keys, args);
  }

  /** A command given to a client without a connection would be sent whenever there is one; a lock taken then helps nobody. */
  async #connected(): Promise<void> {
    const redis = this.#redis;
    if (redis.status === 'ready') return;
    if (redis.status === 'end' || redis.status === 'close')
      throw new Error('The Redis client has been closed.');
    if (redis.status === 'wait') redis.connect().catch(() => undefined);
    this.#ready ??= waitUntilReady(redis).finally(() => {
      this.#ready = undefined;
    });
    await this.#ready;
  }

  /** All keys of an account share a hash tag, so that a cluster keeps them on one node. */
  #name(account: AccountIdentity, part: string): string {
    return `${this.#prefix}{${account.fingerprint}}:${part}`;
  }

  #toAcquireResult(account: AccountIdentity, reply: unknown[], leaseId: string): AcquireResult {
    const [kind, first, second, third] = reply;
    switch (kind) {
      case 'granted': {
        const stored = second === '' ? undefined : this.#toStored(account, ['', second, third, []]);
        return { kind, lease: { id: leaseId, seenGeneration: Number(first) }, record: stored?.record };
      }
      case 'paused':
        return { kind, pause: first as TokenPause, retryInMs: Math.max(1, Number(second)) };
      case 'busy':
      case 'full':
        return { kind, retryInMs: Math.max(1, Number(first)) };
      default:
        // The record has been replaced between two looks; the next one will tell.
        return { kind: 'busy', retryInMs: 1 };
    }
  }

  #encode(account: AccountIdentity, record: TokenRecord): string {
    const { generation, token, refreshToken, lifetimeMs, declaredMs, forced } = record;
    const secret = JSON.stringify({ token, refreshToken });
    const name = this.#sealName(account, generation);
    return JSON.stringify({
      v: 1,
      g: generation,
      l: lifetimeMs,
      d: declaredMs,
      f: forced,
      ...this.#cipher.seal(secret, account, name),
    });
  }

  /** From `[kind, record, life left, sessions]`; `undefined` when the record cannot be read. */
  #toStored(account: AccountIdentity, [, text, left, sessions]: readonly unknown[]): StoredToken | undefined {
    try {
      const { g, l, d, f, ...sealed } = JSON.parse(String(text)) as Record<string, unknown>;
      const secret = this.#cipher.open(sealed, account, this.#sealName(account, Number(g)));
      if (secret === undefined || typeof l !== 'number' || typeof d !== 'number')
        throw new Error('unreadable');
      const { token, refreshToken } = JSON.parse(secret) as { token: string; refreshToken?: string };
      const record: TokenRecord = {
        generation: Number(g),
        token,
        refreshToken,
        remainingMs: Number(left),
        lifetimeMs: l,
        declaredMs: d,
        forced: f === true,
      };
      return { record, sessionsMs: toNumbers(sessions) };
    } catch {
      this.#ignored += 1;
      return undefined;
    }
  }

  /** A record copied to another key or given another generation does not open. */
  #sealName(account: AccountIdentity, generation: number): string {
    return `${this.#name(account, 'token')}#${String(generation)}`;
  }
}

/** Shorter than what a token service allows a store for one operation. */
const CONNECT_TIMEOUT_MS = 150;

function waitUntilReady(redis: RedisClient): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const giveUp = setTimeout(() => {
      redis.off('ready', onReady);
      reject(new Error('The Redis client is not connected.'));
    }, CONNECT_TIMEOUT_MS);
    const onReady = () => {
      clearTimeout(giveUp);
      resolve();
    };
    redis.once('ready', onReady);
  });
}

function generationOf(text: unknown): number {
  return Number((JSON.parse(String(text)) as { g: unknown }).g);
}

function toNumbers(list: unknown): number[] {
  return Array.isArray(list) ? list.map(Number) : [];
}
