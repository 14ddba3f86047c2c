import { GatewayLogger } from '../../../gateway/src/gateway.logger.js';

/** What Nest calls its two ends of the Redis transport. */
const TRANSPORT_CONTEXTS: readonly unknown[] = ['ClientProxy', 'Server'];

export class ProcessLogger extends GatewayLogger {
  override log(message: unknown, ...details: unknown[]): void {
    if (!TRANSPORT_CONTEXTS.includes(details.at(-1))) super.log(message, ...details);
  }

  /** That Redis is down, the library says once; the transport would say it every second. */
  override error(message: unknown, ...details: unknown[]): void {
    const noConnection = message instanceof Error && 'syscall' in message;
    if (!noConnection || !TRANSPORT_CONTEXTS.includes(details.at(-1))) super.error(message, ...details);
  }

  /** The launcher says which process a line is from. */
  protected override formatPid(): string {
    return '';
  }
}
