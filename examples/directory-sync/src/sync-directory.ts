import axios from 'axios';
import type { NovaPostDivisionsService } from 'nestjs-nova-post';
import type { DivisionFile } from './division-file.js';
import type { ProgressReport } from './progress-report.js';

/** How often the state is saved: what is lost at most when the process is killed. */
const ROWS_PER_CHECKPOINT = 5_000;

export interface SyncOptions {
  readonly divisions: NovaPostDivisionsService;
  readonly file: DivisionFile;
  readonly report: ProgressReport;
  readonly signal: AbortSignal;
}

/** Brings the file up to date, from wherever it stands. */
export async function syncDirectory({
  divisions,
  file,
  report,
  signal,
}: SyncOptions): Promise<{ complete: boolean; text: string }> {
  if (file.goesOn) console.log(`Goes on where it was interrupted, after ${file.rows} divisions.`);
  const directory = divisions.directory({
    since: file.position,
    signal,
    onProgress: (progress) => report.show(progress),
  });
  let taken = 0;
  try {
    for await (const change of directory) {
      await file.take(change, directory.position);
      taken += 1;
      if (taken % ROWS_PER_CHECKPOINT === 0) await file.checkpoint();
    }
  } catch (error) {
    report.end();
    await file.stopAt(directory.position);
    if (!axios.isCancel(error)) throw error;
    return { complete: false, text: `Interrupted after ${file.rows} divisions. Run it again to go on.` };
  }
  report.end();
  if (directory.fallbackReason !== undefined)
    console.log(`Read by pages: ${directory.fallbackReason.message}`);
  await file.complete(directory.position);
  return { complete: true, text: summaryOf(file, directory.version, taken) };
}

function summaryOf({ path, rows }: DivisionFile, version: number | undefined, changes: number): string {
  const as = version === undefined ? 'without a version' : `as of ${new Date(version * 1000).toISOString()}`;
  return changes === 0
    ? `${path} is up to date: ${rows} divisions, ${as}.`
    : `${path} has ${rows} divisions, ${as}, after ${changes} changes.`;
}
