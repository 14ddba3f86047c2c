import { z } from 'zod';
import { NovaPostNotFoundError } from '../../nova-post.errors.js';
import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type {
  CalculationInput,
  CalculationResult,
  EntityId,
  GetInternationalShipmentStatusesQuery,
  GetShipmentsQuery,
  InternationalStatusResponse,
  LightReturnInput,
  LightReturnResult,
  PlaceCheckInput,
  PlaceCheckResult,
  Shipment,
  ShipmentDeleted,
  ShipmentInput,
  ShipmentResult,
} from '../contract/contract.generated.js';
import { callOptions, callOptionsWith, iterateOptions } from '../argument-rules.js';
import { bodyRules, identifier, partialObject, queryRules } from '../input-rules.js';
import { operation, rowsOperation } from '../operation.js';
import { coreResult } from './core-response.js';
import { deletedByLostAttempt } from './deleted-shipment.js';
import { iteratePages, type IterateOptions, type PageQuery } from '../iterate-pages.js';
import type { Page } from '../page.js';
import { ShipmentCreation, type CreateShipmentOptions } from './shipment-creation.js';
import { ShipmentFiles } from './shipment-files.js';
import { shipmentFilter } from './shipment-identifier.js';
import type { CreatedShipment } from './created-shipment.js';
import { calculationRules, lightReturnRules, shipmentListRules, shipmentRules } from './shipment-rules.js';
import type { TrackingItem } from '../tracking/tracking-item.js';
import type { TrackQuery, Tracked, TrackingOptions } from '../tracking/tracking-query.js';
import { NovaPostTrackingService } from '../tracking/tracking.service.js';

const LIST = 'GET /shipments';
const LIGHT_RETURN = 'POST /shipments/light-return';
const INTERNATIONAL = 'GET /shipments/international/status';

const shipments = () => shipmentListRules.optional();
const createOptions = () =>
  callOptionsWith({ onUnknownOutcome: z.enum(['reject', 'recover'], "must be 'reject' or 'recover'") });

/** Filters of the list of shipments. `clientOrder` is not in the reference; it filters, as live use shows. */
export interface ShipmentQuery extends GetShipmentsQuery {}

/** Which shipments from Ukraine to the world are asked for, and in which state. */
export interface InternationalStatusQuery extends GetInternationalShipmentStatusesQuery {}

/** Verification of one shipment: `State` is NotVerified, Verified or Rejected; times are local, without a zone. */
export type InternationalStatus = InternationalStatusResponse['result'][number];

/** Waybills. In Europe they have integer ids and numbers such as SHPL6145344878, in Ukraine UUIDs and 14 digits. */
export class NovaPostShipmentsService extends ShipmentFiles {
  readonly #calls: OperationClient;
  readonly #creation: ShipmentCreation;
  readonly #tracking: NovaPostTrackingService;

  constructor(calls: OperationClient) {
    super(calls);
    this.#calls = calls;
    this.#creation = new ShipmentCreation(calls);
    this.#tracking = new NovaPostTrackingService(calls);
  }

  /**
   * Creates a waybill: lengths in millimetres, weights in grams, which the API rounds down to 10 g. `POST /shipments`.
   *
   * With `status: 'ReadyToShip'`, the only state that a client may set, it is ready to be handed over: pickups and
   * registries of Europe take such shipments only. Without a `status` it is a `Draft`, which {@link update} replaces
   * with one that is ready. What becomes of a draft that is never made ready, and whether a branch takes it, is said
   * nowhere. After creation comes the label ({@link print}); where customs want papers, the invoice of the client as a
   * file ({@link upload}); and the hand-over at a branch, by a pickup or with a registry.
   *
   * It is sent once and never repeated: the API makes a second waybill of a second POST, whatever its `clientOrder`.
   * When it is not known whether it was made – the connection broke after sending, time was up, `signal` ended the
   * call, the answer is unreadable, 5xx – the error is marked, see `hasUnknownOutcome()`, and says how to find out.
   *
   * With `onUnknownOutcome: 'recover'` and a `clientOrder` the library finds out by itself: it looks a few times for a
   * waybill with that `clientOrder`, and resolves with it, `recovered: true`. It recovers only a waybill that is the
   * only one made since the call began, by the API's own clock and give or take 2 s, with the same recipient's phone
   * and number of parcels. Older ones with the same `clientOrder` are left alone. When it is not certain – several, a
   * deleted one, another create() with the same `clientOrder` in this process at the time or in the 10 s before – the
   * error's `candidates` names them. It cannot know of other processes: give each shipment a `clientOrder` of its own.
   *
   * A call ended by its `signal` rejects at once, and nothing is looked up, unless the signal says that time is up, as
   * that of `AbortSignal.timeout()` does.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @throws NovaPostNetworkError, NovaPostApiError with `outcome: 'unknown'`, see above.
   * @example
   * const { id, number } = await novaPost.shipments.create(
   *   {
   *     status: 'ReadyToShip',
   *     clientOrder: 'order-1',
   *     payerType: 'Sender',
   *     sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionId: 10001 },
   *     recipient: { phone: '49301234567', name: 'Max Weber', countryCode: 'DE', divisionNumber: '32521/1' },
   *     parcels: [
   *       {
   *         cargoCategory: 'parcel',
   *         parcelDescription: 'Shoes',
   *         insuranceCost: 20.5, // the declared value
   *         rowNumber: 1,
   *         width: 150, length: 200, height: 50, // mm
   *         actualWeight: 1000, // g
   *       },
   *     ],
   *     // For cash on delivery: services, with the example of ShipmentServiceInput.
   *   },
   *   { onUnknownOutcome: 'recover' },
   * );
   */
  @operation('POST /shipments', () => ({ input: bodyRules(shipmentRules), options: createOptions() }))
  create(input: ShipmentInput, options?: CreateShipmentOptions): Promise<CreatedShipment> {
    return this.#creation.create(input, options);
  }

  /**
   * One's own waybills, deleted ones included. `GET /shipments`.
   *
   * @example const { items } = await novaPost.shipments.list({ clientOrder: 'order-1' });
   */
  @operation(LIST, () => ({ query: shipments(), options: callOptions }))
  async list(query: ShipmentQuery = {}, options?: CallOptions): Promise<Page<Shipment>> {
    return this.#calls.page(LIST, { query }, options);
  }

  /**
   * All that {@link list} finds, page after page.
   *
   * @example
   * for await (const { number, status } of novaPost.shipments.iterate()) console.log(number, status);
   */
  @rowsOperation(LIST, () => ({ query: shipments(), options: iterateOptions }))
  iterate(query: ShipmentQuery = {}, options?: IterateOptions): AsyncIterable<Shipment> {
    const fetchPage = (page: PageQuery, call: CallOptions) => this.list({ ...query, ...page }, call);
    return iteratePages(fetchPage, this.#calls.clock, query, options);
  }

  /**
   * One's own waybill by its id or number, `undefined` when there is none. The API has no call for one, so
   * this asks the list. Integers and UUIDs are ids, as text too; 14 digits as text are a Ukrainian number.
   * `GET /shipments`.
   *
   * @example const shipment = await novaPost.shipments.find('SHPL6145344878');
   */
  @operation(LIST, () => ({ idOrNumber: identifier, options: callOptions }))
  async find(idOrNumber: EntityId, options?: CallOptions): Promise<Shipment | undefined> {
    const name = typeof idOrNumber === 'string' ? idOrNumber.trim() : idOrNumber;
    const { items } = await this.list({ ...shipmentFilter(name), limit: 2 }, options);
    const wanted = String(name).toUpperCase();
    return items.find(({ id, number }) => [id, number].some((text) => String(text).toUpperCase() === wanted));
  }

  /**
   * As {@link find}.
   *
   * @throws NovaPostNotFoundError, `code` `'NOVA_POST_NOT_FOUND'`, when there is none.
   * @example const { status } = await novaPost.shipments.get('SHPL6145344878');
   */
  @operation(LIST, () => ({ idOrNumber: identifier, options: callOptions }))
  async get(idOrNumber: EntityId, options?: CallOptions): Promise<Shipment> {
    const shipment = await this.find(idOrNumber, options);
    if (shipment !== undefined) return shipment;
    throw new NovaPostNotFoundError(
      'GET /shipments has no shipment with this id or number. It must belong to the account, and an id to the environment.',
      {
        code: 'NOVA_POST_NOT_FOUND',
        config: { method: 'GET', url: `${this.#calls.baseURL}/shipments` },
        path: '/shipments',
        response: { status: 404, statusText: 'Not Found', headers: {}, data: undefined },
        fields: {},
      },
    );
  }

  /**
   * Replaces a waybill as a whole; what is left out is gone. Works in an early state only, which one is not
   * published. `PUT /shipments/{id}`, by id in all countries.
   *
   * @throws NovaPostNotFoundError, NovaPostValidationError.
   * @example await novaPost.shipments.update(id, { ...input, note: 'Fragile' });
   */
  @operation('PUT /shipments/{id}', () => ({
    id: identifier,
    input: bodyRules(shipmentRules),
    options: callOptions,
  }))
  update(id: EntityId, input: ShipmentInput, options?: CallOptions): Promise<ShipmentResult> {
    return this.#calls.call('PUT /shipments/{id}', { path: { id }, body: input }, options);
  }

  /**
   * Deletes a waybill by its id; in Europe the number works as well, in Ukraine it does not. `DELETE
   * /shipments/{id}`.
   *
   * The second time the API answers 422 with `shipment_was_deleted`; when that is the answer to a repeat after
   * an attempt whose answer was lost, the call resolves, without a time.
   *
   * @throws NovaPostNotFoundError, NovaPostValidationError.
   * @example await novaPost.shipments.delete(id);
   */
  @operation('DELETE /shipments/{id}', () => ({ idOrNumber: identifier, options: callOptions }))
  async delete(idOrNumber: EntityId, options?: CallOptions): Promise<ShipmentDeleted> {
    const call = this.#calls.call('DELETE /shipments/{id}', { path: { id: idOrNumber } }, options);
    return call.catch(deletedByLostAttempt);
  }

  /**
   * Creates a return for a delivered shipment (status 9, 10, 11 or 106) that allows one. What is left out is
   * taken from the parent. Sent once, as in {@link create}. `POST /shipments/light-return`.
   *
   * @throws NovaPostApiError 403 `missing_allowed_light_return`; 503 `request_timeout` or
   *   `service_unavailable`, which leave open whether it was made, see `hasUnknownOutcome()`.
   * @throws NovaPostNotFoundError `shipment_not_found`, `status_not_allowed`.
   * @throws NovaPostValidationError such as `division_is_postomat`, `no_branch_available_in_city`.
   * @example const { number } = await novaPost.shipments.createLightReturn({ number: 'SHMD0000000000' });
   */
  @operation(LIGHT_RETURN, () => ({ input: bodyRules(lightReturnRules), options: callOptions }))
  async createLightReturn(input: LightReturnInput, options?: CallOptions): Promise<LightReturnResult> {
    const advice =
      'Whether the return was made is not known; it was not sent again. Look among the newest rows of shipments.list() first.';
    return this.#calls.call(LIGHT_RETURN, { body: input, advice }, options);
  }

  /**
   * How far the papers of shipments from Ukraine to the world are verified. `GET
   * /shipments/international/status`.
   *
   * @throws NovaPostApiError 400 for `refs` or `state` it does not take; 200 when the core system behind has
   *   answered with an error of its own.
   * @example
   * const states = await novaPost.shipments.internationalStatuses({ refs: [id], state: 'allOrders' });
   */
  @operation(INTERNATIONAL, () => ({ query: queryRules(), options: callOptions }))
  async internationalStatuses(
    query: InternationalStatusQuery,
    options?: CallOptions,
  ): Promise<readonly InternationalStatus[]> {
    return coreResult(
      INTERNATIONAL,
      await this.#calls.call(INTERNATIONAL, { query }, options),
      this.#calls.baseURL,
    );
  }

  /**
   * Quotes a delivery; `quotedCost()` adds it up. A sender without a branch or an address is refused.
   * `POST /shipments/calculations`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @example
   * const quote = await novaPost.shipments.calculate({
   *   payerType: 'Sender',
   *   sender: { countryCode: 'PL', divisionId: 10001 },
   *   recipient: { countryCode: 'MD', addressParts: { city: 'Chisinau' } },
   *   parcels: [{ cargoCategory: 'parcel', rowNumber: 1, actualWeight: 1000, insuranceCost: 20.5 }],
   * });
   * const { cost, currencyCode } = quotedCost(quote);
   */
  @operation('POST /shipments/calculations', () => ({
    input: bodyRules(calculationRules),
    options: callOptions,
  }))
  calculate(input: CalculationInput, options?: CallOptions): Promise<CalculationResult> {
    return this.#calls.call('POST /shipments/calculations', { body: input }, options);
  }

  /**
   * Checks an address through Google, for the `placeId` of a recipient. Neither the fields nor the answer are
   * published: what is known is that a plug-in passes an address and a country. `POST /shipments/places`.
   *
   * @example
   * const place = await novaPost.shipments.checkPlace({ countryCode: 'PL', address: 'Warszawa, Sadova 5' });
   */
  @operation('POST /shipments/places', () => ({ input: bodyRules(partialObject({})), options: callOptions }))
  checkPlace(input: PlaceCheckInput, options?: CallOptions): Promise<PlaceCheckResult> {
    return this.#calls.call('POST /shipments/places', { body: input }, options);
  }

  /**
   * The same as `tracking.track()`.
   *
   * @example const { items } = await novaPost.shipments.track(['SHPL6145344878']);
   */
  track(
    shipments: readonly string[] | TrackQuery,
    options?: TrackingOptions,
  ): Promise<Tracked<TrackingItem>> {
    return this.#tracking.track(shipments, options);
  }
}
