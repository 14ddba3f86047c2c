import { open, readFile, rename, rm } from 'node:fs/promises';
import type { DirectoryPosition } from 'nestjs-nova-post';

/** What the files are worth. Lies beside them. */
export interface SyncState {
  /** How far the directory has been read. */
  readonly position: DirectoryPosition;
  /** Divisions in the file. */
  readonly rows: number;
  /** While the first file is being written: so many bytes of it count. */
  readonly partBytes?: number;
}

/** The state, or `undefined` when there is none that can be read: then everything begins anew. */
export async function readState(path: string): Promise<SyncState | undefined> {
  try {
    const state = JSON.parse(await readFile(path, 'utf8')) as Partial<SyncState> | null;
    return typeof state?.position === 'object' && typeof state.rows === 'number'
      ? (state as SyncState)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A reader finds the old state or the new one, never half of one. */
export async function writeState(path: string, state: SyncState): Promise<void> {
  const file = await open(`${path}.tmp`, 'w');
  try {
    await file.writeFile(`${JSON.stringify(state, undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}

export function removeState(path: string): Promise<void> {
  return rm(path, { force: true });
}
