import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type {
  LoginSchemeOptions,
  NovaPostModuleOptions,
  PasswordSchemeOptions,
  TokenStatus,
} from 'nestjs-nova-post';
import type { Compiled } from '../support/compile.js';

/** A scheme in words, because a message carries no functions. */
export type FleetScheme =
  | { readonly name: 'password'; readonly options: PasswordSchemeOptions }
  | { readonly name: 'login'; readonly options: LoginSchemeOptions };

/** What a process of a fleet runs. */
export interface FleetSetup {
  readonly redisUrl: string;
  readonly options: NovaPostModuleOptions;
  readonly scheme?: FleetScheme;
  /** What its API calls ask for. Default `divisions`. */
  readonly resource?: string;
  /** Its time stands still until it is told to `advance`. Default: the machine's time. */
  readonly ownClock?: boolean;
}

export interface FleetOrder {
  readonly id: number;
  readonly do:
    'open' | 'token' | 'calls' | 'load' | 'rest' | 'advance' | 'refresh' | 'invalidate' | 'status' | 'close';
  readonly times?: number;
  readonly ms?: number;
  readonly setup?: FleetSetup;
}

export interface FleetReply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** A process of a fleet, seen from the test. */
export class FleetProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #lastId = 0;
  output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.on('message', ({ id, result, error }: FleetReply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    child.on('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`The process has ended (${String(signal ?? code)}).\n${this.output}`));
      }
      this.#waiting.clear();
    });
  }

  /** A process that runs nothing yet. */
  static async start(compiled: Compiled): Promise<FleetProcess> {
    const child = fork(join(compiled.folder, 'test/redis/fleet-worker.js'), {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--unhandled-rejections=strict'],
    });
    const process = new FleetProcess(child);
    await new Promise((resolve, reject) => process.#waiting.set(0, { resolve, reject }));
    return process;
  }

  static startMany(count: number, compiled: Compiled): Promise<FleetProcess[]> {
    return Promise.all(Array.from({ length: count }, () => FleetProcess.start(compiled)));
  }

  /** Starts an application, in place of the one it runs, if any. */
  async open(setup: FleetSetup): Promise<void> {
    await this.#order({ do: 'open', setup });
  }

  /** Fingerprints of the tokens that so many concurrent callers got. */
  token(times = 1): Promise<string[]> {
    return this.#order({ do: 'token', times }) as Promise<string[]>;
  }

  /** What went wrong with so many concurrent API calls. */
  calls(times: number): Promise<string[]> {
    return this.#order({ do: 'calls', times }) as Promise<string[]>;
  }

  /** Starts calling the API over and over. */
  async load(): Promise<void> {
    await this.#order({ do: 'load' });
  }

  /** Ends the load and tells how it went. */
  rest(): Promise<{ calls: number; failures: string[] }> {
    return this.#order({ do: 'rest' }) as Promise<{ calls: number; failures: string[] }>;
  }

  /** Moves the process's own clock; resolves when all that this has caused is done or waits for more time. */
  async advance(ms: number): Promise<void> {
    await this.#order({ do: 'advance', ms });
  }

  refresh(): Promise<string> {
    return this.#order({ do: 'refresh' }) as Promise<string>;
  }

  async invalidate(): Promise<void> {
    await this.#order({ do: 'invalidate' });
  }

  status(): Promise<TokenStatus> {
    return this.#order({ do: 'status' }) as Promise<TokenStatus>;
  }

  /** Closes the application; the process then has nothing left to do. */
  async close(): Promise<void> {
    await this.#order({ do: 'close' }).catch(() => undefined);
  }

  /** `SIGKILL` dies, `SIGSTOP` pauses, `SIGCONT` goes on, `SIGTERM` shuts down. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when the process has ended. */
  async ended(): Promise<{ code: number | null; signal: string | null }> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return { code: this.#child.exitCode, signal: this.#child.signalCode };
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended();
  }

  #order(order: Omit<FleetOrder, 'id'>): Promise<unknown> {
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ ...order, id });
    });
  }
}
