import type { ProhibitedIssuance } from './addresses/addresses.js';
import type { ContractMode } from './contract/contract.js';
import type { DivisionDirectoryOptions } from './divisions/directory-files.js';
import type { LockVersionRule } from './pickups/pickup-rules.js';
import { DAY_MS } from './server/api-time.js';
import type { PushDefaults } from './push/pushes.js';
import type { RefreshTokenRules } from './token/refresh-tokens.js';
import type { TrackingSpelling } from './tracking/tracking-rows.js';

const HOUR_MS = 3_600_000;

/** Options of `NovaPostEmulator.start()`. Each may be left out. */
export interface NovaPostEmulatorOptions {
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Port to listen on. Default 0, which takes a free one. */
  port?: number;
  /** The first API key. Default: a random one, to be read from `emulator.apiKey`. */
  apiKey?: string;
  /** The first user of the password scheme. Default: a random name, to be read from `emulator.username`. */
  username?: string;
  /** The first user of the login scheme. Default: a random address, to be read from `emulator.email`. */
  email?: string;
  /** The password of both. Default: a random one, to be read from `emulator.password`. */
  password?: string;
  /** The long-lived key of the static scheme. Default: a random one, to be read from `emulator.partnerKey`. */
  partnerKey?: string;
  /**
   * How long a token lives, in milliseconds. Default as at the real services: 3 600 000, one hour; 24 hours for the login
   * scheme.
   */
  tokenLifetimeMs?: number;
  /** Live tokens per account; with one more the oldest dies. Default: no limit. */
  sessionLimit?: number;
  /** Token requests hand back the same token as long as it is valid. Default false: every call makes a new one. */
  tokenReuse?: boolean;
  /**
   * How the password scheme renews. `rotating` (default true): the refresh token works once, the answer holds the next
   * one. `omitted` (default false, or true when `rotating` is false): the answer holds none and the old one stays valid.
   * Both false: the answer repeats the old one.
   */
  refreshTokens?: { rotating?: boolean; omitted?: boolean };
  /** How the login scheme tells a wrong password: `success: false` with 401 (default) or with 200. */
  loginFailure?: 'status-401' | 'status-200';
  /** What the login scheme's renewal answers: `{ token }` or, by default, `{ data: { token, expiresAt } }`. */
  loginRefreshShape?: 'flat' | 'nested';
  /**
   * How many requests a minute, token requests included, the login scheme's API takes from an account before it answers
   * 429 with `Retry-After`. Default: no limit. The real service is said to have 100.
   */
  loginRequestsPerMinute?: number;
  /** The wall clock in milliseconds. Default `Date`. Give a `TestClock` to let hours pass at once. */
  clock?: { now(): number };
  /**
   * Server's clock minus `clock`, in milliseconds. Default 0. The `Date` header, `iat`, `exp` and expiry follow it.
   * Can be changed later: `emulator.clockSkewMs = 600_000`.
   */
  clockSkewMs?: number;
  /** How many rows `/divisions` has. Default 3000. A row with a given id is the same whatever the number. */
  divisions?: number;
  /** The bulk directory of divisions that `/divisions/versions`, outside the API's base, leads to. */
  divisionDirectory?: DivisionDirectoryOptions;
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
  /**
   * How closely requests are held against the contract of the API. `strict` (default): a wrong request is answered 422
   * with a message for each field, and a field or query parameter the API does not have is wrong, because it is a
   * misspelt one. `lenient`: such fields and parameters pass, as they may at the real service. `off`: nothing is checked.
   *
   * Unless `off`, the emulator's own answers are checked as well; one that is wrong becomes a 500 that says so.
   */
  contract?: ContractMode;
  /** Which way to go where the sources about the API contradict each other or are silent. */
  quirks?: EmulatorQuirks;
  /**
   * How subscribers are called. `retries`: how often a call that is not answered with 2xx is repeated, at once; default 0.
   * `snakeCase`: field names in snake case; default false. Neither is known of the real service.
   */
  pushes?: Partial<PushDefaults>;
}

/** Questions about the real service that nobody has answered; the defaults are what most of its clients rely on. */
export interface EmulatorQuirks {
  /**
   * The API takes `Authorization: Bearer TOKEN` as well as the bare token. Default false: 401, so that a client is known
   * to send it bare. One page of the documentation asks for Bearer, all working clients send it bare.
   */
  bearerTokens?: boolean;
  /**
   * The `lockVersion` a change of a pickup must carry. `strict`: the pickup's plus 1, as the reference has it. `lenient`
   * (default): the pickup's own is taken as well, which clients in use send.
   */
  pickupLockVersion?: LockVersionRule;
  /**
   * The list of settlements without delivery: `served` (default), or `action-not-available`, the 404 that the portal
   * mentions.
   */
  prohibitedIssuance?: ProhibitedIssuance;
  /**
   * A sender or recipient may name its branch `divisionID`, the spelling of the reference's table. Default false: 422, as
   * seen live; `divisionId` is read.
   */
  divisionIDAccepted?: boolean;
  /**
   * How `GET /shipments/tracking` spells its items. `sample` (default): `statusCode` a number, `eventStatus` lower case,
   * centimetres and kilograms. `reference`: text, capitalised, millimetres and grams.
   */
  trackingSpelling?: TrackingSpelling;
}

/** The same with every default filled in. */
export interface ResolvedEmulatorOptions {
  host: string;
  port: number;
  apiKey: string | undefined;
  username: string | undefined;
  email: string | undefined;
  password: string | undefined;
  partnerKey: string | undefined;
  tokenLifetimeMs: number;
  loginTokenLifetimeMs: number;
  sessionLimit: number;
  tokenReuse: boolean;
  refreshTokens: RefreshTokenRules;
  loginFailure: 'status-401' | 'status-200';
  loginRefreshShape: 'flat' | 'nested';
  loginRequestsPerMinute: number;
  clock: { now(): number };
  clockSkewMs: number;
  divisions: number;
  divisionDirectory: DivisionDirectoryOptions;
  identifierStyle: 'europe' | 'ukraine';
  testKeyDailyLimit: number;
  unknownPhones: readonly string[];
  ambiguousPhones: readonly string[];
  contract: ContractMode;
  quirks: EmulatorQuirks;
  pushes: PushDefaults;
}

/** Fills in the defaults. Throws a `TypeError` that names the option when a value cannot work. */
export function resolveEmulatorOptions(options: NovaPostEmulatorOptions): ResolvedEmulatorOptions {
  const rotating = options.refreshTokens?.rotating ?? true;
  const resolved: ResolvedEmulatorOptions = {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    apiKey: options.apiKey,
    username: options.username,
    email: options.email,
    password: options.password,
    partnerKey: options.partnerKey,
    tokenLifetimeMs: options.tokenLifetimeMs ?? HOUR_MS,
    loginTokenLifetimeMs: options.tokenLifetimeMs ?? DAY_MS,
    sessionLimit: options.sessionLimit ?? Number.POSITIVE_INFINITY,
    tokenReuse: options.tokenReuse ?? false,
    refreshTokens: { rotating, omitted: options.refreshTokens?.omitted ?? !rotating },
    loginFailure: options.loginFailure ?? 'status-401',
    loginRefreshShape: options.loginRefreshShape ?? 'nested',
    loginRequestsPerMinute: options.loginRequestsPerMinute ?? Number.POSITIVE_INFINITY,
    clock: options.clock ?? { now: () => Date.now() },
    clockSkewMs: options.clockSkewMs ?? 0,
    divisions: options.divisions ?? 3000,
    divisionDirectory: options.divisionDirectory ?? {},
    identifierStyle: options.identifierStyle ?? 'europe',
    testKeyDailyLimit: options.testKeyDailyLimit ?? Number.POSITIVE_INFINITY,
    unknownPhones: options.unknownPhones ?? [],
    ambiguousPhones: options.ambiguousPhones ?? [],
    contract: options.contract ?? 'strict',
    quirks: { ...options.quirks },
    pushes: { retries: options.pushes?.retries ?? 0, snakeCase: options.pushes?.snakeCase ?? false },
  };
  const { port, tokenLifetimeMs, sessionLimit, divisions, clockSkewMs, testKeyDailyLimit } = resolved;
  const { loginFailure, loginRefreshShape, loginRequestsPerMinute } = resolved;
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
  checkDirectory(resolved.divisionDirectory);
  checkChoice('quirks.prohibitedIssuance', resolved.quirks.prohibitedIssuance ?? 'served', [
    'served',
    'action-not-available',
  ]);
  check(Number.isFinite(clockSkewMs), 'clockSkewMs', clockSkewMs, 'a number of milliseconds');
  check(
    isCount(testKeyDailyLimit, 0),
    'testKeyDailyLimit',
    testKeyDailyLimit,
    'a whole number from 0 (left out: no limit)',
  );
  check(
    isCount(loginRequestsPerMinute, 1),
    'loginRequestsPerMinute',
    loginRequestsPerMinute,
    'a whole number from 1 (left out: no limit)',
  );
  checkChoice('contract', resolved.contract, ['strict', 'lenient', 'off']);
  checkChoice('quirks.pickupLockVersion', resolved.quirks.pickupLockVersion ?? 'lenient', [
    'strict',
    'lenient',
  ]);
  checkChoice('quirks.trackingSpelling', resolved.quirks.trackingSpelling ?? 'sample', [
    'sample',
    'reference',
  ]);
  const { retries } = resolved.pushes;
  check(Number.isInteger(retries) && retries >= 0, 'pushes.retries', retries, 'a whole number from 0');
  checkChoice('loginFailure', loginFailure, ['status-401', 'status-200']);
  checkChoice('loginRefreshShape', loginRefreshShape, ['flat', 'nested']);
  return resolved;
}

function checkDirectory(options: DivisionDirectoryOptions): void {
  const { rows = 0, deltas = 0, shape = 'items', cdnOrigin } = options;
  const [count, origin] = ['a whole number from 0', "an origin such as 'http://127.0.0.1:3999'"];
  check(Number.isInteger(rows) && rows >= 0, 'divisionDirectory.rows', rows, count);
  check(Number.isInteger(deltas) && deltas >= 0, 'divisionDirectory.deltas', deltas, count);
  checkChoice('divisionDirectory.shape', shape, ['items', 'items-by-id', 'array']);
  if (cdnOrigin === undefined) return;
  const isOrigin = URL.canParse(cdnOrigin) && new URL(cdnOrigin).origin === cdnOrigin;
  check(isOrigin, 'divisionDirectory.cdnOrigin', cdnOrigin, origin);
}

function checkChoice(option: string, value: string, choices: readonly string[]): void {
  check(choices.includes(value), option, `'${value}'`, choices.map((choice) => `'${choice}'`).join(' or '));
}

function isCount(value: number, min: number): boolean {
  return value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && value >= min);
}

function check(good: boolean, option: string, value: number | string, wanted: string): void {
  if (!good) {
    throw new TypeError(`NovaPostEmulator.start: ${option} must be ${wanted}, but it is ${String(value)}.`);
  }
}
