import { Subject, type Observable } from 'rxjs';
import type { Clock } from '../clock.js';
import type { AccessToken } from './access-token.js';
import type { AccountIdentity } from '../account-identity.js';
import type { HeldToken } from './held-token.js';
import type { TokenCounters, TokenEvent, TokenFailureInfo } from './token-status.js';

/** What has happened to a token: counts it and tells whoever listens. Knows fingerprints, no token. */
export class TokenJournal {
  readonly events$: Observable<TokenEvent>;
  readonly #events = new Subject<TokenEvent>();
  readonly #account: AccountIdentity;
  readonly #clock: Clock;
  #counters: TokenCounters = { refreshed: 0, failed: 0, adopted: 0, invalidated: 0 };
  #sessionEndsMs: readonly number[] = [];

  constructor(account: AccountIdentity, clock: Clock) {
    this.#account = account;
    this.#clock = clock;
    this.events$ = this.#events.asObservable();
  }

  get counters(): TokenCounters {
    return this.#counters;
  }

  /** Tokens that have not ended. A rejected one counts on: the server may go on counting it too. */
  get liveSessions(): number {
    return this.#leftMs().length;
  }

  /** @param sessionsMs what the store knows of the account's sessions; without it, this process counts its own. */
  taken(
    held: HeldToken,
    sessionsMs: readonly number[] | undefined,
    nextRefreshAt: Date | undefined,
    durationMs: number,
  ): void {
    const type = held.source === 'adopted' ? 'adopted' : 'refreshed';
    this.sessions(sessionsMs ?? [...this.#leftMs(), held.life.lifetimeMs]);
    this.#count(type);
    const { fingerprint, expiresAt } = held.token;
    this.#emit({ type, fingerprint, expiresAt, nextRefreshAt, durationMs });
  }

  failed(error: TokenFailureInfo, expiresAt: Date | undefined, durationMs: number): void {
    this.#count('failed');
    this.#emit({ type: 'refreshFailed', error, expiresAt, durationMs });
  }

  invalidated(token: AccessToken, reason: 'rejected' | 'requested'): void {
    this.#count('invalidated');
    this.#emit({ type: 'invalidated', fingerprint: token.fingerprint, reason });
  }

  expiring({ fingerprint, expiresAt }: AccessToken, error: TokenFailureInfo | undefined): void {
    this.#emit({ type: 'refreshOverdue', fingerprint, expiresAt, error });
  }

  close(): void {
    this.#events.complete();
  }

  /** Tells how long each session of the account goes on. */
  sessions(sessionsMs: readonly number[]): void {
    const nowMs = this.#clock.monotonic();
    this.#sessionEndsMs = sessionsMs.map((leftMs) => nowMs + leftMs);
  }

  storeIs(up: boolean): void {
    this.#emit({ type: up ? 'storeUp' : 'storeDown' });
  }

  #leftMs(): readonly number[] {
    const nowMs = this.#clock.monotonic();
    return this.#sessionEndsMs.map((endMs) => endMs - nowMs).filter((leftMs) => leftMs > 0);
  }

  #count(counter: keyof TokenCounters): void {
    this.#counters = { ...this.#counters, [counter]: this.#counters[counter] + 1 };
  }

  #emit(event: EventBody): void {
    this.#events.next({ ...event, at: new Date(this.#clock.now()), account: this.#account.fingerprint });
  }
}

type EventBody = TokenEvent extends infer E
  ? E extends TokenEvent
    ? Omit<E, 'at' | 'account'>
    : never
  : never;
