import { isatty } from 'node:tty';
import { ConsoleLogger } from '@nestjs/common';

/** Nest's own words on starting. What goes wrong there, main.ts says in one sentence. */
const BOOT_CONTEXTS: readonly unknown[] = [
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'NestMicroservice',
  'ExceptionHandler',
];

/** What it says when all is well, the greeting says too. */
const QUIET_CONTEXTS: readonly unknown[] = [...BOOT_CONTEXTS, 'NovaPostWebhooks'];

export class GatewayLogger extends ConsoleLogger {
  constructor() {
    super({
      prefix: 'gateway',
      logLevels: ['log', 'warn', 'error', 'fatal'],
      colors: isatty(1) && process.env['NO_COLOR'] === undefined,
    });
  }

  override log(message: unknown, ...details: unknown[]): void {
    if (!QUIET_CONTEXTS.includes(details.at(-1))) super.log(message, ...details);
  }

  override error(message: unknown, ...details: unknown[]): void {
    if (!BOOT_CONTEXTS.includes(details.at(-1))) super.error(message, ...details);
  }
}
