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
  #last: DirectoryProgress | undefined;

  constructor(surface: ReportSurface) {
    this.#surface = surface;
  }

  show(progress: DirectoryProgress): void {
    const before = this.#last;
    this.#last = progress;
    if (this.#surface.isTTY === true) this.#redraw(progress);
    else if (before !== undefined && stepOf(before) !== stepOf(progress)) this.#write(before);
  }

  /** Leaves what was reached last. */
  end(): void {
    if (this.#last === undefined) return;
    if (this.#surface.isTTY === true) {
      this.#drawnAtMs = 0;
      this.#redraw(this.#last);
      this.#surface.write('\n');
    } else {
      this.#write(this.#last);
    }
  }

  #redraw(progress: DirectoryProgress): void {
    const now = performance.now();
    if (this.#drawnAtMs > 0 && now - this.#drawnAtMs < REDRAW_MS) return;
    this.#drawnAtMs = now;
    this.#surface.write(`\r\u001B[2K${barOf(progress)} ${textOf(progress)}`);
  }

  #write(progress: DirectoryProgress): void {
    this.#surface.write(`${textOf(progress)}\n`);
  }
}

/** What gets a line of its own: a file, and so many rows of it. */
function stepOf({ file, rows }: DirectoryProgress): string {
  return `${file?.number ?? 0} ${Math.floor(rows / ROWS_PER_LINE)}`;
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
