import { Logger, type LoggerService } from '@nestjs/common';

/** Writes lines with a context of their own. */
export interface ContextLogger {
  log(message: string): void;
  warn(message: string): void;
  debug(message: string): void;
  error(message: string, stack?: string): void;
}

/** @param given an option `logger`: Nest's own when it is left out, none for `false`. */
export function contextLogger(context: string, given: LoggerService | false | undefined): ContextLogger {
  if (given === undefined) return new Logger(context);
  const write = (level: 'log' | 'warn' | 'debug') => (message: string) => {
    if (given !== false) given[level]?.(message, context);
  };
  return {
    log: write('log'),
    warn: write('warn'),
    debug: write('debug'),
    error: (message, stack) => {
      if (given !== false) given.error(message, stack, context);
    },
  };
}
