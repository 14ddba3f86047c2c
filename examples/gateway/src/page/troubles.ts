import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { LiveSource } from './live-source.js';

/** Gives what ends it, unless it is over at once. */
type Start = (emulator: NovaPostEmulator, source: LiveSource) => (() => void) | undefined;

const EVERY_MS = 1_000;
const ROTATE_EVERY_MS = 2_000;

const STARTS: Readonly<Record<string, Start>> = {
  // The next token is asked for at once, so that there is something to see.
  'token-down': (emulator, source) => {
    const fault = emulator.misbehave({ on: 'token', then: { status: 503 } });
    void source.refresh().catch(() => undefined);
    return () => {
      fault.remove();
    };
  },
  revoke: (emulator) => {
    emulator.revokeAllTokens();
    return undefined;
  },
  slow: (emulator) => {
    const fault = emulator.misbehave({ on: 'api', then: { delayMs: 800 } });
    return () => {
      fault.remove();
    };
  },
  // Each new token ends the one before, while calls with that one are under way.
  'session-limit': (emulator, source) => {
    emulator.limitSessions(1);
    const timer = setInterval(() => void source.refresh().catch(() => undefined), ROTATE_EVERY_MS);
    return () => {
      clearInterval(timer);
      emulator.limitSessions(Infinity);
    };
  },
  // One answer a second: the library repeats the call.
  unavailable: (emulator) => {
    const timer = setInterval(() => {
      emulator.misbehave({ on: 'api', times: 1, then: { status: 503 } });
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  },
  'cut-labels': (emulator) => {
    const fault = emulator.misbehave({ on: '/shipments/print', then: { truncate: true } });
    return () => {
      fault.remove();
    };
  },
};

/** What can be broken while the gateway runs on the emulator. With a real key there is nothing to break. */
@Injectable()
export class Troubles implements OnApplicationShutdown {
  readonly #ends = new Map<string, () => void>();

  constructor(private readonly source: LiveSource) {}

  get kinds(): readonly string[] {
    return this.source.emulator === undefined ? [] : Object.keys(STARTS);
  }

  get active(): readonly string[] {
    return [...this.#ends.keys()];
  }

  /** @returns whether there is such a trouble. */
  start(kind: string): boolean {
    const { emulator } = this.source;
    const start = Object.hasOwn(STARTS, kind) ? STARTS[kind] : undefined;
    if (emulator === undefined || start === undefined) return false;
    if (this.#ends.has(kind)) return true;
    const end = start(emulator, this.source);
    if (end !== undefined) this.#ends.set(kind, end);
    return true;
  }

  end(kind: string): void {
    this.#ends.get(kind)?.();
    this.#ends.delete(kind);
  }

  endAll(): void {
    for (const kind of this.active) this.end(kind);
  }

  onApplicationShutdown(): void {
    this.endAll();
  }
}
