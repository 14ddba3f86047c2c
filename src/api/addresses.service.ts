import type { OperationClient } from './operation-client.js';
import type { CallOptions } from './call-options.js';
import type {
  GetSettlementsQuery,
  GetStreetsQuery,
  ProhibitedIssuanceManifest,
  Settlement,
  Street,
} from './contract/contract.generated.js';
import { callOptions, iterateOptions } from './argument-rules.js';
import { countryCodes, positiveInteger, queryRules } from './input-rules.js';
import { operation, rowsOperation } from './operation.js';
import { iteratePages, type IterateOptions, type PageQuery } from './iterate-pages.js';
import type { Page } from './page.js';

export interface SettlementsQuery extends GetSettlementsQuery {}
export interface StreetsQuery extends GetStreetsQuery {}

const settlements = () => queryRules({ countryCodes }).optional();
const streets = () => queryRules({ settlementId: positiveInteger });

/** Settlements and streets, as addresses of shipments name them. */
export class NovaPostAddressesService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * One page of the settlements that match. `countryCodes` are upper case, `textSearch` is free text, and
   * `name` takes an asterisk for any letters (`'Ky*'`). Names come in the language of the call (`language`),
   * else in English or transliterated. `GET /settlements`, which live-tested clients call and no published
   * reference describes.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example
   * const { items } = await novaPost.addresses.listSettlements({ countryCodes: ['MD'], name: 'Chi*' });
   */
  @operation('GET /settlements', () => ({ query: settlements(), options: callOptions }))
  async listSettlements(query: SettlementsQuery = {}, options?: CallOptions): Promise<Page<Settlement>> {
    return this.#calls.page('GET /settlements', { query }, options);
  }

  /**
   * All settlements that match, page by page; see {@link listSettlements}.
   *
   * @example
   * const settlements = novaPost.addresses.iterateSettlements({ countryCodes: ['MD'] });
   * for await (const { id, name } of settlements) await store(id, name);
   */
  @rowsOperation('GET /settlements', () => ({ query: settlements(), options: iterateOptions }))
  iterateSettlements(query: SettlementsQuery = {}, options?: IterateOptions): AsyncIterable<Settlement> {
    const fetchPage = (page: PageQuery, call: CallOptions) =>
      this.listSettlements({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * One page of the streets of a settlement, whose id comes from {@link listSettlements} or a division.
   * `name` filters; it holds the type of street as well (`'вул. Шевченка'`). The API silently ignores
   * `textSearch` here, so there is none. `GET /streets`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example
   * const { items } = await novaPost.addresses.listStreets({ settlementId: 118064 });
   */
  @operation('GET /streets', () => ({ query: streets(), options: callOptions }))
  async listStreets(query: StreetsQuery, options?: CallOptions): Promise<Page<Street>> {
    return this.#calls.page('GET /streets', { query }, options);
  }

  /**
   * All streets of a settlement that match, page by page; see {@link listStreets}.
   *
   * @example
   * const streets = novaPost.addresses.iterateStreets({ settlementId: 118064 });
   * for await (const { name } of streets) console.log(name);
   */
  @rowsOperation('GET /streets', () => ({ query: streets(), options: iterateOptions }))
  iterateStreets(query: StreetsQuery, options?: IterateOptions): AsyncIterable<Street> {
    const fetchPage = (page: PageQuery, call: CallOptions) => this.listStreets({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * Links to the lists of Ukrainian settlements without delivery: gzipped JSON by locale (`uk`, `en`),
   * renewed daily at 05:00 UTC. The keys of this answer are published nowhere, so it comes as it is. `GET
   * /dictionary/settlements/prohibited-issuance`. The portal asks for a `Bearer` token for this one call, in
   * contradiction to all others; it is sent like the others.
   *
   * @throws NovaPostNotFoundError with the text `Action_not_available` where the list is not offered.
   * @example const lists = await novaPost.addresses.prohibitedIssuance();
   */
  @operation('GET /dictionary/settlements/prohibited-issuance', () => ({ options: callOptions }))
  prohibitedIssuance(options?: CallOptions): Promise<ProhibitedIssuanceManifest> {
    return this.#calls.call('GET /dictionary/settlements/prohibited-issuance', {}, options);
  }
}
