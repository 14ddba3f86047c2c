import { systemClock, type Clock } from '../../clock.js';
import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type { Division, DivisionVersions } from '../contract/contract.generated.js';
import type { QueryOf } from '../contract/operations.js';
import { countryCodes, partialObject } from '../input-rules.js';
import { resolveDirectoryOptions, type DirectoryOptions } from './directory/directory-options.js';
import { DivisionDirectory } from './directory/division-directory.js';
import { fetchManifest, manifestUrlOf } from './directory/division-manifest.js';
import { ITERATED_PAGE_SIZE, iteratePages, type IterateOptions } from '../iterate-pages.js';
import type { Page } from '../page.js';

export type DivisionsQuery = QueryOf<'GET /divisions'>;

const rules = partialObject({ countryCodes });

/** Branches, cargo branches, parcel lockers and partner points. */
export class NovaPostDivisionsService {
  readonly #calls: OperationClient;
  readonly #clock: Clock;

  constructor(calls: OperationClient, clock: Clock = systemClock) {
    this.#calls = calls;
    this.#clock = clock;
  }

  /**
   * One page of the divisions that match. `name` is a city and takes an asterisk for any letters; with `latitude` and
   * `longitude` the rows have a `distance`. `textSearch`, `name` and `ids` are known from clients, not from the reference. A
   * division's `id` is what shipments call `divisionId`; its `number` is not unique in Moldova.
   * `GET /divisions`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field: countries in lower case.
   */
  async list(query: DivisionsQuery = {}, options?: CallOptions): Promise<Page<Division>> {
    return this.#calls.page('GET /divisions', { query, rules: { query: rules } }, options);
  }

  /** All divisions that match, page by page; see {@link list}. For all there are, {@link directory} is quicker. */
  iterate(query: DivisionsQuery = {}, options?: IterateOptions): AsyncIterable<Division> {
    const limit = query.limit ?? ITERATED_PAGE_SIZE;
    return iteratePages(
      'GET /divisions',
      (page, call) => this.list({ ...query, limit, page }, call),
      options,
      query.page,
    );
  }

  /**
   * The manifest of the offline directory: which files there are, and of when. It needs no key: no token is sent and none
   * is waited for. It lies outside the base URLs, at api.novapost.com for the named environments, and at
   * `/divisions/versions` of the origin for a `baseURL` of one's own. `GET /divisions/versions`.
   *
   * @throws NovaPostApiError also when the answer is no manifest.
   */
  versions(options: CallOptions = {}): Promise<DivisionVersions> {
    return fetchManifest(this.#calls.http, manifestUrlOf(this.#calls.baseURL), options);
  }

  /**
   * The whole directory, hundreds of thousands of divisions, as a stream of changes: `reset` (forget all), `upsert` (by
   * `division.id`) and `delete`. Without `since` these are a `reset`, the rows of the base file and then those of the
   * deltas, so that a division which has changed since the base was made comes again. With the `version` of an earlier run
   * as `since` there are only the newer changes; should the deltas not reach back so far, a `reset` says so. Take the changes
   * in order, and keep `directory.version` for the next time.
   *
   * The files are gzipped JSON on a CDN host, which never gets a token. They are read row by row: memory does not grow with
   * their size, and they come no faster than you read. When manifest or files cannot be had, and nothing has been given out
   * yet, the pages of `GET /divisions` are read instead; see `directory.fallbackReason`.
   *
   * How a delta marks a division that is gone is not published; a row with `deletedAt` is taken for that. Sources: client
   * code, see the notes beside the contract.
   *
   * @example
   * const directory = novaPost.divisions.directory({ since: await stored.version() });
   * for await (const change of directory) {
   *   if (change.type === 'reset') await stored.clear();
   *   else if (change.type === 'upsert') await stored.put(change.division);
   *   else await stored.remove(change.id);
   * }
   * await stored.setVersion(directory.version);
   *
   * @throws NovaPostValidationError at once, for an option that cannot be.
   * @throws NovaPostDirectoryError while reading, when a file breaks off, stands still or is not what it should be after
   *   changes have been given out: its `position`, given as `since`, goes on where it makes sense. An error of the pages is the
   *   API's own, and leaves nothing to go on from.
   */
  directory(options: DirectoryOptions = {}): DivisionDirectory {
    const limit = ITERATED_PAGE_SIZE;
    return new DivisionDirectory({
      http: this.#calls.http,
      fetchPage: (page, call) => this.list({ limit, page }, call),
      options: resolveDirectoryOptions(options, this.#clock),
    });
  }
}
