import { createReadStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { DirectoryDivision, DirectoryPosition, DivisionChange } from 'nestjs-nova-post';
import { LineWriter } from './line-writer.js';
import { readState, removeState, writeState, type SyncState } from './sync-state.js';

/**
 * A file with one division a line. While the directory is read for the first time, rows go into `<path>.part`. Changes to
 * rows that are there already are kept in memory, there are few of them, and are put into the file in one go. Beside it lies
 * `<path>.state.json`, which says what the files are worth: it is written after them, so that a run that was interrupted
 * anywhere goes on with no row twice and none missing.
 */
export class DivisionFile {
  readonly path: string;
  #state: SyncState;
  #part: LineWriter | undefined;
  #position: DirectoryPosition;
  #rows: number;
  /** By id: the row as it is to be, `undefined` to remove it. */
  readonly #changes = new Map<number, DirectoryDivision | undefined>();
  /** Pages of a list that changes while it is read may show a division twice. */
  readonly #seenOnPages = new Set<number>();

  private constructor(path: string, state: SyncState, part: LineWriter | undefined) {
    this.path = path;
    this.#state = state;
    this.#part = part;
    this.#position = state.position;
    this.#rows = state.rows;
  }

  static async open(path: string): Promise<DivisionFile> {
    const state = await readState(statePath(path));
    const bytes = state?.partBytes;
    const file = await stat(bytes === undefined ? path : partPath(path)).catch(() => undefined);
    if (state === undefined || file === undefined || file.size < (bytes ?? 0)) {
      return new DivisionFile(path, { position: {}, rows: 0 }, undefined);
    }
    const part = bytes === undefined ? undefined : await LineWriter.open(partPath(path), bytes);
    return new DivisionFile(path, state, part);
  }

  /** A run before this one was interrupted while it wrote the file for the first time. */
  get goesOn(): boolean {
    return this.#state.partBytes !== undefined;
  }

  /** What to ask the directory for. */
  get position(): DirectoryPosition {
    return this.#state.position;
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param position of the directory, this change included. */
  async take(change: DivisionChange, position: DirectoryPosition): Promise<void> {
    // The first file is whole: an interruption from here on costs no more than the deltas.
    if (change.source === 'delta' && this.#position.partial?.kind === 'base') {
      this.#position = { version: position.version };
      await this.checkpoint();
    }
    if (change.type === 'reset') await this.#begin();
    else if (change.type === 'delete') this.#changes.set(change.id, undefined);
    else if (change.source === 'delta' || this.#isRepeated(change)) {
      this.#changes.set(change.division.id, change.division);
    } else {
      await this.#part?.write(change.division);
      this.#rows += 1;
    }
    if (change.source !== 'delta') this.#position = position;
  }

  /** Writes down how far the first file has come. */
  async checkpoint(): Promise<void> {
    if (this.#part === undefined || this.#changes.size > 0 || isStart(this.#position)) return;
    const partBytes = await this.#part.sync();
    this.#state = { position: this.#position, rows: this.#rows, partBytes };
    await writeState(statePath(this.path), this.#state);
  }

  /** The run is over before its end. What is kept can be relied on; the rest comes again. */
  async stopAt(position: DirectoryPosition): Promise<void> {
    if (this.#part === undefined) return;
    if (isStart(position)) await removeState(statePath(this.path));
    else await this.checkpoint();
    await this.#part.close();
  }

  /** All of the directory has been taken. */
  async complete(position: DirectoryPosition): Promise<void> {
    await this.#part?.sync();
    await this.#part?.close();
    if (this.#changes.size > 0)
      await this.#rewrite(this.#part === undefined ? this.path : partPath(this.path));
    else if (this.#part !== undefined) await rename(partPath(this.path), this.path);
    this.#state = { position, rows: this.#rows };
    await writeState(statePath(this.path), this.#state);
    await rm(partPath(this.path), { force: true });
  }

  async #begin(): Promise<void> {
    await this.#part?.close();
    this.#part = await LineWriter.open(partPath(this.path));
    this.#rows = 0;
    this.#changes.clear();
    this.#seenOnPages.clear();
  }

  #isRepeated(change: DivisionChange & { type: 'upsert' }): boolean {
    if (change.source !== 'pages') return false;
    const { id } = change.division;
    if (this.#seenOnPages.has(id)) return true;
    this.#seenOnPages.add(id);
    return false;
  }

  async #rewrite(source: string): Promise<void> {
    const fresh = await LineWriter.open(`${this.path}.tmp`);
    this.#rows = 0;
    const keep = async (row: DirectoryDivision) => {
      await fresh.write(row);
      this.#rows += 1;
    };
    for await (const line of createInterface({ input: createReadStream(source), crlfDelay: Infinity })) {
      const row = JSON.parse(line) as DirectoryDivision;
      const changed = this.#changes.has(row.id) ? this.#changes.get(row.id) : row;
      this.#changes.delete(row.id);
      if (changed !== undefined) await keep(changed);
    }
    for (const added of this.#changes.values()) if (added !== undefined) await keep(added);
    await fresh.sync();
    await fresh.close();
    await rename(`${this.path}.tmp`, this.path);
  }
}

/** Nothing can be gone on from: not a row has come, or they come from pages, or the file was damaged. */
function isStart({ version, partial }: DirectoryPosition): boolean {
  return version === undefined && partial === undefined;
}

function partPath(path: string): string {
  return `${path}.part`;
}

function statePath(path: string): string {
  return `${path}.state.json`;
}
