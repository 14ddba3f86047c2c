import { systemClock, type Clock } from '../clock.js';
import type { Observable } from 'rxjs';
import type { NovaPostCall } from '../http/call-record.js';
import type { NovaPostHttpService } from '../http/nova-post-http.service.js';
import { NovaPostAddressesService } from './addresses.service.js';
import { OperationClient } from './operation-client.js';
import { NovaPostDictionariesService } from './dictionaries.service.js';
import { NovaPostDivisionsService } from './divisions/divisions.service.js';
import { NovaPostExchangeRatesService } from './exchange-rates.service.js';
import { NovaPostFulfilmentService } from './fulfilment/fulfilment.service.js';
import { NovaPostPickupsService } from './pickups/pickups.service.js';
import { NovaPostRegistriesService } from './registries/registries.service.js';
import { NovaPostShipmentsService } from './shipments/shipments.service.js';
import { NovaPostSubscriptionsService } from './subscriptions/subscriptions.service.js';
import { NovaPostTrackingService } from './tracking/tracking.service.js';

/**
 * The whole Nova Post API v.1.0, typed, by area. Methods return Promises and reject with NovaPostErrors. Each
 * area is injectable by itself, too.
 *
 * @example const page = await novaPost.divisions.list({ countryCodes: ['PL'], limit: 2 });
 */
export class NovaPostClient {
  readonly #http: NovaPostHttpService;
  readonly #calls: OperationClient;
  // Each made when it is first asked for: there may be thousands of accounts, each of which uses one or two.
  #divisions: NovaPostDivisionsService | undefined;
  #addresses: NovaPostAddressesService | undefined;
  #dictionaries: NovaPostDictionariesService | undefined;
  #exchangeRates: NovaPostExchangeRatesService | undefined;
  #shipments: NovaPostShipmentsService | undefined;
  #tracking: NovaPostTrackingService | undefined;
  #registries: NovaPostRegistriesService | undefined;
  #pickups: NovaPostPickupsService | undefined;
  #subscriptions: NovaPostSubscriptionsService | undefined;
  #fulfilment: NovaPostFulfilmentService | undefined;

  /** @param clock paces what is repeated or looked up again; default the system's. */
  constructor(http: NovaPostHttpService, clock: Clock = systemClock) {
    this.#http = http;
    this.#calls = new OperationClient(http, clock);
  }

  /** One record for each finished call of this client, as in {@link NovaPostHttpService}. */
  get calls$(): Observable<NovaPostCall> {
    return this.#http.calls$;
  }

  /** Branches, parcel lockers and partner points. */
  get divisions(): NovaPostDivisionsService {
    return (this.#divisions ??= new NovaPostDivisionsService(this.#calls));
  }

  /** Settlements and streets. */
  get addresses(): NovaPostAddressesService {
    return (this.#addresses ??= new NovaPostAddressesService(this.#calls));
  }

  /** Units, currencies, commodity codes and duty rules. */
  get dictionaries(): NovaPostDictionariesService {
    return (this.#dictionaries ??= new NovaPostDictionariesService(this.#calls));
  }

  get exchangeRates(): NovaPostExchangeRatesService {
    return (this.#exchangeRates ??= new NovaPostExchangeRatesService(this.#calls));
  }

  /** Waybills, quotes, files and printed forms. */
  get shipments(): NovaPostShipmentsService {
    return (this.#shipments ??= new NovaPostShipmentsService(this.#calls));
  }

  get tracking(): NovaPostTrackingService {
    return (this.#tracking ??= new NovaPostTrackingService(this.#calls));
  }

  /** Hand-over registries. */
  get registries(): NovaPostRegistriesService {
    return (this.#registries ??= new NovaPostRegistriesService(this.#calls));
  }

  /** Collection by courier. */
  get pickups(): NovaPostPickupsService {
    return (this.#pickups ??= new NovaPostPickupsService(this.#calls));
  }

  /** Webhook subscriptions. */
  get subscriptions(): NovaPostSubscriptionsService {
    return (this.#subscriptions ??= new NovaPostSubscriptionsService(this.#calls));
  }

  /** Warehouse. */
  get fulfilment(): NovaPostFulfilmentService {
    return (this.#fulfilment ??= new NovaPostFulfilmentService(this.#calls));
  }
}
