import { Subject, type Observable } from 'rxjs';
import type { Clock } from '../clock.js';
import { outsideRequests } from '../outside-requests.js';
import type { AccessToken } from './access-token.js';
import type { CurrentAccount } from './schemes/current-account.js';
import { toFailureInfo, type FailureWording, type RefreshFailure } from './token-failure.js';
import type { CachedToken } from './token-grant.js';
import type { InvalidationReason, RefreshCost, TokenEvent } from './token-status.js';

type EventBody = TokenEvent extends infer E
  ? E extends TokenEvent
    ? Omit<E, 'at' | 'account'>
    : never
  : never;

/** Reports what happens to a token. Holds fingerprints, no token. */
export class TokenEvents {
  readonly events$: Observable<TokenEvent>;
  readonly #events = new Subject<TokenEvent>();
  readonly #account: CurrentAccount;
  readonly #clock: Clock;
  readonly #wording: FailureWording;

  constructor(account: CurrentAccount, clock: Clock, wording: FailureWording) {
    this.#account = account;
    this.#clock = clock;
    this.#wording = wording;
    this.events$ = this.#events.asObservable();
  }

  granted({ token, source }: CachedToken, nextRefreshAt: Date | undefined, cost: RefreshCost): void {
    const type = source === 'adopted' ? 'adopted' : 'refreshed';
    const { fingerprint, expiresAt } = token;
    this.#emit({ type, fingerprint, expiresAt, nextRefreshAt, ...cost });
  }

  failed(failure: RefreshFailure, expiresAt: Date | undefined, cost: RefreshCost): void {
    const error = toFailureInfo(failure, this.#wording);
    this.#emit({ type: 'refreshFailed', error, expiresAt, ...cost });
  }

  overdue({ fingerprint, expiresAt }: AccessToken, failure: RefreshFailure): void {
    const error = toFailureInfo(failure, this.#wording);
    this.#emit({ type: 'refreshOverdue', fingerprint, expiresAt, error });
  }

  invalidated({ fingerprint }: AccessToken, reason: InvalidationReason): void {
    this.#emit({ type: 'invalidated', fingerprint, reason });
  }

  storeChanged(trouble: string | undefined): void {
    this.#emit(trouble === undefined ? { type: 'storeUp' } : { type: 'storeDown', detail: trouble });
  }

  complete(): void {
    this.#events.complete();
  }

  #emit(body: EventBody): void {
    const event = { ...body, at: new Date(this.#clock.now()), account: this.#account.identity.fingerprint };
    outsideRequests(() => {
      this.#events.next(event);
    });
  }
}
