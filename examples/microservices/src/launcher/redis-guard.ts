import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';

/** What the guard tells the launcher. */
export type GuardReport =
  | { readonly kind: 'ready'; readonly port: number; readonly pid: number }
  | { readonly kind: 'failed'; readonly code: string };

/**
 * A process between the launcher and redis-server. The server is out of reach for Ctrl-C, so that the others can close
 * while it still answers, and it ends with the launcher, even when that is killed.
 */
async function guard(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', args, {
    cwd: tmpdir(),
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const end = () => server.kill('SIGKILL');
  process.once('disconnect', end);
  server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    tell({ kind: 'failed', code });
    process.disconnect();
  });
  server.once('exit', () => process.exit());
  let printed = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (printed.includes('Ready to accept')) return;
    printed += text;
    if (printed.includes('Ready to accept')) tell({ kind: 'ready', port, pid: server.pid ?? 0 });
  });
  if (!process.connected) end();
}

function tell(report: GuardReport): void {
  if (process.connected) process.send?.(report);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

await guard();
