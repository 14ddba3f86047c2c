import type { LoggerService } from '@nestjs/common';
import { z } from 'zod';

/** An object with these methods, however it was made. */
export function having<T extends object>(
  what: string,
  ...methods: readonly (keyof T & string)[]
): z.ZodType<T> {
  return z.custom<T>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      methods.every((method) => typeof (value as Record<string, unknown>)[method] === 'function'),
    `must be ${what}`,
  );
}

export function callable<T>(what: string): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === 'function', `must be ${what}`);
}

/** An option `logger`. */
export const loggerOption = z
  .union(
    [z.literal(false), having<LoggerService>('a Nest logger', 'log', 'warn', 'error')],
    'must be false or a Nest logger, with the methods log, warn and error',
  )
  .optional();
