/** Options of `NovaPostEmulator.start()`. Each may be left out. */
export interface NovaPostEmulatorOptions {
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Port to listen on. Default 0, which takes a free one. */
  port?: number;
  /** The first API key. Default: a random one, to be read from `emulator.apiKey`. */
  apiKey?: string;
  /** How long a token lives, in milliseconds. Default 3 600 000, one hour, as at the real service. */
  tokenLifetimeMs?: number;
  /** Live tokens per key; with one more the oldest dies. Default: no limit. */
  sessionLimit?: number;
  /** Authorization hands back the same token as long as it is valid. Default false: every call makes a new one. */
  tokenReuse?: boolean;
  /** The wall clock in milliseconds. Default `Date`. Give a `TestClock` to let hours pass at once. */
  clock?: { now(): number };
  /**
   * Server's clock minus `clock`, in milliseconds. Default 0. The `Date` header, `iat`, `exp` and expiry follow it.
   * Can be changed later: `emulator.clockSkewMs = 600_000`.
   */
  clockSkewMs?: number;
  /** How many rows `/divisions` has. Default 3000. A row with a given id is the same whatever the number. */
  divisions?: number;
  /** `europe` gives shipments an integer id and `SHPL` + 10 digits, `ukraine` a UUID and 14 digits. Default `europe`. */
  identifierStyle?: 'europe' | 'ukraine';
  /**
   * How often one phone may ask for a sandbox key on one day (UTC) before it gets 429. Default: no limit. The sources
   * disagree about the real service, so choose what your test needs.
   */
  testKeyDailyLimit?: number;
  /** Phones, digits only, for which `/test-api-keys` answers 404 "Client not found". Default none. */
  unknownPhones?: readonly string[];
  /** Phones, digits only, for which `/test-api-keys` answers 409 "Multiple matching clients found". Default none. */
  ambiguousPhones?: readonly string[];
}

/** The same with every default filled in. */
export interface ResolvedEmulatorOptions {
  host: string;
  port: number;
  apiKey: string | undefined;
  tokenLifetimeMs: number;
  sessionLimit: number;
  tokenReuse: boolean;
  clock: { now(): number };
  clockSkewMs: number;
  divisions: number;
  identifierStyle: 'europe' | 'ukraine';
  testKeyDailyLimit: number;
  unknownPhones: readonly string[];
  ambiguousPhones: readonly string[];
}

/** Fills in the defaults. Throws a `TypeError` that names the option when a value cannot work. */
export function resolveEmulatorOptions(options: NovaPostEmulatorOptions): ResolvedEmulatorOptions {
  const resolved: ResolvedEmulatorOptions = {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    apiKey: options.apiKey,
    tokenLifetimeMs: options.tokenLifetimeMs ?? 3_600_000,
    sessionLimit: options.sessionLimit ?? Number.POSITIVE_INFINITY,
    tokenReuse: options.tokenReuse ?? false,
    clock: options.clock ?? { now: () => Date.now() },
    clockSkewMs: options.clockSkewMs ?? 0,
    divisions: options.divisions ?? 3000,
    identifierStyle: options.identifierStyle ?? 'europe',
    testKeyDailyLimit: options.testKeyDailyLimit ?? Number.POSITIVE_INFINITY,
    unknownPhones: options.unknownPhones ?? [],
    ambiguousPhones: options.ambiguousPhones ?? [],
  };
  const { port, tokenLifetimeMs, sessionLimit, divisions, clockSkewMs, testKeyDailyLimit } = resolved;
  check(
    Number.isInteger(port) && port >= 0 && port <= 65_535,
    'port',
    port,
    'a whole number from 0 to 65535',
  );
  check(
    Number.isFinite(tokenLifetimeMs) && tokenLifetimeMs > 0,
    'tokenLifetimeMs',
    tokenLifetimeMs,
    'a number of milliseconds above 0',
  );
  check(isCount(sessionLimit, 1), 'sessionLimit', sessionLimit, 'a whole number from 1 (left out: no limit)');
  check(Number.isInteger(divisions) && divisions >= 0, 'divisions', divisions, 'a whole number from 0');
  check(Number.isFinite(clockSkewMs), 'clockSkewMs', clockSkewMs, 'a number of milliseconds');
  check(
    isCount(testKeyDailyLimit, 0),
    'testKeyDailyLimit',
    testKeyDailyLimit,
    'a whole number from 0 (left out: no limit)',
  );
  return resolved;
}

function isCount(value: number, min: number): boolean {
  return value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && value >= min);
}

function check(good: boolean, option: string, value: number, wanted: string): void {
  if (!good) {
    throw new TypeError(`NovaPostEmulator.start: ${option} must be ${wanted}, but it is ${String(value)}.`);
  }
}
