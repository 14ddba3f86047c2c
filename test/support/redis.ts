import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { Redis } from 'ioredis';
import type { TestClock } from 'nestjs-nova-post/testing';

/** A real Redis for tests. */
export interface TestRedis {
  readonly url: string;
  /** Deletes everything the tests have written. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * `REDIS_URL` when it is set; else a `redis-server` of our own from PATH on a free port; else, for root on a Debian machine,
 * one that is installed first. Never skips: without a server the tests fail and say how to get one.
 */
export async function startRedis(extraArguments: readonly string[] = []): Promise<TestRedis> {
  const given = process.env['REDIS_URL'];
  if (given !== undefined && given !== '' && extraArguments.length === 0) return useGiven(given);
  const port = await freePort();
  const server = spawn(
    redisServer(),
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...extraArguments],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await listening(server);
  const url = `redis://127.0.0.1:${String(port)}`;
  return {
    url,
    flush: () =>
      withClient(url, async (redis) => {
        await redis.flushall();
      }),
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}

/** A Redis for all tests of one file, empty before each of them. Registers the hooks; usable inside tests. */
export function useRedis(): TestRedis {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startRedis();
  });
  beforeEach(() => server.flush());
  afterAll(() => server.stop());
  return {
    get url() {
      return server.url;
    },
    flush: () => server.flush(),
    stop: () => server.stop(),
  };
}

/** All names and values in Redis, one a line. */
export async function everythingIn({ url }: TestRedis): Promise<string> {
  return withClient(url, async (redis) => {
    const keys = await redis.keys('*');
    const values = await Promise.all(keys.map((key) => redis.get(key)));
    return [...keys, ...values].join('\n');
  });
}

function useGiven(url: string): TestRedis {
  return {
    url,
    flush: () =>
      withClient(url, async (redis) => {
        const keys = await redis.keys('nova-post*');
        if (keys.length > 0) await redis.del(...keys);
      }),
    stop: () => Promise.resolve(),
  };
}

/** Runs something on a connection of its own. */
export async function withClient<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true });
  redis.on('error', () => undefined);
  await redis.connect();
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

function redisServer(): string {
  if (spawnSync('redis-server', ['--version']).status === 0) return 'redis-server';
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      stdio: 'ignore',
    });
    if (spawnSync('redis-server', ['--version']).status === 0) return 'redis-server';
  }
  throw new Error(
    'These tests need a Redis server. Install one so that redis-server is in PATH (Debian: apt-get install redis-server; ' +
      'macOS: brew install redis), or set REDIS_URL to one that may be written to.',
  );
}

async function listening(server: ChildProcess): Promise<void> {
  let printed = '';
  for await (const chunk of server.stdout as AsyncIterable<Buffer>) {
    printed += chunk.toString();
    if (printed.includes('Ready to accept connections')) {
      server.stdout?.resume();
      return;
    }
  }
  throw new Error(`redis-server did not start:\n${printed}`);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Stands between a client and Redis, and can cut or swallow what goes through. */
export class RedisProxy {
  readonly #sockets = new Set<Socket>();
  readonly #target: URL;
  readonly #server: Server;
  #mode: 'pass' | 'refuse' | 'swallow' | 'hold' | 'far' = 'pass';
  #distance: { readonly oneWayMs: number; readonly clock: TestClock } | undefined;
  #held: (() => void)[] = [];

  /** Chunks from clients that arrived while swallowing. */
  swallowed = 0;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((client) => {
      this.#serve(client);
    });
  }

  static async start(target: string): Promise<RedisProxy> {
    const proxy = new RedisProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get passes(): boolean {
    return this.#mode === 'pass';
  }

  get url(): string {
    return `redis://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Every connection is dropped, and new ones too. */
  refuse(): void {
    this.#mode = 'refuse';
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Connections stay open and nothing is ever answered. */
  swallow(): void {
    this.#mode = 'swallow';
  }

  /** Stands still: what is sent arrives, in its order, when it passes again. */
  hold(): void {
    this.#mode = 'hold';
  }

  /** Everything takes as long on this clock, in each direction. */
  moveAway(oneWayMs: number, clock: TestClock): void {
    this.#mode = 'far';
    this.#distance = { oneWayMs, clock };
  }

  /** Works again; connections that were swallowed are dropped, as a firewall's end does. */
  pass(): void {
    if (this.#mode === 'swallow') for (const socket of this.#sockets) socket.destroy();
    this.#mode = 'pass';
    for (const deliver of this.#held.splice(0)) deliver();
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket): void {
    if (this.#mode === 'refuse') {
      client.destroy();
      return;
    }
    const upstream = connect(
      Number(this.#target.port === '' ? 6379 : this.#target.port),
      this.#target.hostname,
    );
    this.#join(client, upstream, () => (this.swallowed += 1));
    this.#join(upstream, client, () => undefined);
  }

  #join(from: Socket, to: Socket, onSwallow: () => void): void {
    this.#sockets.add(from);
    from.on('data', (chunk) => {
      if (this.#mode === 'pass') to.write(chunk);
      else if (this.#mode === 'hold') this.#held.push(() => to.write(chunk));
      else if (this.#mode === 'far')
        this.#distance?.clock.setTimeout(() => to.write(chunk), this.#distance.oneWayMs);
      else onSwallow();
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
