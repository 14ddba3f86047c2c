import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type { GetRegistriesQuery, Registry, SuccessFlag } from '../contract/contract.generated.js';
import { iteratePages, type IterateOptions, type PageQuery } from '../iterate-pages.js';
import type { Page } from '../page.js';
import { callOptions, iterateOptions } from '../argument-rules.js';
import { bodyRules, identifier, queryRules, text } from '../input-rules.js';
import { operation, rowsOperation } from '../operation.js';
import { registryRules, registryShipments } from './registry-rules.js';

const LIST = 'GET /registry';
const registries = () => queryRules().optional();

/** Filters and page of {@link NovaPostRegistriesService.list}. */
export interface RegistriesQuery extends GetRegistriesQuery {}

/** How a registry names a shipment: its waybill number in Europe, its id (UUID) in Ukraine. */
export type RegistryShipment = string | number;

/** What {@link NovaPostRegistriesService.create} takes. */
export interface RegistryInput {
  /** Name of the registry. */
  readonly description: string;
  /** At least one, each once; in Europe at most 100. */
  readonly shipments: readonly RegistryShipment[];
}

/**
 * Hand-over registries: lists of shipments given away together, of one sender from one place. A shipment can
 * be in one registry only. Ukraine takes shipments that leave the country, Europe takes those in
 * `ReadyToShip`; a registry is closed once its form is printed.
 *
 * Shipments are named by waybill number in Europe and by id in Ukraine. The reference's schema wants objects,
 * its samples and the official SDKs send plain text: so does this service.
 */
export class NovaPostRegistriesService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * Makes a registry. `createdAt` of the answer may lack `T` and the time zone in Ukraine. `POST /registry`.
   *
   * @throws NovaPostValidationError when a shipment is unknown, in another registry or not ready, and for an
   *   empty list.
   * @throws NovaPostNetworkError, NovaPostApiError that leave open whether it was made, see
   *   `hasUnknownOutcome()`.
   * @example
   * const registry = await novaPost.registries.create({ description: 'Morning', shipments: [number] });
   */
  @operation('POST /registry', () => ({ input: bodyRules(registryRules), options: callOptions }))
  async create({ description, shipments }: RegistryInput, options?: CallOptions): Promise<Registry> {
    const body = { description, shipments: textsOf(shipments) };
    const advice =
      'Whether the registry was made is not known; it was not sent again. Look among the newest rows of registries.list() first.';
    return this.#calls.call('POST /registry', { body, advice }, options);
  }

  /**
   * One page of registries; shipments taken out are left out. `limit` is the size of a page, 15 by default,
   * and `page` its number from 1, though the reference has the descriptions of the two the wrong way round.
   * It also asks for `ids` or `numbers`, while the newer portal has other filters to go without.
   * `createdAtFrom` (that day included) and `createdAtTo` (not included) are written `23.09.2025` in its
   * samples. `GET /registry`.
   *
   * @throws NovaPostValidationError when the API refuses a filter, or one is an empty list.
   * @example
   * const { items } = await novaPost.registries.list({ isEURegistry: true, numbers: ['CRPL0000041723'] });
   */
  @operation(LIST, () => ({ query: registries(), options: callOptions }))
  async list(query: RegistriesQuery = {}, options?: CallOptions): Promise<Page<Registry>> {
    return this.#calls.page(LIST, { query }, options);
  }

  /**
   * All registries that match, from `query.page` on; see {@link list}. Pages of 100 unless `limit` says
   * otherwise.
   *
   * @example
   * for await (const { number } of novaPost.registries.iterate({ isEURegistry: true })) console.log(number);
   */
  @rowsOperation(LIST, () => ({ query: registries(), options: iterateOptions }))
  iterate(query: RegistriesQuery = {}, options?: IterateOptions): AsyncIterable<Registry> {
    const fetchPage = (page: PageQuery, call: CallOptions) => this.list({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * Puts more shipments in. `POST /registry/{id}/shipments`.
   *
   * @param id of the registry: a UUID in Ukraine, numeric text in Europe
   * @throws NovaPostValidationError as {@link create}; NovaPostNotFoundError when there is no such registry.
   * @example await novaPost.registries.addShipments(registry.id, ['SHPL6145344879']);
   */
  @operation('POST /registry/{id}/shipments', () => ({
    id: identifier,
    shipments: registryShipments,
    options: callOptions,
  }))
  async addShipments(
    id: string | number,
    shipments: readonly RegistryShipment[],
    options?: CallOptions,
  ): Promise<Registry> {
    return this.#shipments('POST /registry/{id}/shipments', id, shipments, options);
  }

  /**
   * Takes shipments out. `DELETE /registry/{id}/shipments`, with a body.
   *
   * @throws NovaPostValidationError when a shipment is not in the registry; NovaPostNotFoundError when there
   *   is no such registry.
   * @example await novaPost.registries.removeShipments(registry.id, ['SHPL6145344879']);
   */
  @operation('DELETE /registry/{id}/shipments', () => ({
    id: identifier,
    shipments: registryShipments,
    options: callOptions,
  }))
  async removeShipments(
    id: string | number,
    shipments: readonly RegistryShipment[],
    options?: CallOptions,
  ): Promise<Registry> {
    return this.#shipments('DELETE /registry/{id}/shipments', id, shipments, options);
  }

  /**
   * Gives a registry another name. `PUT /registry/{id}/rename`.
   *
   * @throws NovaPostNotFoundError when there is no such registry.
   * @example await novaPost.registries.rename(registry.id, 'Evening');
   */
  @operation('PUT /registry/{id}/rename', () => ({ id: identifier, description: text, options: callOptions }))
  async rename(id: string | number, description: string, options?: CallOptions): Promise<Registry> {
    return this.#calls.call('PUT /registry/{id}/rename', { path: { id }, body: { description } }, options);
  }

  /**
   * Deletes a registry; its shipments stay. `DELETE /registry/{id}`.
   *
   * @throws NovaPostNotFoundError when there is no such registry.
   * @example await novaPost.registries.delete(registry.id);
   */
  @operation('DELETE /registry/{id}', () => ({ id: identifier, options: callOptions }))
  async delete(id: string | number, options?: CallOptions): Promise<SuccessFlag> {
    return this.#calls.call('DELETE /registry/{id}', { path: { id } }, options);
  }

  #shipments(
    route: 'POST /registry/{id}/shipments' | 'DELETE /registry/{id}/shipments',
    id: string | number,
    shipments: readonly RegistryShipment[],
    options: CallOptions | undefined,
  ): Promise<Registry> {
    const body = { shipments: textsOf(shipments) };
    return this.#calls.call(route, { path: { id }, body }, options);
  }
}

function textsOf(shipments: readonly RegistryShipment[]): string[] {
  return shipments.map((shipment) => String(shipment).trim());
}
