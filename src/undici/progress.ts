import type { AxiosProgressEvent } from 'axios';

/** As axios: three reports a second at most, and one at the end. */
const REPORT_EVERY_MS = 333;

/** Reports how much of a body has passed, to `onUploadProgress` or `onDownloadProgress`. */
export class Progress {
  readonly #report: (event: AxiosProgressEvent) => void;
  readonly #direction: 'upload' | 'download';
  readonly #total: number | undefined;
  readonly #startedMs = performance.now();
  #loaded = 0;
  #reported = 0;
  #reportedAtMs = -Infinity;

  /** @param total length of the body in bytes; `undefined` when it is not known. */
  constructor(
    report: (event: AxiosProgressEvent) => void,
    direction: 'upload' | 'download',
    total: number | undefined,
  ) {
    this.#report = report;
    this.#direction = direction;
    this.#total = total;
  }

  passed(bytes: number): void {
    this.#loaded += bytes;
    if (performance.now() - this.#reportedAtMs >= REPORT_EVERY_MS) this.#tell();
  }

  end(): void {
    if (this.#loaded !== this.#reported) this.#tell();
  }

  #tell(): void {
    const loaded = this.#loaded;
    const total = this.#total;
    const bytes = loaded - this.#reported;
    this.#reported = loaded;
    this.#reportedAtMs = performance.now();
    const seconds = (this.#reportedAtMs - this.#startedMs) / 1000;
    const rate = seconds > 0 ? loaded / seconds : undefined;
    const event: AxiosProgressEvent = {
      loaded,
      bytes,
      lengthComputable: total !== undefined,
      ...(total !== undefined && { total, progress: total === 0 ? 1 : loaded / total }),
      ...(rate !== undefined && { rate }),
      ...(rate !== undefined && rate > 0 && total !== undefined && { estimated: (total - loaded) / rate }),
      [this.#direction]: true,
    };
    // After the data itself, as axios does: a listener that throws must not break the transfer.
    process.nextTick(this.#report, event);
  }
}
