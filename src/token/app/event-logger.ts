import { Logger, type LoggerService } from '@nestjs/common';

/** Of every line. */
const CONTEXT = 'NovaPost';

export type EventLogger = Pick<Logger, 'log' | 'warn' | 'debug'>;

/** @param given the option `logger`: Nest's own when it is left out, none for `false`. */
export function eventLogger(given: LoggerService | false | undefined): EventLogger {
  if (given === undefined) return new Logger(CONTEXT);
  const write = (level: keyof EventLogger) => (message: unknown) => {
    if (given !== false) given[level]?.(message, CONTEXT);
  };
  return { log: write('log'), warn: write('warn'), debug: write('debug') };
}
