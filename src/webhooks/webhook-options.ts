import type { LoggerService } from '@nestjs/common';
import { z } from 'zod';
import { systemClock, type Clock } from '../clock.js';
import { invalidOptions, problemsOf, type OptionProblem } from '../invalid-options.js';
import { isObject } from '../is-object.js';
import { callable, having, loggerOption } from '../option-values.js';
import { MemoryDedupeStore, type WebhookDedupeStore } from './webhook-dedupe.js';
import type { WebhookHandlerFailure } from './webhook-failure.js';
import { MAX_SECRET_LENGTH, WebhookSecrets } from './webhook-secrets.js';

export const DEFAULT_WEBHOOK_PATH = 'nova-post/webhook';

export interface NovaPostWebhooksOptions {
  /**
   * The `secretToken` of your subscription: 8 characters at least, 600 at most, as the API says. Several
   * are accepted while you change it: the new one and the old one.
   */
  readonly secretToken: string | readonly string[];
  /**
   * Header that carries it: the `secretTokenHeaderName` of the subscription. Default `'X-NP-Key'`, the only
   * name that is mentioned anywhere (by a single client), so better name it in the subscription and here.
   */
  readonly headerName?: string | undefined;
  /**
   * Largest body, in bytes, packed or unpacked. Default 1 048 576. On Express a JSON body is first read by
   * the parser of the application, whose own limit is 100 kB unless you raise it.
   */
  readonly bodyLimitBytes?: number | undefined;
  /**
   * When the sender gets its answer. `'immediately'` (default): 200 before the handlers run, since it is
   * not known how long the sender waits; a failure of theirs is for you to handle. `'after-handlers'`: 200
   * when all have succeeded, 500 when one has failed, in the hope that the sender comes again; all of them
   * are then called again.
   */
  readonly answer?: 'immediately' | 'after-handlers' | undefined;
  /**
   * Whether copies of an event are dropped, and how they are remembered; `false` calls the handlers each
   * time.
   */
  readonly dedupe?: NovaPostWebhooksDedupe | false | undefined;
  /** Called with each failure of a handler, after it has been logged. See also `NovaPostWebhooks.errors$`. */
  readonly onError?: ((failure: WebhookHandlerFailure) => unknown) | undefined;
  /**
   * Where the lines about deliveries and handlers go: a Nest logger, such as that of nestjs-pino; `false` for nowhere, then
   * see `errors$` or `onError` for failures. Default: the one of the application, with the context `NovaPostWebhooks`.
   */
  readonly logger?: LoggerService | false | undefined;
  /** How long a shutdown waits for running handlers, in milliseconds. Default 5 000. */
  readonly shutdownTimeoutMs?: number | undefined;
  /** Replaces the clock of the system, in tests. */
  readonly clock?: Clock | undefined;
}

/**
 * An event is claimed before its handlers run, so that two copies at the same time run them once; it is
 * done when all have succeeded, and forgotten when one failed, so that the next copy is handled.
 *
 * Two events are the same when name, waybill numbers, status and the time of the event are, whatever else
 * their bodies say. Without such a time (or with a mere date) an id of the sender's takes its place, such
 * as the header `X-Delivery-Id` or the field `eventId`. Without that, too, they are the same when all they
 * say apart from the sending is (`sentAt`, `attempt` and the like), and no other event about the same
 * shipments came between them; with a `store` of your own, where other processes may have had that one,
 * within ten minutes.
 */
export interface NovaPostWebhooksDedupe {
  /** How long a handled event is remembered, in milliseconds. Default 24 hours. */
  readonly ttlMs?: number | undefined;
  /** How many are remembered in the memory of this process. Default 10 000; the oldest go first. */
  readonly maxEntries?: number | undefined;
  /** How long handlers may take before a copy is handled too, in milliseconds. Default 5 minutes. */
  readonly leaseMs?: number | undefined;
  /** A memory that processes share. Default: the memory of this process. */
  readonly store?: WebhookDedupeStore | undefined;
}

/** The same with every default filled in, and without the secrets. */
export interface ResolvedWebhooksOptions {
  readonly path: string;
  readonly receiver: string;
  readonly secrets: WebhookSecrets;
  readonly headerName: string;
  readonly bodyLimitBytes: number;
  readonly answer: 'immediately' | 'after-handlers';
  readonly dedupe:
    | {
        readonly ttlMs: number;
        readonly leaseMs: number;
        readonly store: WebhookDedupeStore;
        /** Whether other processes may use the store too. */
        readonly isShared: boolean;
      }
    | undefined;
  readonly onError: ((failure: WebhookHandlerFailure) => unknown) | undefined;
  readonly logger: LoggerService | false | undefined;
  readonly shutdownTimeoutMs: number;
  readonly clock: Clock;
}

const WEBHOOK_OPTIONS = 'Nova Post webhook options';

const DAY_MS = 86_400_000;

const whole = (min: number, max: number, unit = '') => {
  const message = `must be a whole number from ${String(min)} to ${String(max)}${unit}`;
  return z.number(message).int(message).min(min, message).max(max, message);
};

const MISSING =
  'is missing. Give the secretToken of your subscription; without one, anyone could push events';
/** A shorter one is guessed. */
const MIN_SECRET_LENGTH = 8;
const secret = z
  .string('must be a text, or an array of texts')
  .min(1, MISSING)
  .min(MIN_SECRET_LENGTH, `is too short: it must have ${String(MIN_SECRET_LENGTH)} characters at least`)
  .max(MAX_SECRET_LENGTH, `must have ${String(MAX_SECRET_LENGTH)} characters at most, as the API says`)
  // eslint-disable-next-line no-control-regex
  .refine((text) => text === '' || !/^\s|\s$|[\u0000-\u001f\u007f]/u.test(text), {
    message: 'has white space at an end or a control character, which a header cannot carry',
  });

const schema = z.strictObject({
  path: z
    .string('must be a text such as nova-post/webhook')
    .regex(
      /^\/?[\w~-][\w.~-]*(\/[\w~-][\w.~-]*)*\/?$/,
      'must be a fixed path such as nova-post/webhook, without places, wildcards and spaces',
    ),
  name: z.string('must be a text').min(1, 'must not be empty').optional(),
  headerName: z
    .string('must be the name of a header')
    .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header, such as X-NP-Key')
    .default('X-NP-Key'),
  bodyLimitBytes: whole(1, 2 ** 30, ' bytes').default(1_048_576),
  answer: z
    .enum(['immediately', 'after-handlers'], "must be 'immediately' or 'after-handlers'")
    .default('immediately'),
  dedupe: z
    .union(
      [
        z.literal(false),
        z.strictObject({
          ttlMs: whole(1, 365 * DAY_MS, ' milliseconds').default(DAY_MS),
          maxEntries: whole(1, 10_000_000).default(10_000),
          leaseMs: whole(1, DAY_MS, ' milliseconds').default(300_000),
          store: having<WebhookDedupeStore>(
            'a store with claim, complete and release',
            'claim',
            'complete',
            'release',
          ).optional(),
        }),
      ],
      'must be false or { ttlMs, maxEntries, leaseMs, store }',
    )
    .prefault({}),
  onError: callable<(failure: WebhookHandlerFailure) => unknown>('a function').optional(),
  logger: loggerOption,
  shutdownTimeoutMs: whole(0, 600_000, ' milliseconds').default(5_000),
  clock: having<Clock>('a clock', 'now', 'monotonic', 'setTimeout', 'clearTimeout').default(systemClock),
});

/**
 * Checks the options of one registration and completes them.
 *
 * @throws NovaPostConfigError that names every refused option and the cure, and quotes no value.
 */
export function resolveWebhooksOptions(
  options: NovaPostWebhooksOptions,
  { path, name }: { path: string; name: string | undefined },
): ResolvedWebhooksOptions {
  refuseLatePath(options);
  const { secretToken, ...others } = { ...options };
  const parsed = schema.safeParse({ ...others, path, name });
  const secrets = readSecrets(secretToken);
  const refused = [...problemsOf(parsed.error?.issues ?? []), ...secrets.refused];
  if (!parsed.success || refused.length > 0) throw invalidOptions(WEBHOOK_OPTIONS, refused);
  const { name: receiver, dedupe, ...rest } = parsed.data;
  const trimmed = rest.path.replace(/^\/|\/$/g, '');
  return Object.freeze({
    ...rest,
    path: trimmed,
    receiver: receiver ?? trimmed,
    secrets: new WebhookSecrets(secrets.accepted),
    onError: rest.onError,
    logger: rest.logger,
    dedupe:
      dedupe === false
        ? undefined
        : {
            ...dedupe,
            store: dedupe.store ?? new MemoryDedupeStore(rest.clock, dedupe.maxEntries),
            isShared: dedupe.store !== undefined,
          },
  });
}

function readSecrets(given: unknown): { accepted: string[]; refused: OptionProblem[] } {
  if (given === undefined || given === null || (Array.isArray(given) && given.length === 0)) {
    return { accepted: [], refused: [{ option: 'secretToken', message: `${MISSING}.` }] };
  }
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const refused = list.flatMap((value, index) => {
    const option = Array.isArray(given) ? `secretToken.${String(index)}` : 'secretToken';
    const issue = secret.safeParse(value).error?.issues[0];
    return issue === undefined ? [] : [{ option, message: `${issue.message}.` }];
  });
  return { accepted: list as string[], refused };
}

/** A factory that answers with a path would be ignored in silence otherwise. */
function refuseLatePath(options: unknown): void {
  const late = ['path', 'name'].filter((key) => isObject(options) && key in options);
  const message = 'must be known before the factory runs. Put it beside useFactory, useClass or useExisting.';
  if (late.length === 0) return;
  throw invalidOptions(
    WEBHOOK_OPTIONS,
    late.map((option) => ({ option, message })),
  );
}
