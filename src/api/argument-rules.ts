import { z } from 'zod';
import { partialObject, text } from './input-rules.js';

/** Rules for arguments that many methods share. */

export const milliseconds = z
  .number('must be milliseconds, 0 or more')
  .nonnegative('must be milliseconds, 0 or more');

export const signal = z.custom<AbortSignal>(isSignal, 'must be an AbortSignal');

const callFields = { signal, timeoutMs: milliseconds, language: text };

const ONE_TO_32 = 'must be a whole number from 1 to 32';

export const concurrency = z.int(ONE_TO_32).min(1, ONE_TO_32).max(32, ONE_TO_32);

/** Last argument of a method that makes one call. */
export const callOptions = partialObject(callFields).optional();

/** Last argument of a method that makes several. */
export const iterateOptions = partialObject({
  ...callFields,
  concurrency,
  maxWaitMs: milliseconds,
}).optional();

/** Options of a call with more of its own. */
export function callOptionsWith(fields: Record<string, z.ZodType>): z.ZodType {
  return partialObject({ ...callFields, ...fields }).optional();
}

/** At least one of something. */
export function listOf(item: z.ZodType, none: string): z.ZodType {
  return z.array(item, 'must be a list').min(1, none);
}

/** By what it can do: a signal may come from another realm, or from a polyfill. */
function isSignal(value: unknown): boolean {
  const { aborted, addEventListener } = (value ?? {}) as Partial<AbortSignal>;
  return typeof aborted === 'boolean' && typeof addEventListener === 'function';
}
