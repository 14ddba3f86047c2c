import { AccountIdentity } from '../../account-identity.js';
import type { Clock } from '../../clock.js';
import { waitFor, type WaitLimits } from '../../wait.js';
import { TokenFailure, asTokenFailure } from './token-failure.js';
import type { TokenScheme } from './token-scheme.js';

/** Whose token it is now. With credentials that change while the application runs, it becomes another account's. */
export class CurrentAccount {
  readonly #given: TokenScheme;
  readonly #baseURL: string;
  #scheme: TokenScheme;
  #credential: string | undefined;
  #identity: AccountIdentity | undefined;
  #key: string | undefined;

  /** Asks the scheme for nothing yet: an identity may take a tenth of a second. */
  constructor(scheme: TokenScheme, baseURL: string) {
    this.#given = scheme;
    this.#scheme = scheme;
    this.#baseURL = baseURL;
  }

  get canChange(): boolean {
    return this.#given.current !== undefined;
  }

  /** The scheme with the credentials of this account. */
  get scheme(): TokenScheme {
    return this.#scheme;
  }

  /** While credentials have not been read yet, one that no other process has. */
  get identity(): AccountIdentity {
    const { name, hasRandomCredential } = this.#scheme;
    this.#credential ??= this.#scheme.credential();
    this.#identity ??= new AccountIdentity(name, this.#baseURL, this.#credential, hasRandomCredential);
    this.#key ??= this.#identity.fingerprint;
    return this.#identity;
  }

  /** The same for all registrations of these credentials in this process, however they change. */
  get key(): string {
    return this.#key ?? this.identity.fingerprint;
  }

  /**
   * Reads the credentials anew, if they can change.
   *
   * @returns the scheme of the account that they are of now; `undefined` when it is the same account as before.
   * @throws TokenFailure when they cannot be read, or not in time.
   */
  async readOther(limits: WaitLimits, clock: Clock): Promise<TokenScheme | undefined> {
    const reading = async () => {
      const scheme = await this.#given.current?.();
      return scheme?.credential() === this.#credential ? undefined : scheme;
    };
    try {
      return await waitFor(reading(), limits, clock, () => readTooLate(limits.timeoutMs));
    } catch (error) {
      throw asTokenFailure(error);
    }
  }

  /** @param scheme as {@link readOther} gave it. */
  become(scheme: TokenScheme): void {
    this.#scheme = scheme;
    this.#credential = scheme.credential();
    this.#identity = undefined;
  }
}

function readTooLate(timeoutMs: number | undefined): TokenFailure {
  const message = `The function that gives the key or password did not answer within ${String(timeoutMs)} ms.`;
  return new TokenFailure(message, { kind: 'temporary', reason: 'scheme-failed' });
}
