import type { INestApplicationContext } from '@nestjs/common';
import { ConfigurableTokenService, NovaPostClient } from 'nestjs-nova-post';
import { subscribe } from '../../../gateway/src/subscribe.js';
import type { TokenUser } from '../../../gateway/src/page/live-source.js';

/** What a process tells the launcher. */
export type Report =
  | { readonly kind: 'ready'; readonly url?: string }
  /** Whenever something has happened to the token, and every second. */
  | { readonly kind: 'user'; readonly user: TokenUser }
  | { readonly kind: 'event'; readonly event: ReportedEvent }
  | { readonly kind: 'lock'; readonly held: boolean };

/** A token event, or that a call was sent again with a new token. */
export interface ReportedEvent {
  readonly type: string;
  readonly fingerprint?: string;
}

/** What the launcher wants of a process. */
export type Command =
  | { readonly kind: 'refresh' }
  | { readonly kind: 'subscribe'; readonly url: string; readonly secretToken: string };

/** How long a process may take to close before it just ends. */
const CLOSING_MS = 2_000;

/** Does nothing in a process that was not started by the launcher. */
export function report(message: Report): void {
  if (process.connected) process.send?.(message);
}

/** Does what the launcher asks for, and ends when asked to, or when the launcher is gone, however that happened. */
export function followLauncher(app: INestApplicationContext): void {
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  if (process.send === undefined) return;
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(1), CLOSING_MS).unref();
  });
  process.on('message', (command: Command) => void obey(app, command).catch(() => undefined));
  const end = () => process.kill(process.pid, 'SIGTERM');
  if (process.connected) process.once('disconnect', end);
  else end();
}

/** What fails is logged by the library. */
async function obey(app: INestApplicationContext, command: Command): Promise<void> {
  if (command.kind === 'refresh') await app.get(ConfigurableTokenService, { strict: false }).refresh();
  else await subscribe(app.get(NovaPostClient, { strict: false }), command);
}
