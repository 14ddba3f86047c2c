import type { DirectoryProgress } from 'nestjs-nova-post';

/** Where it is shown; `process.stdout` fits. */
export interface ReportSurface {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const BAR_CELLS = 30;
const REDRAW_MS = 100;
const ROWS_PER_LINE = 5_000;

/** A bar that is drawn over itself on a terminal; elsewhere a line now and then. */
export class ProgressReport {
  readonly #surface: ReportSurface;
  #drawnAtMs = 0;
  #reported = '';
  #last: DirectoryProgress | undefined;

  constructor(surface: ReportSurface) {
    this.#surface = surface;
  }

  show(progress: DirectoryProgress): void {
    this.#last = progress;
    if (this.#surface.isTTY === true) this.#redraw(progress);
    else this.#report(progress);
  }

  /** Leaves the bar as it was last. */
  end(): void {
    if (this.#surface.isTTY !== true || this.#last === undefined) return;
    this.#drawnAtMs = 0;
    this.#redraw(this.#last);
    this.#surface.write('\n');
  }

  #redraw(progress: DirectoryProgress): void {
    const now = performance.now();
    if (this.#drawnAtMs > 0 && now - this.#drawnAtMs < REDRAW_MS) return;
    this.#drawnAtMs = now;
    this.#surface.write(`\r\u001B[2K${barOf(progress)} ${textOf(progress)}`);
  }

  #report(progress: DirectoryProgress): void {
    const mark = `${progress.file?.number ?? 0} ${Math.floor(progress.rows / ROWS_PER_LINE)}`;
    if (mark === this.#reported) return;
    this.#reported = mark;
    this.#surface.write(`${textOf(progress)}\n`);
  }
}

function barOf({ receivedBytes, totalBytes, rows, totalRows }: DirectoryProgress): string {
  const share = totalBytes ? receivedBytes / totalBytes : totalRows ? rows / totalRows : 0;
  const full = Math.round(Math.min(1, share) * BAR_CELLS);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_CELLS - full)}]`;
}

function textOf({ source, file, rows, receivedBytes, totalBytes, totalRows }: DirectoryProgress): string {
  if (file === undefined) return `pages: ${rows} of ${totalRows ?? '?'} rows`;
  const size = `${megabytes(receivedBytes)}${totalBytes === undefined ? '' : ` of ${megabytes(totalBytes)}`} MB`;
  return `${source}, file ${file.number} of ${file.count}: ${rows} rows, ${size}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
