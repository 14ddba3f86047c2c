/**
 * The part of an ioredis client that the store uses; `new Redis()`, a Sentinel connection and `new Cluster()` fit.
 * A structural type, so that ioredis 5 and 6 fit alike and an application without it needs no types of it.
 */
export interface RedisClient {
  /** `ready` when commands can be sent. */
  readonly status: string;
  /** Where it connects to, for messages. */
  readonly options?: object | undefined;
  eval(script: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
  evalsha(sha: string, keyCount: number, ...args: (string | number)[]): Promise<unknown>;
  /** True for a cluster. */
  readonly isCluster?: boolean;
  /** A connection of its own with the same settings, for subscriptions. A cluster takes its options second. */
  duplicate(override?: object, clusterOptions?: object): RedisSubscriber;
  connect(): Promise<unknown>;
  on(event: 'ready' | 'end' | 'error', listener: (error: unknown) => void): unknown;
  once(event: 'ready', listener: () => void): unknown;
  off(event: 'ready' | 'end' | 'error', listener: (error: unknown) => void): unknown;
}

export interface RedisSubscriber {
  readonly status: string;
  /** The socket, while there is one. */
  readonly stream?: object | undefined;
  subscribe(...channels: string[]): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  on(event: 'message', listener: (channel: string, message: string) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'connect' | 'ready' | 'end', listener: () => void): unknown;
  disconnect(): void;
}
