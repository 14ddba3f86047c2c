import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { createServer } from 'node:net';

/** A Redis of one's own, empty, on a free port. */
export async function startRedis() {
  const port = await freePort();
  const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options.map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server, 'spawn').catch(() => {
    throw new Error('There is no redis-server in PATH, which this part needs.');
  });
  for await (const [text] of on(server.stdout, 'data')) {
    if (String(text).includes('Ready to accept connections')) break;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
