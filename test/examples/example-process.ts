import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Compiled } from '../support/compile.js';

/** Any JWT, the keys and passwords of the tests, and the keys the emulator makes up. */
export const SECRET = /eyJ[\w-]+\.[\w-]+|canary-[a-z]\w*-[\w-]+|emulator-key-\w+/;

/** One run of an example in a process of its own. */
export class ExampleProcess {
  /** Everything it has printed, on both channels. */
  output = '';
  /** What of it came on stderr. */
  errors = '';
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly #child: ChildProcess;
  #listeners: (() => void)[] = [];

  /** @param program below `examples`, compiled. */
  constructor(compiled: Compiled, program: string, variables: NodeJS.ProcessEnv, args: string[] = []) {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(NOVA_POST_|NODE_OPTIONS$)/.test(name),
    );
    const child = spawn(process.execPath, [join(compiled.folder, 'examples', program), ...args], {
      cwd: compiled.folder,
      env: { ...Object.fromEntries(inherited), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#take(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
      this.#take(text);
    });
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
    void this.ended.then(() => {
      this.#take('');
    });
  }

  /** The curl lines, taken apart. */
  printedCalls(): { url: string; body: string | undefined }[] {
    const lines = [...this.output.matchAll(/^ {2}curl '?(http:[^\s']+)'?(?: .*-d '(.+)')?$/gm)];
    return lines.map(([, url, body]) => ({ url: url!, body }));
  }

  /** Resolves when it has printed this; rejects when it ends without. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found !== null) return found;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`It ended without printing ${String(pattern)}:\n${this.output}`);
      }
      await new Promise<void>((listener) => this.#listeners.push(listener));
    }
  }

  end(signal: NodeJS.Signals): typeof this.ended {
    this.#child.kill(signal);
    return this.ended;
  }

  #take(text: string): void {
    this.output += text;
    for (const listener of this.#listeners.splice(0)) listener();
  }
}

/** Whatever an answer holds; the expectations say what it should be. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type Json = any;

export async function call(url: string, body?: string) {
  const response = await fetch(url, {
    ...(body !== undefined && { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }),
  });
  const json = (await response.json()) as Json;
  return { status: response.status, headers: response.headers, json };
}
