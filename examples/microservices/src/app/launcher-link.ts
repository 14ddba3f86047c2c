import type { INestApplicationContext } from '@nestjs/common';

/** What a process tells the launcher. */
export type Report =
  | { readonly kind: 'ready'; readonly url?: string }
  | { readonly kind: 'token'; readonly how: 'refreshed' | 'adopted'; readonly fingerprint: string };

/** How long a process may take to close before it just ends. */
const CLOSING_MS = 2_000;

/** Does nothing in a process that was not started by the launcher. */
export function report(message: Report): void {
  if (process.connected) process.send?.(message);
}

/** Ends the application when it is asked to, and when its launcher is gone, however that happened. */
export function endWithLauncher(app: INestApplicationContext): void {
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  if (process.send === undefined) return;
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(1), CLOSING_MS).unref();
  });
  const end = () => process.kill(process.pid, 'SIGTERM');
  if (process.connected) process.once('disconnect', end);
  else end();
}
