import { CanceledError } from 'axios';
import type { NovaPostHttpService } from '../../../http/nova-post-http.service.js';
import { NovaPostInsecureUrlError, isNovaPostError, type NovaPostError } from '../../../nova-post.errors.js';
import type { CallOptions } from '../../call-options.js';
import type { Division } from '../../contract/contract.generated.js';
import { iteratePages } from '../../iterate-pages.js';
import type { Page } from '../../page.js';
import { badFile, brokenOff } from './directory-error.js';
import { DirectoryFile } from './directory-file.js';
import type { ResolvedDirectoryOptions } from './directory-options.js';
import { planFiles, type PlannedFile } from './directory-plan.js';
import { changeOf, type DirectoryPosition, type DivisionChange } from './division-change.js';
import { fetchManifest, manifestUrlOf } from './division-manifest.js';

export interface DirectoryDeps {
  readonly http: NovaPostHttpService;
  /** One page of `GET /divisions`, for when there are no files. */
  readonly fetchPage: (page: number, options: CallOptions) => Promise<Page<Division>>;
  readonly options: ResolvedDirectoryOptions;
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
 * The whole division directory as a stream of changes, to be read with `for await`. What it tells of itself is about the
 * change that was given out last; each reading starts anew, so read it once at a time.
 */
export class DivisionDirectory implements AsyncIterable<DivisionChange> {
  readonly #deps: DirectoryDeps;
  #position: DirectoryPosition;
  #begun = false;
  #fallbackReason: NovaPostError | undefined;

  constructor(deps: DirectoryDeps) {
    this.#deps = deps;
    this.#position = deps.options.since;
  }

  /**
   * The version that has been reached: Unix time in seconds, to be given back as `since`. `undefined` before the first whole
   * file, and when pages were read in place of files: they have none.
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
    this.#position = options.since;
    this.#begun = false;
    this.#fallbackReason = undefined;
    const stop = new AbortController();
    const signal =
      options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
    try {
      try {
        yield* this.#fromFiles(signal);
      } catch (error) {
        if (signal.aborted) throw new CanceledError();
        this.#decideOn(error);
        yield* this.#fromPages(signal);
      }
    } finally {
      stop.abort();
    }
  }

  /** Returns when pages are to be read; throws otherwise. */
  #decideOn(error: unknown): void {
    if (!isNovaPostError(error)) throw error;
    if (this.#begun) throw brokenOff(error, this.#position);
    const { fallback, manifestURL } = this.#deps.options;
    // The application's own URL is for the application to correct.
    const ownFault = manifestURL !== undefined && error instanceof NovaPostInsecureUrlError;
    if (!fallback || ownFault) throw error;
    this.#fallbackReason = error;
  }

  async *#fromFiles(signal: AbortSignal): AsyncGenerator<DivisionChange, void, undefined> {
    const { http, options } = this.#deps;
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
        yield* this.#fromFile(file, planned, { ...place, version, reset: reset && index === 0 });
      } catch (error) {
        // Compressed data tells of damage late: it has to be read again from its start.
        if (file.damaged) this.#position = { version };
        throw error;
      }
      this.#position = { version: planned.unixTime };
    }
  }

  async *#fromFile(
    file: DirectoryFile,
    { kind, url, unixTime, known }: PlannedFile,
    { number, count, version, reset }: FilePlace,
  ): AsyncGenerator<DivisionChange, void, undefined> {
    const same = known !== undefined && known.etag === file.etag;
    let resetDue = reset || (kind === 'base' && known !== undefined && !same);
    let rows = 0;
    const tell = () => {
      const { receivedBytes, totalBytes } = file;
      const about = { url, unixTime, number, count };
      const progress = { source: kind, file: about, receivedBytes, totalBytes, rows, totalRows: undefined };
      this.#deps.options.onProgress(progress);
    };
    for await (const batch of file.rows()) {
      for (const row of batch) {
        rows += 1;
        if (same && rows <= known.rows) continue;
        if (resetDue) yield this.#give({ type: 'reset', source: kind }, {});
        resetDue = false;
        const position = { version, partial: { kind, unixTime, rows, etag: file.etag } };
        yield this.#give(changeOf(row, kind), position);
      }
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

  async *#fromPages(signal: AbortSignal): AsyncGenerator<DivisionChange, void, undefined> {
    const { fetchPage, options } = this.#deps;
    let totalRows: number | undefined;
    let rows = 0;
    const tell = () => {
      options.onProgress({ source: 'pages', receivedBytes: 0, totalBytes: undefined, rows, totalRows });
    };
    const fetchAndCount = async (page: number, call: CallOptions) => {
      const answer = await fetchPage(page, call);
      totalRows = answer.total;
      return answer;
    };
    const pages = iteratePages('GET /divisions', fetchAndCount, { ...options.pages, signal });
    for await (const division of pages) {
      if (rows === 0) yield this.#give({ type: 'reset', source: 'pages' }, {});
      rows += 1;
      yield this.#give(changeOf(division, 'pages'), {});
      if (rows % 100 === 0) tell();
    }
    if (rows === 0) yield this.#give({ type: 'reset', source: 'pages' }, {});
    this.#position = {};
    tell();
  }

  #give(change: DivisionChange, position: DirectoryPosition): DivisionChange {
    this.#begun = true;
    this.#position = position;
    return change;
  }
}
