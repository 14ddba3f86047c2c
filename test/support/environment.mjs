import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/**
 * What a test may open and forget. Immediates and files are left out: they end by themselves. So are timers: whole runs
 * showed some of which it is not known who had set them.
 */
const OPENED = /^(TCP|Connect|UDP|PipeServer|Process|FSEvent)/;
/** Closing takes a few turns of the event loop. */
const GIVE_UP_MS = 10_000;

/** Fails a test file that leaves running what it has started: an application, a server, a socket, a process. */
export default class extends TestEnvironment {
  #before = new Map();

  async handleTestEvent({ name }) {
    if (name === 'setup') this.#before = running();
    if (name === 'run_finish') await this.#nothingIsLeft();
  }

  async #nothingIsLeft() {
    const giveUpAtMs = performance.now() + GIVE_UP_MS;
    while (this.#left().length > 0) {
      if (performance.now() > giveUpAtMs) {
        throw new Error(
          `Still running after the last test: ${this.#left().join(', ')}. Close it with closeAfterTest() or afterAll().`,
        );
      }
      await setImmediate();
    }
  }

  #left() {
    return [...running()]
      .filter(([kind, count]) => count > (this.#before.get(kind) ?? 0))
      .map(([kind, count]) => `${kind} (${count - (this.#before.get(kind) ?? 0)})`);
  }
}

/** How many of each kind keep the process alive. */
function running() {
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo()) {
    if (OPENED.test(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
