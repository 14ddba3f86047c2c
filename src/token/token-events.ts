import { Subject, type Observable } from 'rxjs';
import type { Clock } from '../clock.js';
import { outsideRequests } from '../outside-requests.js';
import type { CurrentAccount } from './schemes/current-account.js';
import type { TokenFailureInfo } from './token-status.js';

export type InvalidationReason =
  /** The API rejected it. */
  | 'rejected'
  /** `invalidate()` was called, here or in another process. */
  | 'requested'
  /** The key or password is another one now, see `apiKey` as a function. */
  | 'credentials-changed';

/** What an attempt to get a token has cost. */
export interface RefreshCost {
  readonly durationMs: number;
  /** Requests to the token endpoint; 0 for a token that another process has fetched. */
  readonly requests: number;
  /** Milliseconds of it spent waiting for another process, which had the lock. */
  readonly lockWaitMs: number;
}

export type TokenEventBody =
  | (RefreshCost & {
      readonly type: 'refreshed' | 'adopted';
      readonly fingerprint: string;
      readonly expiresAt: Date;
      readonly nextRefreshAt: Date | undefined;
    })
  | (RefreshCost & {
      readonly type: 'refreshFailed';
      readonly error: TokenFailureInfo;
      readonly expiresAt: Date | undefined;
    })
  /** The token is not used any more. */
  | { readonly type: 'invalidated'; readonly fingerprint: string; readonly reason: InvalidationReason }
  /** Half of the time between the refresh point and the end is gone, and there is still no new token. */
  | {
      readonly type: 'refreshOverdue';
      readonly fingerprint: string;
      readonly expiresAt: Date;
      readonly error: TokenFailureInfo | undefined;
    }
  /** `detail`: where the store is and the code of its error, such as `redis.example:6379: READONLY`. */
  | { readonly type: 'storeDown'; readonly detail: string }
  | { readonly type: 'storeUp' };

export type TokenEvent = TokenEventBody & { readonly at: Date; readonly account: string };

/** Reports what happens to one account's token. */
export class TokenEvents {
  readonly #account: CurrentAccount;
  readonly #clock: Clock;
  readonly #log: Pick<Subject<TokenEvent>, 'next'>;
  /** Made with the first subscriber: most accounts have none. */
  #subject: Subject<TokenEvent> | undefined;
  #completed = false;

  /** @param log hears of the events of all accounts. */
  constructor(account: CurrentAccount, clock: Clock, log: Pick<Subject<TokenEvent>, 'next'>) {
    this.#account = account;
    this.#clock = clock;
    this.#log = log;
  }

  get events$(): Observable<TokenEvent> {
    this.#subject ??= new Subject();
    if (this.#completed) this.#subject.complete();
    return this.#subject.asObservable();
  }

  emit(body: TokenEventBody): void {
    if (this.#completed) return;
    const { fingerprint } = this.#account.identity;
    const event = { ...body, at: new Date(this.#clock.now()), account: fingerprint };
    outsideRequests(() => {
      this.#log.next(event);
      this.#subject?.next(event);
    });
  }

  complete(): void {
    this.#completed = true;
    this.#subject?.complete();
  }
}
