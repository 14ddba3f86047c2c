import { CanceledError } from 'axios';
import type { NovaPostHttpService } from '../../../http/nova-post-http.service.js';
import {
  NovaPostInsecureUrlError,
  NovaPostValidationError,
  isNovaPostError,
  type NovaPostError,
} from '../../../nova-post.errors.js';
import type { CallOptions } from '../../call-options.js';
import type { Division } from '../../contract/contract.generated.js';
import { failedPageOf } from '../../failed-page.js';
import { iteratePages, type PageQuery } from '../../iterate-pages.js';
import type { Page } from '../../page.js';
import { stopSignal } from '../../stop-signal.js';
import { badFile, brokenOff } from './directory-error.js';
import { DirectoryFile } from './directory-file.js';
import type { ResolvedDirectoryOptions } from './directory-options.js';
import { planFiles, type PlannedFile } from './directory-plan.js';
import {
  changeOf,
  type DirectoryDivision,
  type DirectoryPosition,
  type DivisionChange,
} from './division-change.js';
import { fetchManifest, manifestUrlOf } from './division-manifest.js';

export interface DirectoryDeps {
  /** @internal */
  readonly http: NovaPostHttpService;
  /** One page of `GET /divisions`, for when there are no files. */
  readonly fetchPage: (page: PageQuery, options: CallOptions) => Promise<Page<Division>>;
  /**
   * Complete, or what is wrong with them: reading rejects with that.
   *
   * @internal
   */
  readonly options: ResolvedDirectoryOptions | NovaPostValidationError;
}

interface FilePlace {
  readonly number: number;
  readonly count: number;
  /** The version that it is to be put upon. */
  readonly version: number | undefined;
  /** A `reset` comes first. */
  readonly reset: boolean;
}

/**
 * The whole division directory as a stream of changes, to be read with `for await`. What it tells of itself
 * is about the change that was given out last; each reading starts anew, so read it once at a time.
 */
export class DivisionDirectory implements AsyncIterable<DivisionChange> {
  readonly #deps: DirectoryDeps;
  readonly #start: DirectoryPosition;
  #position: DirectoryPosition;
  #begun = false;
  #fallbackReason: NovaPostError | undefined;

  constructor(deps: DirectoryDeps) {
    this.#deps = deps;
    this.#start = deps.options instanceof NovaPostValidationError ? {} : deps.options.since;
    this.#position = this.#start;
  }

  /**
   * The version that has been reached: Unix time in seconds, to be given back as `since`. `undefined` before
   * the first whole file, and when pages were read in place of files: they have none.
   */
  get version(): number | undefined {
    return this.#position.version;
  }

  /** How far the reader has come, the change in its hands included. Store it together with the data. */
  get position(): DirectoryPosition {
    return this.#position;
  }

  /** Why pages of `GET /divisions` are read in place of the files; `undefined` when they are not. */
  get fallbackReason(): NovaPostError | undefined {
    return this.#fallbackReason;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<DivisionChange, void, undefined> {
    const { options } = this.#deps;
    if (options instanceof NovaPostValidationError) throw options;
    this.#position = this.#start;
    this.#begun = false;
    this.#fallbackReason = undefined;
    const { signal, stop } = stopSignal(options.signal);
    try {
      if (this.#start.page === undefined) {
        try {
          for await (const changes of this.#fromFiles(options, signal)) {
            for (const change of changes) yield change;
          }
          return;
        } catch (error) {
          if (signal.aborted) throw new CanceledError();
          this.#decideOn(error, options);
        }
      }
      yield* this.#fromPages(options, signal);
    } finally {
      stop();
    }
  }

  /** Returns when pages are to be read; throws otherwise. */
  #decideOn(error: unknown, { fallback, manifestURL }: ResolvedDirectoryOptions): void {
    if (!isNovaPostError(error)) throw error;
    if (this.#begun) throw brokenOff(error, this.#position);
    // The application's own URL is for the application to correct.
    const ownFault = manifestURL !== undefined && error instanceof NovaPostInsecureUrlError;
    if (!fallback || ownFault) throw error;
    this.#fallbackReason = error;
  }

  /** In batches, each to be read to its end: a promise for each change would cost as much as its parsing. */
  async *#fromFiles(
    options: ResolvedDirectoryOptions,
    signal: AbortSignal,
  ): AsyncGenerator<Iterable<DivisionChange>, void, undefined> {
    const { http } = this.#deps;
    if (signal.aborted) throw new CanceledError();
    const url = options.manifestURL ?? manifestUrlOf(http.axiosRef.defaults.baseURL ?? '');
    const manifest = await fetchManifest(http, url, { ...options.manifest, signal });
    const { reset, files } = planFiles(manifest, options.since);
    if (files.length === 0) this.#position = { version: options.since.version };
    for (const [index, planned] of files.entries()) {
      const place = { number: index + 1, count: files.length };
      const { clock, idleTimeoutMs } = options;
      const file = await DirectoryFile.open(planned.url, { http, clock, idleTimeoutMs, signal });
      const version = planned.kind === 'base' ? undefined : this.#position.version;
      try {
        yield* this.#fromFile(options, file, planned, { ...place, version, reset: reset && index === 0 });
      } catch (error) {
        // Compressed data tells of damage late: it has to be read again from its start.
        if (file.damaged) this.#position = { version };
        throw error;
      }
      this.#position = { version: planned.unixTime };
    }
  }

  async *#fromFile(
    { onProgress }: ResolvedDirectoryOptions,
    file: DirectoryFile,
    { kind, url, unixTime, known }: PlannedFile,
    { number, count, version, reset }: FilePlace,
  ): AsyncGenerator<Iterable<DivisionChange>, void, undefined> {
    const same = known !== undefined && known.etag === file.etag;
    let resetDue = reset || (kind === 'base' && known !== undefined && !same);
    let rows = 0;
    const tell = () => {
      const { receivedBytes, totalBytes } = file;
      const about = { url, unixTime, number, count };
      const progress = { source: kind, file: about, receivedBytes, totalBytes, rows, totalRows: undefined };
      onProgress(progress);
    };
    const changesOf = function* (this: DivisionDirectory, batch: readonly DirectoryDivision[]) {
      for (const row of batch) {
        rows += 1;
        if (same && rows <= known.rows) continue;
        if (resetDue) yield this.#give({ type: 'reset', source: kind }, {});
        resetDue = false;
        const position = { version, partial: { kind, unixTime, rows, etag: file.etag } };
        yield this.#give(changeOf(row, kind), position);
      }
    };
    for await (const batch of file.rows()) {
      yield changesOf.call(this, batch);
      tell();
    }
    if (kind === 'base' && rows === 0) throw badFile(url, 'has no rows, and a directory has some');
    if (same && rows < known.rows) {
      throw badFile(
        url,
        `has ${String(rows)} rows where ${String(known.rows)} had been read; start again without since`,
      );
    }
    tell();
  }

  async *#fromPages(
    { onProgress, clock, pages: call }: ResolvedDirectoryOptions,
    signal: AbortSignal,
  ): AsyncGenerator<DivisionChange, void, undefined> {
    const { page = 1 } = this.#start;
    let totalRows: number | undefined;
    let rows = 0;
    const tell = () => {
      onProgress({ source: 'pages', receivedBytes: 0, totalBytes: undefined, rows, totalRows });
    };
    const fetchAndCount = async (query: PageQuery, options: CallOptions) => {
      const answer = await this.#deps.fetchPage(query, options);
      totalRows = answer.total;
      return answer;
    };
    try {
      for await (const division of iteratePages(fetchAndCount, clock, { page }, { ...call, signal })) {
        if (rows === 0 && page === 1) yield this.#give({ type: 'reset', source: 'pages' }, {});
        rows += 1;
        yield this.#give(changeOf(division, 'pages'), { page });
        if (rows % 100 === 0) tell();
      }
    } catch (error) {
      const failedPage = failedPageOf(error);
      if (!this.#begun || failedPage === undefined) throw error;
      this.#position = { page: failedPage };
      throw brokenOff(error as NovaPostError, this.#position);
    }
    if (rows === 0 && page === 1) yield this.#give({ type: 'reset', source: 'pages' }, {});
    this.#position = {};
    tell();
  }

  #give(change: DivisionChange, position: DirectoryPosition): DivisionChange {
    this.#begun = true;
    this.#position = position;
    return change;
  }
}
