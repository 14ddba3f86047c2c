import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type {
  Pickup,
  PickupDeleted,
  PickupShipmentsRemoved,
  PickupShipmentsResult,
  PickupStatusInput,
  SuccessFlag,
  TimeIntervalInput,
  TimeIntervals,
} from '../contract/contract.generated.js';
import type { QueryOf, Route } from '../contract/operations.js';
import { inputError } from '../input-error.js';
import { ITERATED_PAGE_SIZE, iteratePages, type IterateOptions } from '../iterate-pages.js';
import type { Page } from '../page.js';
import { withTextTimes, type PickupChanges, type PickupInput } from './pickup-input.js';
import { pickupRules, pickupShipmentsRules, pickupStatusRules, timeIntervalRules } from './pickup-rules.js';

const LIST = 'GET /pickups';

/** Filters and page of {@link NovaPostPickupsService.list}. */
export type PickupsQuery = QueryOf<typeof LIST>;

/** What {@link NovaPostPickupsService.setStatus} takes. */
export type PickupStatusChange = Omit<PickupStatusInput, 'id'>;

/**
 * Collection by courier, for business clients in Europe: {@link create} a draft, {@link addShipments}, then
 * {@link confirm}. Shipments must be in `ReadyToShip`, of one sender address, paid or on a contract, and in no other
 * pickup. Pickups and shipments go by their integer ids here; ids as text, as lists have them, are taken, too.
 */
export class NovaPostPickupsService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * Makes a pickup in `Draft`. The reference requires no field, but the API is known to refuse an address without
   * `addressParts.region`. A day on which no courier comes is moved to the next one instead of refused, so look at
   * `pickedTimeFrom` of the answer. `POST /pickups`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @throws NovaPostNetworkError, NovaPostApiError that leave open whether it was made, see `hasUnknownOutcome()`.
   */
  async create(input: PickupInput, options?: CallOptions): Promise<Pickup> {
    const body = withTextTimes(input);
    const advice =
      'Whether the pickup was made is not known; it was not sent again. Look among the newest rows of pickups.list() first.';
    return this.#calls.call('POST /pickups', { body, rules: { body: pickupRules }, advice }, options);
  }

  /**
   * One page of pickups. `GET /pickups`.
   *
   * @throws NovaPostValidationError when the API refuses a filter, or one is an empty list.
   */
  async list(query: PickupsQuery = {}, options?: CallOptions): Promise<Page<Pickup>> {
    return this.#calls.page(LIST, { query }, options);
  }

  /** All pickups that match, from `query.page` on. Pages of 100 unless `limit` says otherwise. */
  iterate(query: PickupsQuery = {}, options?: IterateOptions): AsyncIterable<Pickup> {
    const fetchPage = (page: number, callOptions: CallOptions): Promise<Page<Pickup>> =>
      this.list({ ...query, limit: query.limit ?? ITERATED_PAGE_SIZE, page }, callOptions);
    return iteratePages(LIST, fetchPage, options, query.page);
  }

  /**
   * Changes a pickup. For `lockVersion` see {@link setStatus}. `PUT /pickups/{id}`.
   *
   * @throws NovaPostValidationError for a refused field; NovaPostNotFoundError when there is no such pickup.
   */
  async update(id: number | string, changes: PickupChanges, options?: CallOptions): Promise<Pickup> {
    const route = 'PUT /pickups/{id}';
    return this.#calls.call(
      route,
      { path: pathOf(route, id), body: withTextTimes(changes), rules: { body: pickupRules } },
      options,
    );
  }

  /**
   * Deletes a pickup; its shipments stay. `DELETE /pickups/{id}`.
   *
   * @throws NovaPostNotFoundError when there is no such pickup.
   */
  async delete(id: number | string, options?: CallOptions): Promise<PickupDeleted> {
    const route = 'DELETE /pickups/{id}';
    return this.#calls.call(route, { path: pathOf(route, id) }, options);
  }

  /**
   * Adds shipments by their integer ids. The official SDKs speak of text; the reference, its samples and clients that work
   * send integers. `POST /pickups/{id}/shipments`.
   *
   * @throws NovaPostValidationError when a shipment cannot be collected; NovaPostNotFoundError when there is no such pickup.
   */
  async addShipments(
    id: number | string,
    shipmentIds: readonly (number | string)[],
    options?: CallOptions,
  ): Promise<PickupShipmentsResult> {
    const route = 'POST /pickups/{id}/shipments';
    return this.#calls.call(route, shipmentsOf(route, id, shipmentIds), options);
  }

  /**
   * Removes shipments by their integer ids. `DELETE /pickups/{id}/shipments`, with a body.
   *
   * @throws NovaPostValidationError when a shipment is not in the pickup; NovaPostNotFoundError when there is no such pickup.
   */
  async removeShipments(
    id: number | string,
    shipmentIds: readonly (number | string)[],
    options?: CallOptions,
  ): Promise<PickupShipmentsRemoved> {
    const route = 'DELETE /pickups/{id}/shipments';
    return this.#calls.call(route, shipmentsOf(route, id, shipmentIds), options);
  }

  /**
   * Makes a draft final (`Created`, needs at least one shipment) or calls it off (`ClientCanceled`, named by an older
   * article only). `PUT /pickups/{id}/status`.
   *
   * The sources disagree on `lockVersion`: the reference has it raised by 1 with each change (2 where the pickup says 1),
   * a client in use sends the pickup's own. It is sent as given. When the API refuses one, send the other.
   *
   * @throws NovaPostValidationError for a refused status or `lockVersion`; NovaPostNotFoundError when there is no such pickup.
   */
  async setStatus(
    id: number | string,
    change: PickupStatusChange,
    options?: CallOptions,
  ): Promise<SuccessFlag> {
    const route = 'PUT /pickups/{id}/status';
    const path = pathOf(route, id);
    return this.#calls.call(
      route,
      { path, body: { ...path, ...change }, rules: { body: pickupStatusRules } },
      options,
    );
  }

  /**
   * Makes a draft final: {@link setStatus} with `Created` and the pickup's own `lockVersion`.
   *
   * @param pickup as {@link create}, {@link update} or {@link list} gave it
   */
  async confirm(pickup: Pick<Pickup, 'id' | 'lockVersion'>, options?: CallOptions): Promise<SuccessFlag> {
    return this.setStatus(pickup.id, { status: 'Created', lockVersion: pickup.lockVersion }, options);
  }

  /**
   * When couriers come, by day of the week; with `type` and `countryCode` only, the general hours of the country. A day with
   * `from` but without `timeIntervals` means any time of that day; all null means no collection. Same-day collection
   * outranks next-day, so look at `type` of the answer. `maxWeightPlaceRecipient` is in kilograms.
   * `POST /time-intervals/find`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   */
  async findTimeIntervals(input: TimeIntervalInput, options?: CallOptions): Promise<TimeIntervals> {
    return this.#calls.call(
      'POST /time-intervals/find',
      { body: input, rules: { body: timeIntervalRules } },
      options,
    );
  }
}

function shipmentsOf(route: Route, id: number | string, shipmentIds: readonly (number | string)[]) {
  const path = pathOf(route, id);
  const shipments = shipmentIds.map((shipmentId) => ({ shipmentId: integerOf(shipmentId) }));
  return { path, body: { shipments }, rules: { body: pickupShipmentsRules } };
}

function pathOf(route: Route, id: number | string): { id: number } {
  const integer = integerOf(id);
  if (!Number.isSafeInteger(integer) || integer < 1) {
    throw inputError(route, { id: ['must be the whole number that a pickup has for an id, not its number'] });
  }
  return { id: integer };
}

/** `NaN` for text that is no whole number, such as a waybill number. */
function integerOf(id: number | string): number {
  return typeof id === 'number' || /^\d+$/.test(id.trim()) ? Number(id) : Number.NaN;
}
