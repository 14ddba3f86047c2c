import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { TokenFailure, type TokenReply, type TokenScheme } from 'nestjs-nova-post';

export interface RotatingServerOptions {
  /** Seconds a token lives. */
  readonly expiresInS?: number;
  /** Each renewal gives a new refresh token and ends the old one. Default true. */
  readonly rotates?: boolean;
}

/**
 * A real token endpoint whose refresh tokens work once: `POST /login` and `POST /renew` over a socket. Counts how often a
 * refresh token was used that had been used before.
 */
export class RotatingAuthServer {
  logins = 0;
  renewals = 0;
  invalidGrants = 0;
  readonly #valid = new Set<string>();
  readonly #server: Server;
  /** Answers are held back until this is done. */
  gate: Promise<void> = Promise.resolve();

  private constructor(readonly options: RotatingServerOptions) {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
  }

  static async start(options: RotatingServerOptions = {}): Promise<RotatingAuthServer> {
    const server = new RotatingAuthServer(options);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** No refresh token given out so far works any more. */
  forgetRefreshTokens(): void {
    this.#valid.clear();
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    await this.gate;
    if (request.url === '/login') {
      this.logins += 1;
      return { status: 200, body: { ...this.#token(), refresh_token: this.#refreshToken() } };
    }
    const { refresh_token: used } = JSON.parse(Buffer.concat(chunks).toString()) as { refresh_token: string };
    if (!this.#valid.has(used)) {
      this.invalidGrants += 1;
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    this.renewals += 1;
    if (this.options.rotates === false) return { status: 200, body: this.#token() };
    this.#valid.delete(used);
    return { status: 200, body: { ...this.#token(), refresh_token: this.#refreshToken() } };
  }

  #token(): { token: string; expires_in: number } {
    return {
      token: `canary-token-${randomUUID().replaceAll('-', '')}`,
      expires_in: this.options.expiresInS ?? 3600,
    };
  }

  #refreshToken(): string {
    const token = `canary-refresh-token-${randomUUID().replaceAll('-', '')}`;
    this.#valid.add(token);
    return token;
  }
}

/** A scheme for it, written as a user would write one. */
export function rotatingScheme(url: string, password = 'canary-password-rotating-0a1b2c3d'): TokenScheme {
  const read = (reply: TokenReply) => {
    const { token, refresh_token, expires_in } = (reply.body ?? {}) as Record<string, unknown>;
    if (typeof token !== 'string') throw TokenFailure.malformedReply('holds no "token"', reply);
    return {
      token,
      refreshToken: typeof refresh_token === 'string' ? refresh_token : undefined,
      expiresInMs: typeof expires_in === 'number' ? expires_in * 1000 : undefined,
    };
  };
  return {
    name: 'rotating',
    credential: () => JSON.stringify([url, password]),
    headers: (token) => ({ Authorization: `Bearer ${token}` }),
    obtain: async (exchange) =>
      read(await exchange.send({ method: 'POST', url: `${url}/login`, body: { password } })),
    renew: async ({ refreshToken }, exchange) =>
      read(
        await exchange.send({ method: 'POST', url: `${url}/renew`, body: { refresh_token: refreshToken } }),
      ),
    classifyRefusal: ({ status }) => (status === 400 || status === 401 ? 'refused' : 'temporary'),
  };
}
