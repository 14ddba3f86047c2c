import { z } from 'zod';
import { LONGEST_TIMEOUT_MS } from '../../../clock.js';
import { concurrency, milliseconds, signal } from '../../argument-rules.js';
import { text } from '../../input-rules.js';

/** Milliseconds since 1970 are beyond it, seconds will be in the year 5138. */
const LATEST_UNIX_TIME = 100_000_000_000;

const SECONDS = 'must be a Unix time in seconds, as directory.version gives it';
const unixTime = z.int(SECONDS).nonnegative(SECONDS).max(LATEST_UNIX_TIME, SECONDS);
const duration = z
  .number('must be milliseconds')
  .min(0, 'must be milliseconds')
  .max(LONGEST_TIMEOUT_MS, 'must be milliseconds');

const position = z.looseObject(
  {
    version: unixTime.optional(),
    page: z.int('must be a whole number above 0').positive('must be a whole number above 0').optional(),
    partial: z
      .looseObject({
        kind: z.enum(['base', 'delta'], "must be 'base' or 'delta'"),
        unixTime,
        rows: z.int('must be a whole number').nonnegative('must be a whole number'),
        etag: z.string('must be text').optional(),
      })
      .optional(),
  },
  'must be a Unix time in seconds or a position, as directory.version and directory.position give them',
);

/** Of the options of a directory. */
export const directoryRules = z.looseObject(
  {
    since: z
      .unknown()
      .optional()
      .superRefine((value, context) => {
        if (value === undefined) return;
        const { error } = (typeof value === 'number' ? unixTime : position).safeParse(value);
        for (const { path, message } of error?.issues ?? []) {
          context.addIssue({ code: 'custom', path, message });
        }
      }),
    manifestURL: z
      .string('must be a complete URL')
      .refine((text) => URL.canParse(text) && /^https?:/.test(text), 'must be a complete URL')
      .optional(),
    idleTimeoutMs: duration.optional(),
    concurrency: concurrency.optional(),
    maxWaitMs: milliseconds.optional(),
    timeoutMs: milliseconds.optional(),
    language: text.optional(),
    signal: signal.optional(),
    fallback: z.boolean('must be true or false').optional(),
    onProgress: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
    clock: z.custom((value) => typeof value === 'object' && value !== null, 'must be a Clock').optional(),
  },
  'must be an object',
);

const fileTime = z.int().nonnegative();

/** What of a manifest is used. */
export const manifestRules = z.looseObject({
  base_version: z.looseObject({ unix_time: fileTime, url: z.string() }),
  deltas: z
    .array(z.looseObject({ url: z.string(), unix_time_from: fileTime, unix_time_till: fileTime }))
    .nullish()
    .transform((deltas) => deltas ?? []),
});
