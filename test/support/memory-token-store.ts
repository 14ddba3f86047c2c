import type { Clock } from '../../src/clock.js';
import type { AccountIdentity } from '../../src/account-identity.js';
import type {
  AcquireRequest,
  AcquireResult,
  CommitResult,
  StoredToken,
  TokenLease,
  TokenPause,
  TokenRecord,
  TokenStore,
} from '../../src/token/shared/token-store.js';

interface Slot {
  generation: number;
  sessionEndsMs: readonly number[];
  record?: { readonly value: TokenRecord; readonly endsAtMs: number } | undefined;
  lock?: { readonly leaseId: string; readonly endsAtMs: number } | undefined;
  pause?: { readonly kind: TokenPause; readonly endsAtMs: number } | undefined;
}

/** A store of one's own, in memory: what several services of a test share. Times are on the monotonic clock. */
export class MemoryTokenStore implements TokenStore {
  readonly #slots = new Map<string, Slot>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  acquire(
    account: AccountIdentity,
    { heldGeneration, lockMs, leaseId, takeOverFrom, maxLiveTokens = Infinity }: AcquireRequest,
  ): Promise<AcquireResult> {
    const slot = this.#slot(account);
    const nowMs = this.#clock.monotonic();
    const record = this.#current(slot, nowMs);
    if (record !== undefined && record.generation !== heldGeneration) {
      return Promise.resolve({ kind: 'newer', record, sessionsMs: this.#sessionsMs(slot, nowMs) });
    }
    if (slot.pause !== undefined && slot.pause.endsAtMs > nowMs) {
      return Promise.resolve({
        kind: 'paused',
        retryInMs: slot.pause.endsAtMs - nowMs,
        pause: slot.pause.kind,
      });
    }
    const own = slot.lock?.leaseId === leaseId || slot.lock?.leaseId === takeOverFrom;
    if (slot.lock !== undefined && slot.lock.endsAtMs > nowMs && !own) {
      return Promise.resolve({
        kind: 'busy',
        retryInMs: slot.lock.endsAtMs - nowMs,
        holder: slot.lock.leaseId,
      });
    }
    const sessionsMs = this.#sessionsMs(slot, nowMs);
    if (sessionsMs.length >= maxLiveTokens) {
      return Promise.resolve({ kind: 'full', retryInMs: Math.min(...sessionsMs) });
    }
    const lease: TokenLease = { id: leaseId, seenGeneration: slot.generation };
    slot.lock = { leaseId: lease.id, endsAtMs: nowMs + lockMs };
    return Promise.resolve({ kind: 'granted', lease, record });
  }

  commit(
    account: AccountIdentity,
    lease: TokenLease,
    record: Omit<TokenRecord, 'generation'>,
    heldGeneration: number,
  ): Promise<CommitResult> {
    const slot = this.#slot(account);
    const nowMs = this.#clock.monotonic();
    const current = this.#current(slot, nowMs);
    if (slot.generation !== lease.seenGeneration && current !== undefined) {
      return Promise.resolve({
        kind: 'superseded',
        record: current,
        sessionsMs: this.#sessionsMs(slot, nowMs),
      });
    }
    const generation = Math.max(slot.generation, heldGeneration) + 1;
    slot.generation = generation;
    slot.record = { value: { ...record, generation }, endsAtMs: nowMs + record.remainingMs };
    slot.sessionEndsMs = [...this.#liveSessionEnds(slot, nowMs), nowMs + record.remainingMs];
    slot.pause = undefined;
    this.#unlock(slot, lease);
    return Promise.resolve({ kind: 'committed', generation, sessionsMs: this.#sessionsMs(slot, nowMs) });
  }

  release(
    account: AccountIdentity,
    lease: TokenLease,
    pause?: { kind: TokenPause; ms: number },
  ): Promise<void> {
    const slot = this.#slot(account);
    if (pause !== undefined) {
      slot.pause = { kind: pause.kind, endsAtMs: this.#clock.monotonic() + pause.ms };
    }
    this.#unlock(slot, lease);
    return Promise.resolve();
  }

  forget(account: AccountIdentity, generation: number): Promise<void> {
    const slot = this.#slot(account);
    if (slot.generation === generation) slot.record = undefined;
    return Promise.resolve();
  }

  read(account: AccountIdentity): Promise<StoredToken | undefined> {
    const slot = this.#slot(account);
    const nowMs = this.#clock.monotonic();
    const record = this.#current(slot, nowMs);
    return Promise.resolve(record && { record, sessionsMs: this.#sessionsMs(slot, nowMs) });
  }

  #slot(account: AccountIdentity): Slot {
    const known = this.#slots.get(account.fingerprint);
    if (known !== undefined) return known;
    const slot: Slot = { generation: 0, sessionEndsMs: [] };
    this.#slots.set(account.fingerprint, slot);
    return slot;
  }

  #current(slot: Slot, nowMs: number): TokenRecord | undefined {
    if (slot.record === undefined || slot.record.endsAtMs <= nowMs) return undefined;
    return { ...slot.record.value, remainingMs: slot.record.endsAtMs - nowMs };
  }

  #liveSessionEnds(slot: Slot, nowMs: number): readonly number[] {
    return slot.sessionEndsMs.filter((endMs) => endMs > nowMs);
  }

  #sessionsMs(slot: Slot, nowMs: number): readonly number[] {
    return this.#liveSessionEnds(slot, nowMs).map((endMs) => endMs - nowMs);
  }

  #unlock(slot: Slot, lease: TokenLease): void {
    if (slot.lock?.leaseId === lease.id) slot.lock = undefined;
  }
}
