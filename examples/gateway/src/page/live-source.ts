import type { TokenStatus } from 'nestjs-nova-post';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import type { Observable } from 'rxjs';

/** The token as a process has it. */
export interface TokenUser {
  readonly status: TokenStatus;
  /** Age at which the token in force is refreshed, in milliseconds. */
  readonly refreshPointMs: number | undefined;
  /** Calls that were sent again because the API had rejected the token. */
  readonly replays: number;
}

/** What the page shows of tokens. None of it is secret. */
export interface TokenView {
  /** Token requests that Nova Post has seen; only the emulator knows. */
  readonly requests: number | undefined;
  /** Of each process; nothing is known of one that has only just begun. */
  readonly processes: readonly Partial<TokenUser>[];
}

/** Where the page gets what it shows, and what it can do. */
export abstract class LiveSource {
  /** `undefined` with a real key: then nothing can be broken or moved. */
  abstract readonly emulator: NovaPostEmulator | undefined;
  /** What happens to the token. */
  abstract readonly events$: Observable<object>;
  /** Emits when the view is another one. */
  abstract readonly changes$: Observable<unknown>;
  abstract view(): TokenView;
  /** One call, as a user of the gateway has it made. */
  abstract call(): Promise<unknown>;
  /** Fetches a new token. */
  abstract refresh(): Promise<unknown>;
}
