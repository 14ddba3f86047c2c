import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type { Division, DivisionVersions, GetDivisionsQuery } from '../contract/contract.generated.js';
import { callOptions, iterateOptions } from '../argument-rules.js';
import { countryCodes, queryRules } from '../input-rules.js';
import { operation, rowsOperation } from '../operation.js';
import { resolveDirectoryOptions, type DirectoryOptions } from './directory/directory-options.js';
import { DivisionDirectory } from './directory/division-directory.js';
import { fetchManifest, manifestUrlOf } from './directory/division-manifest.js';
import { iteratePages, type IterateOptions, type PageQuery } from '../iterate-pages.js';
import type { Page } from '../page.js';

export interface DivisionsQuery extends GetDivisionsQuery {}

const divisions = () => queryRules({ countryCodes }).optional();

/** Branches, cargo branches, parcel lockers and partner points. */
export class NovaPostDivisionsService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * One page of the divisions that match. `name` is a city and takes an asterisk for any letters; with
   * `latitude` and `longitude` the rows have a `distance`. `textSearch`, `name` and `ids` are known from
   * clients, not from the reference. A division's `id` is what shipments call `divisionId`; its `number` is
   * not unique in Moldova. `GET /divisions`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field: countries in
   *   lower case.
   * @example
   * const { items } = await novaPost.divisions.list({ countryCodes: ['PL'], limit: 100 });
   */
  @operation('GET /divisions', () => ({ query: divisions(), options: callOptions }))
  async list(query: DivisionsQuery = {}, options?: CallOptions): Promise<Page<Division>> {
    return this.#calls.page('GET /divisions', { query }, options);
  }

  /**
   * All divisions that match, page by page; see {@link list}. For all there are, {@link directory} is
   * quicker.
   *
   * @example
   * const divisions = () => novaPost.divisions.iterate({ countryCodes: ['PL'] });
   * for await (const { id, name } of divisions) await store(id, name);
   */
  @rowsOperation('GET /divisions', () => ({ query: divisions(), options: iterateOptions }))
  iterate(query: DivisionsQuery = {}, options?: IterateOptions): AsyncIterable<Division> {
    const fetchPage = (page: PageQuery, call: CallOptions) => this.list({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * The manifest of the offline directory: which files there are, and of when. It needs no key: no token is
   * sent and none is waited for. It lies outside the base URLs, at api.novapost.com for the named
   * environments, and at `/divisions/versions` of the origin for a `baseURL` of one's own. `GET
   * /divisions/versions`.
   *
   * @throws NovaPostApiError also when the answer is no manifest.
   * @example const { base_version: base, deltas } = await novaPost.divisions.versions();
   */
  @operation('GET /divisions/versions', () => ({ options: callOptions }))
  async versions(options: CallOptions = {}): Promise<DivisionVersions> {
    return fetchManifest(this.#calls.http, manifestUrlOf(this.#calls.baseURL), options);
  }

  /**
   * The whole directory, hundreds of thousands of divisions, as a stream of changes: `reset` (forget all),
   * `upsert` (by `division.id`) and `delete`. Without `since` these are a `reset`, the rows of the base file
   * and then those of the deltas, so that a division which has changed since the base was made comes again.
   * With the `version` of an earlier run as `since` there are only the newer changes; should the deltas not
   * reach back so far, a `reset` says so. Take the changes in order, and keep `directory.version` for the
   * next time.
   *
   * The files are gzipped JSON on a CDN host, which never gets a token. They are read row by row: memory does
   * not grow with their size, and they come no faster than you read. When manifest or files cannot be had,
   * and nothing has been given out yet, the pages of `GET /divisions` are read instead; see
   * `directory.fallbackReason`.
   *
   * How a delta marks a division that is gone is not published; a row with `deletedAt` is taken for that.
   * Sources: client code, see the notes beside the contract.
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
   * @throws while reading: NovaPostValidationError for an option that cannot be; NovaPostDirectoryError when
   *   a file breaks off, stands still or is not what it should be after changes have been given out: its
   *   `position`, given as `since`, continues where it makes sense.
   */
  directory(options: DirectoryOptions = {}): DivisionDirectory {
    const { http, clock } = this.#calls;
    const fetchPage = (page: PageQuery, call: CallOptions) => this.list(page, call);
    return new DivisionDirectory({ http, fetchPage, options: resolveDirectoryOptions(options, clock) });
  }
}
