import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type {
  GetPickupsQuery,
  Pickup,
  PickupDeleted,
  PickupShipmentsRemoved,
  PickupShipmentsResult,
  PickupStatusInput,
  SuccessFlag,
  TimeIntervalInput,
  TimeIntervals,
} from '../contract/contract.generated.js';
import { callOptions, iterateOptions } from '../argument-rules.js';
import { bodyRules, queryRules } from '../input-rules.js';
import { operation, rowsOperation } from '../operation.js';
import { iteratePages, type IterateOptions, type PageQuery } from '../iterate-pages.js';
import type { Page } from '../page.js';
import { withTextTimes, type PickupChanges, type PickupInput } from './pickup-input.js';
import {
  confirmedPickup,
  pickupId,
  pickupRules,
  pickupStatusRules,
  shipmentIds,
  timeIntervalRules,
} from './pickup-rules.js';

const LIST = 'GET /pickups';
const pickups = () => queryRules().optional();

/** Filters and page of {@link NovaPostPickupsService.list}. */
export interface PickupsQuery extends GetPickupsQuery {}

/** What {@link NovaPostPickupsService.setStatus} takes. */
export interface PickupStatusChange extends Omit<PickupStatusInput, 'id'> {}

/**
 * Collection by courier, for business clients in Europe: {@link create} a draft, {@link addShipments}, then
 * {@link confirm}. Shipments must be in `ReadyToShip`, of one sender address, paid or on a contract, and in
 * no other pickup. Pickups and shipments go by their integer ids here; ids as text, as lists have them, are
 * taken, too.
 */
export class NovaPostPickupsService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * Makes a pickup in `Draft`. The reference requires no field, but the API is known to refuse an address
   * without `addressParts.region`. A day on which no courier comes is moved to the next one instead of
   * refused, so look at `pickedTimeFrom` of the answer. `POST /pickups`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @throws NovaPostNetworkError, NovaPostApiError that leave open whether it was made, see
   *   `hasUnknownOutcome()`.
   * @example
   * const pickup = await novaPost.pickups.create({
   *   phone: '48211111111',
   *   fullName: 'Anna Nowak',
   *   countryCode: 'PL',
   *   addressParts: { city: 'Warszawa', region: 'Mazowieckie', street: 'Sadova', building: '5' },
   *   pickedTimeFrom: new Date('2026-03-02T08:00:00Z'),
   *   pickedTimeTo: new Date('2026-03-02T12:00:00Z'),
   * });
   */
  @operation('POST /pickups', () => ({ input: bodyRules(pickupRules), options: callOptions }))
  async create(input: PickupInput, options?: CallOptions): Promise<Pickup> {
    const body = withTextTimes(input);
    const advice =
      'Whether the pickup was made is not known; it was not sent again. Look among the newest rows of pickups.list() first.';
    return this.#calls.call('POST /pickups', { body, advice }, options);
  }

  /**
   * One page of pickups. `GET /pickups`.
   *
   * @throws NovaPostValidationError when the API refuses a filter, or one is an empty list.
   * @example const { items } = await novaPost.pickups.list({ numbers: ['PUCZ0000002671'] });
   */
  @operation(LIST, () => ({ query: pickups(), options: callOptions }))
  async list(query: PickupsQuery = {}, options?: CallOptions): Promise<Page<Pickup>> {
    return this.#calls.page(LIST, { query }, options);
  }

  /**
   * All pickups that match, from `query.page` on. Pages of 100 unless `limit` says otherwise.
   *
   * @example for await (const { number, status } of novaPost.pickups.iterate()) console.log(number, status);
   */
  @rowsOperation(LIST, () => ({ query: pickups(), options: iterateOptions }))
  iterate(query: PickupsQuery = {}, options?: IterateOptions): AsyncIterable<Pickup> {
    const fetchPage = (page: PageQuery, call: CallOptions) => this.list({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * Changes a pickup. For `lockVersion` see {@link setStatus}. `PUT /pickups/{id}`.
   *
   * @throws NovaPostValidationError for a refused field; NovaPostNotFoundError when there is no such pickup.
   * @example await novaPost.pickups.update(pickup.id, { note: 'Gate 4', lockVersion: pickup.lockVersion });
   */
  @operation('PUT /pickups/{id}', () => ({
    id: pickupId,
    changes: bodyRules(pickupRules),
    options: callOptions,
  }))
  async update(id: number | string, changes: PickupChanges, options?: CallOptions): Promise<Pickup> {
    const input = { path: pathOf(id), body: withTextTimes(changes) };
    return this.#calls.call('PUT /pickups/{id}', input, options);
  }

  /**
   * Deletes a pickup; its shipments stay. `DELETE /pickups/{id}`.
   *
   * @throws NovaPostNotFoundError when there is no such pickup.
   * @example await novaPost.pickups.delete(pickup.id);
   */
  @operation('DELETE /pickups/{id}', () => ({ id: pickupId, options: callOptions }))
  async delete(id: number | string, options?: CallOptions): Promise<PickupDeleted> {
    return this.#calls.call('DELETE /pickups/{id}', { path: pathOf(id) }, options);
  }

  /**
   * Adds shipments by their integer ids. The official SDKs speak of text; the reference, its samples and
   * clients that work send integers. `POST /pickups/{id}/shipments`.
   *
   * @throws NovaPostValidationError when a shipment cannot be collected; NovaPostNotFoundError when there is
   *   no such pickup.
   * @example await novaPost.pickups.addShipments(pickup.id, [shipment.id]);
   */
  @operation('POST /pickups/{id}/shipments', () => ({ id: pickupId, shipmentIds, options: callOptions }))
  async addShipments(
    id: number | string,
    shipmentIds: readonly (number | string)[],
    options?: CallOptions,
  ): Promise<PickupShipmentsResult> {
    return this.#calls.call('POST /pickups/{id}/shipments', shipmentsOf(id, shipmentIds), options);
  }

  /**
   * Removes shipments by their integer ids. `DELETE /pickups/{id}/shipments`, with a body.
   *
   * @throws NovaPostValidationError when a shipment is not in the pickup; NovaPostNotFoundError when there is
   *   no such pickup.
   * @example await novaPost.pickups.removeShipments(pickup.id, [shipment.id]);
   */
  @operation('DELETE /pickups/{id}/shipments', () => ({ id: pickupId, shipmentIds, options: callOptions }))
  async removeShipments(
    id: number | string,
    shipmentIds: readonly (number | string)[],
    options?: CallOptions,
  ): Promise<PickupShipmentsRemoved> {
    return this.#calls.call('DELETE /pickups/{id}/shipments', shipmentsOf(id, shipmentIds), options);
  }

  /**
   * Makes a draft final (`Created`, needs at least one shipment) or calls it off (`ClientCanceled`, named by
   * an older article only). `PUT /pickups/{id}/status`.
   *
   * The sources disagree on `lockVersion`: the reference has it raised by 1 with each change (2 where the
   * pickup says 1), a client in use sends the pickup's own. It is sent as given. When the API refuses one,
   * send the other.
   *
   * @throws NovaPostValidationError for a refused status or `lockVersion`; NovaPostNotFoundError when there
   *   is no such pickup.
   * @example
   * await novaPost.pickups.setStatus(id, { status: 'ClientCanceled', lockVersion: 2 });
   */
  @operation('PUT /pickups/{id}/status', () => ({
    id: pickupId,
    change: bodyRules(pickupStatusRules),
    options: callOptions,
  }))
  async setStatus(
    id: number | string,
    change: PickupStatusChange,
    options?: CallOptions,
  ): Promise<SuccessFlag> {
    const path = pathOf(id);
    return this.#calls.call('PUT /pickups/{id}/status', { path, body: { ...path, ...change } }, options);
  }

  /**
   * Makes a draft final: {@link setStatus} with `Created` and the pickup's own `lockVersion`.
   *
   * @param pickup as {@link create}, {@link update} or {@link list} gave it
   * @example await novaPost.pickups.confirm(pickup);
   */
  @operation('PUT /pickups/{id}/status', () => ({ pickup: confirmedPickup, options: callOptions }))
  async confirm(pickup: Pick<Pickup, 'id' | 'lockVersion'>, options?: CallOptions): Promise<SuccessFlag> {
    return this.setStatus(pickup.id, { status: 'Created', lockVersion: pickup.lockVersion }, options);
  }

  /**
   * When couriers come, by day of the week; with `type` and `countryCode` only, the general hours of the
   * country. A day with `from` but without `timeIntervals` means any time of that day; all null means no
   * collection. Same-day collection outranks next-day, so look at `type` of the answer.
   * `maxWeightPlaceRecipient` is in kilograms. `POST /time-intervals/find`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example
   * const hours = await novaPost.pickups.findTimeIntervals({ type: 'PickupNextDay', countryCode: 'PL' });
   */
  @operation('POST /time-intervals/find', () => ({
    input: bodyRules(timeIntervalRules),
    options: callOptions,
  }))
  async findTimeIntervals(input: TimeIntervalInput, options?: CallOptions): Promise<TimeIntervals> {
    return this.#calls.call('POST /time-intervals/find', { body: input }, options);
  }
}

function shipmentsOf(id: number | string, shipmentIds: readonly (number | string)[]) {
  const shipments = shipmentIds.map((shipmentId) => ({ shipmentId: Number(shipmentId) }));
  return { path: pathOf(id), body: { shipments } };
}

function pathOf(id: number | string): { id: number } {
  return { id: Number(id) };
}
