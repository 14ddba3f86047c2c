import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { TokenUser } from '../../../gateway/src/page/live-source.js';
import type { Command, Report } from '../app/launcher-link.js';

export interface ManagedProcessOptions {
  readonly name: string;
  /** Of the compiled program, relative to this file. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes each line that the process prints. */
  readonly print: (line: string) => void;
  readonly onReport: (report: Report) => void;
}

/** More than a process that closes properly needs. */
const CLOSING_MS = 3_000;

/** One of the processes, seen from the launcher. */
export class ManagedProcess {
  readonly name: string;
  /** Resolves with how it ended: an exit code or a signal. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  url: string | undefined;
  ready = false;
  /** The token as it has it. */
  user: TokenUser | undefined;
  /** Whether it has the lock that allows it to fetch the next token. */
  holdsLock = false;

  constructor({ name, program, environment, print, onReport }: ManagedProcessOptions) {
    this.name = name;
    this.#child = fork(fileURLToPath(import.meta.resolve(program)), {
      env: { ...process.env, ...environment },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr] as Readable[]) {
      createInterface({ input: stream, crlfDelay: Infinity }).on('line', print);
    }
    this.#child.on('message', (report: Report) => {
      if (report.kind === 'ready') Object.assign(this, { ready: true, url: report.url });
      if (report.kind === 'user') this.user = report.user;
      if (report.kind === 'lock') this.holdsLock = report.held;
      onReport(report);
    });
    this.ended = once(this.#child, 'close').then(([code, signal]: (string | number | null)[]) => {
      return signal === null ? `exit code ${code}` : String(signal);
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Of the token it uses. */
  get fingerprint(): string | undefined {
    return this.user?.status.fingerprint;
  }

  send(command: Command): void {
    if (this.#child.connected) this.#child.send(command);
  }

  /** Without any chance to close. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Lets it close, but not for long. */
  async end(): Promise<void> {
    this.#child.kill('SIGTERM');
    const killTimer = setTimeout(() => {
      this.kill();
    }, CLOSING_MS);
    await this.ended;
    clearTimeout(killTimer);
  }
}
