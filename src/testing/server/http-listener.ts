import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening HTTP server that can really be stopped: open sockets and unanswered requests end with it. */
export class HttpListener {
  readonly #server: Server;
  /** Kept, because a stopped server has no address any more and tests still speak of it. */
  readonly origin: string;
  #stopped: Promise<void> | undefined;

  private constructor(server: Server, host: string) {
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.origin = `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
  }

  static async start(host: string, port: number): Promise<HttpListener> {
    const server = createServer();
    // Node's 5 s would let a test that pauses that long send on a socket that is just being closed.
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        reject(listenError(error, host, port));
      });
      server.listen(port, host, resolve);
    });
    return new HttpListener(server, host);
  }

  onRequest(handle: (request: IncomingMessage, response: ServerResponse) => void): void {
    this.#server.on('request', handle);
  }

  get stopping(): boolean {
    return this.#stopped !== undefined;
  }

  stop(): Promise<void> {
    this.#stopped ??= new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
    return this.#stopped;
  }
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const where = `${host}:${String(port)}`;
  const text =
    error.code === 'EADDRINUSE'
      ? `The emulator cannot listen on ${where}: the port is in use. End the program that has it, or choose ` +
        'another port (0 takes a free one).'
      : `The emulator cannot listen on ${where}: ${error.message}. Check host and port.`;
  return Object.assign(new Error(text), { code: error.code });
}
