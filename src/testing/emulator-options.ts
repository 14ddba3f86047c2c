import { z } from 'zod';
import { nearestName } from '../schemas/nearest-name.js';
import type { ContractMode } from './api/api-site.js';
import type { DivisionDirectoryOptions } from './divisions/directory.js';
import type { PushDefaults } from './push/pushes.js';
import type { RecordedRequest } from './server/recorded-request.js';
import type { IdentifierStyle } from './shipments/shipment-store.js';

/** Options of `NovaPostEmulator.start()`. Each may be left out. */
export interface NovaPostEmulatorOptions {
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Port to listen on. Default 0, which takes a free one. */
  port?: number;
  /** The first API key. Default: a random one, to be read from `emulator.apiKey`. */
  apiKey?: string;
  /** How long a token lives, in milliseconds. Default as at the real service: 3 600 000, one hour. */
  tokenLifetimeMs?: number;
  /** Live tokens per account; with one more the oldest dies. Default: no limit. */
  sessionLimit?: number;
  /** The wall clock in milliseconds. Default `Date`. Give a `TestClock` to let hours pass at once. */
  clock?: { now(): number };
  /**
   * Server's clock minus `clock`, in milliseconds. Default 0. The `Date` header, `iat`, `exp` and expiry
   * follow it. Can be changed later: `emulator.clockSkewMs = 600_000`.
   */
  clockSkewMs?: number;
  /** How many rows `/divisions` has. Default 3000. A row with a given id is the same whatever the number. */
  divisions?: number;
  /** The bulk directory of divisions that `/divisions/versions`, outside the API's base, leads to. */
  divisionDirectory?: DivisionDirectoryOptions;
  /**
   * `europe` gives shipments an integer id and `SHPL` + 10 digits, `ukraine` a UUID and 14 digits. Default
   * `europe`.
   */
  identifierStyle?: IdentifierStyle;
  /**
   * How closely requests are validated against the contract of the API. `strict` (default): a wrong request
   * is answered 422 with a message for each field, and a field or query parameter the API does not have is
   * wrong, because it is a misspelt one. `lenient`: such fields and parameters pass, and lists need no
   * brackets. `off`: nothing is validated.
   *
   * Unless `off`, the emulator's own answers are validated as well; one that is wrong becomes a 500 that says
   * so.
   */
  contract?: ContractMode;
  /** Which way to go where the sources about the API contradict each other. */
  quirks?: EmulatorQuirks;
  /**
   * How subscribers are called. `retries`: how often a call that is not answered with 2xx is repeated, at
   * once; default 0.
   * `snakeCase`: field names in snake case; default false. Neither is known of the real service.
   */
  pushes?: Partial<PushDefaults>;
  /** Called for each request when its answer is out, or will never be. Default: nothing. */
  onRequest?: (request: RecordedRequest) => void;
}

/** Open questions about the real service; the defaults are what most of its clients rely on. */
export interface EmulatorQuirks {
  /**
   * The API takes `Authorization: Bearer TOKEN` as well as the bare token. Default false: 401, so that a
   * client is known to send it bare. One page of the documentation asks for Bearer, all working clients send
   * it bare.
   */
  bearerTokens?: boolean;
}

const whole = (min: number, max = Number.MAX_SAFE_INTEGER) => {
  const error = `must be a whole number from ${String(min)}${max === Number.MAX_SAFE_INTEGER ? '' : ` to ${String(max)}`}`;
  return z.int(error).min(min, error).max(max, error);
};
const choice = <T extends string>(...values: [T, ...T[]]) =>
  z.enum(values, `must be ${values.map((value) => `'${value}'`).join(' or ')}`);
const flag = z.boolean('must be true or false');
const text = z.string('must be text').refine((value) => value.trim() !== '', 'must not be empty');
const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value;

const OPTIONS = z.strictObject({
  host: text.default('127.0.0.1'),
  port: whole(0, 65_535).default(0),
  apiKey: text.optional(),
  tokenLifetimeMs: z
    .number('must be milliseconds')
    .positive('must be more than 0 milliseconds')
    .default(3_600_000),
  sessionLimit: z.union([z.literal(Infinity), whole(1)], 'must be a whole number from 1').default(Infinity),
  clock: z
    .custom<{ now(): number }>((value) => typeof (value as { now?: unknown } | null)?.now === 'function', {
      error: 'must have a function now()',
    })
    .default({ now: () => Date.now() }),
  clockSkewMs: z.number('must be a number of milliseconds').default(0),
  divisions: whole(0).default(3000),
  divisionDirectory: z
    .strictObject({
      deltas: whole(0).optional(),
      cdnOrigin: z.string().refine(isOrigin, "must be an origin such as 'http://127.0.0.1:3999'").optional(),
    })
    .default({}),
  identifierStyle: choice('europe', 'ukraine').default('europe'),
  contract: choice('strict', 'lenient', 'off').default('strict'),
  quirks: z.strictObject({ bearerTokens: flag.default(false) }).prefault({}),
  pushes: z.strictObject({ retries: whole(0).default(0), snakeCase: flag.default(false) }).prefault({}),
  onRequest: z
    .custom<(request: RecordedRequest) => void>((value) => typeof value === 'function', 'must be a function')
    .default(() => () => undefined),
});

/** The same with every default filled in. */
export type ResolvedEmulatorOptions = z.output<typeof OPTIONS>;

/** Fills in the defaults. Throws a `TypeError` that names the option when a value cannot work. */
export function resolveEmulatorOptions(options: NovaPostEmulatorOptions): ResolvedEmulatorOptions {
  const { success, data, error } = OPTIONS.safeParse(options);
  if (success) return data;
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  const [unknown] = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  if (unknown === undefined)
    throw new TypeError(`NovaPostEmulator.start: ${path} ${issue?.message ?? 'is wrong'}.`);
  const meant = path === '' ? nearestName(unknown, Object.keys(OPTIONS.shape)) : undefined;
  throw new TypeError(
    `NovaPostEmulator.start: ${[path, unknown].filter(Boolean).join('.')} is not an option` +
      (meant === undefined ? '.' : `; did you mean ${meant}?`),
  );
}
