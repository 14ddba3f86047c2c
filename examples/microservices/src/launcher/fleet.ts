import { EventEmitter, once } from 'node:events';
import type { ReportedEvent } from '../app/launcher-link.js';
import { ManagedProcess } from './managed-process.js';

export interface FleetProgram {
  readonly name: string;
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface FetchedToken {
  readonly fingerprint: string;
  readonly fetchedBy: string;
}

interface FleetEvents {
  /** Something is different: a process is ready, has another token, or has ended. */
  change: [];
  /** Something has happened to the token of a process. */
  event: [process: ManagedProcess, event: ReportedEvent];
  /** All processes that run use this token. */
  shared: [token: FetchedToken];
  ended: [process: ManagedProcess, how: string];
}

/** The processes, and what the launcher knows of the tokens they use. */
export class Fleet extends EventEmitter<FleetEvents> {
  readonly processes: readonly ManagedProcess[];
  readonly tokens: FetchedToken[] = [];
  #shared: string | undefined;
  #lastHolder: string | undefined;

  /** @param print takes each line a process prints. */
  constructor(programs: readonly FleetProgram[], print: (name: string, line: string) => void) {
    super();
    this.processes = programs.map((program) => this.#start(program, print));
  }

  get running(): ManagedProcess[] {
    return this.processes.filter(({ running }) => running);
  }

  /** Which process may fetch the next token, and which was the last that might. */
  get lock(): { readonly holder: string | undefined; readonly last: string | undefined } {
    return { holder: this.running.find(({ holdsLock }) => holdsLock)?.name, last: this.#lastHolder };
  }

  /** Resolves when the condition holds; it is looked at whenever something has changed. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this, 'change');
  }

  async end(): Promise<void> {
    await Promise.all(this.running.map((process) => process.end()));
  }

  #start(program: FleetProgram, print: (name: string, line: string) => void): ManagedProcess {
    const { name } = program;
    const process = new ManagedProcess({
      ...program,
      print: (line) => {
        print(name, line);
      },
      onReport: (report) => {
        if (report.kind === 'event') this.#note(process, report.event);
        if (report.kind === 'lock' && report.held) this.#lastHolder = name;
        if (report.kind === 'user') this.#noteShared();
        this.emit('change');
      },
    });
    void process.ended.then((how) => {
      this.emit('ended', process, how);
      this.emit('change');
    });
    return process;
  }

  #note(process: ManagedProcess, event: ReportedEvent): void {
    const { type, fingerprint } = event;
    if (type === 'refreshed' && fingerprint !== undefined) {
      this.tokens.push({ fingerprint, fetchedBy: process.name });
    }
    this.emit('event', process, event);
  }

  #noteShared(): void {
    const newest = this.tokens.at(-1);
    if (newest === undefined || newest.fingerprint === this.#shared) return;
    if (!this.running.every(({ fingerprint }) => fingerprint === newest.fingerprint)) return;
    this.#shared = newest.fingerprint;
    this.emit('shared', newest);
  }
}
