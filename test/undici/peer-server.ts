import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';

/** What a server saw of a request, as far as it must be the same for every client. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

type Handler = (request: http.IncomingMessage, response: http.ServerResponse, body: Buffer) => void;

/** Differ between any two clients, or between two runs, and mean nothing. */
const OF_NO_INTEREST = new Set(['connection', 'keep-alive', 'host', 'proxy-connection']);

export interface PeerServer {
  readonly url: string;
  readonly port: number;
  readonly seen: Seen[];
  readonly server: http.Server;
  stop(): Promise<void>;
}

/** An http server that records what it is sent and answers as the test says. */
export async function startPeer(handler: Handler): Promise<PeerServer> {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => {});
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !OF_NO_INTEREST.has(name)),
      );
      seen.push({ method: request.method!, url: request.url!, headers, body: body.toString('latin1') });
      handler(request, response, body);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    server,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server below http: each connection's first bytes are answered with these bytes, and the connection is closed. */
export async function startRawPeer(
  answer: string | undefined,
): Promise<{ url: string; stop(): Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      if (answer === undefined) socket.resetAndDestroy();
      else socket.end(answer);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
