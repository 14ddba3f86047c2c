import { randomUUID } from 'node:crypto';
import { AxiosHeaders, type AxiosAdapter, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { NOVA_POST, fakeJwt, type SchemeKind } from './scheme-kinds.js';
import type { TestClock } from '../../src/testing/test-clock.js';

export interface ScriptedReply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

type Script = (config: InternalAxiosRequestConfig) => ScriptedReply | Promise<ScriptedReply>;

/**
 * A token endpoint in memory, for rules about time: it answers as the real one does, on the test's clock, and counts.
 * What needs a socket is tested against the emulator instead.
 */
export class ScriptedAuthServer {
  /** When each request came, on the monotonic clock. */
  readonly requestTimesMs: number[] = [];
  readonly issued: string[] = [];
  /** When each token ends, on the server's clock. */
  readonly endsAtMs = new Map<string, number>();
  lifetimeMs = 3_600_000;
  /** The server's clock minus the client's. */
  skewMs = 0;
  sendDate = true;
  #scripts: Script[] = [];
  #always: Script | undefined;

  constructor(
    readonly clock: TestClock,
    readonly kind: SchemeKind = NOVA_POST,
  ) {}

  get requests(): number {
    return this.requestTimesMs.length;
  }

  /** Answers the next requests like this, one each, then as usual. */
  next(...scripts: (Script | ScriptedReply)[]): void {
    this.#scripts.push(...scripts.map((script) => (typeof script === 'function' ? script : () => script)));
  }

  /** Answers every request like this until `recover()`. */
  always(script: Script | ScriptedReply): void {
    this.#always = typeof script === 'function' ? script : () => script;
  }

  recover(): void {
    this.#always = undefined;
    this.#scripts = [];
  }

  readonly adapter: AxiosAdapter = async (config) => {
    this.requestTimesMs.push(this.clock.monotonic());
    const script = this.#scripts.shift() ?? this.#always ?? (() => ({ body: this.body() }));
    return this.#answer(config, await abortable(config, script(config)));
  };

  /** The body of a success, as this kind of scheme has it. */
  body(): unknown {
    const body = this.kind.body(this.clock.now() + this.skewMs, this.lifetimeMs) as Record<string, unknown>;
    const { jwt, token, data } = body as { jwt?: string; token?: string; data?: { token: string } };
    const issued = jwt ?? token ?? data?.token ?? '';
    this.issued.push(issued);
    this.endsAtMs.set(issued, this.clock.now() + this.skewMs + this.lifetimeMs);
    return body;
  }

  /** A JWT as the API makes it; `times` in seconds relative to now on the server's clock. */
  jwt(times: { iat?: number; exp?: number } = {}): string {
    const nowS = Math.floor((this.clock.now() + this.skewMs) / 1000);
    const { iat = 0, exp = this.lifetimeMs / 1000 } = times;
    const token = fakeJwt({ iss: 'np', iat: nowS + iat, exp: nowS + exp, jti: randomUUID() });
    this.issued.push(token);
    return token;
  }

  #answer(config: InternalAxiosRequestConfig, reply: ScriptedReply): AxiosResponse {
    const { status = 200, headers = {}, body } = reply;
    const date = new Date(this.clock.now() + this.skewMs).toUTCString();
    return {
      status,
      statusText: '',
      config,
      headers: new AxiosHeaders({
        'content-type': 'application/json',
        ...(this.sendDate && { date }),
        ...headers,
      }),
      data: typeof body === 'string' ? body : JSON.stringify(body),
    };
  }
}

/** A reply that never comes. */
export function never(): Promise<ScriptedReply> {
  return new Promise(() => undefined);
}

/** A connection that is refused. */
export function refusedConnection(): ScriptedReply {
  throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', isAxiosError: true });
}

/** A connection that ends before the answer. */
export function resetConnection(): ScriptedReply {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', isAxiosError: true });
}

function abortable(config: InternalAxiosRequestConfig, reply: ScriptedReply | Promise<ScriptedReply>) {
  return new Promise<ScriptedReply>((resolve, reject) => {
    const signal = config.signal as AbortSignal | undefined;
    const onAbort = () => {
      reject(Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' }));
    };
    if (signal?.aborted === true) onAbort();
    signal?.addEventListener('abort', onAbort);
    void Promise.resolve(reply).then(resolve, reject);
  });
}

export { fakeJwt };
