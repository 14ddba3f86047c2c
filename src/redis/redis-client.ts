/**
 * The part of an ioredis client that the store uses; `new Redis()`, a Sentinel connection and `new Cluster()` fit.
 * A structural type, so that ioredis 5 and 6 fit alike and nobody else needs ioredis installed.
 */
export interface RedisClient {
  /** `ready` when commands can be sent. */
  readonly status: string;
  eval(script: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
  evalsha(sha: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
  /** True for a cluster, whose `duplicate` takes other arguments. */
  readonly isCluster?: boolean;
  /** A connection of its own with the same settings, for subscriptions. */
  duplicate(override?: object): RedisSubscriber;
  connect(): Promise<unknown>;
  once(event: 'ready', listener: () => void): unknown;
  off(event: 'ready', listener: () => void): unknown;
}

export interface RedisSubscriber {
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  on(event: 'message', listener: (channel: string, message: string) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  disconnect(): void;
}
