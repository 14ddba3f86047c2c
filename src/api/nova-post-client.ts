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
  /** Branches, parcel lockers and partner points. */
  readonly divisions: NovaPostDivisionsService;
  /** Settlements and streets. */
  readonly addresses: NovaPostAddressesService;
  /** Units, currencies, commodity codes and duty rules. */
  readonly dictionaries: NovaPostDictionariesService;
  readonly exchangeRates: NovaPostExchangeRatesService;
  /** Waybills, quotes, files and printed forms. */
  readonly shipments: NovaPostShipmentsService;
  readonly tracking: NovaPostTrackingService;
  /** Hand-over registries. */
  readonly registries: NovaPostRegistriesService;
  /** Collection by courier. */
  readonly pickups: NovaPostPickupsService;
  /** Webhook subscriptions. */
  readonly subscriptions: NovaPostSubscriptionsService;
  /** Warehouse. */
  readonly fulfilment: NovaPostFulfilmentService;

  /** One record for each finished call of this client, as in {@link NovaPostHttpService}. */
  readonly calls$: Observable<NovaPostCall>;

  /** @param clock paces what is repeated or looked up again; default the system's. */
  constructor(http: NovaPostHttpService, clock: Clock = systemClock) {
    const calls = new OperationClient(http, clock);
    this.calls$ = http.calls$;
    this.divisions = new NovaPostDivisionsService(calls);
    this.addresses = new NovaPostAddressesService(calls);
    this.dictionaries = new NovaPostDictionariesService(calls);
    this.exchangeRates = new NovaPostExchangeRatesService(calls);
    this.shipments = new NovaPostShipmentsService(calls);
    this.tracking = new NovaPostTrackingService(calls);
    this.registries = new NovaPostRegistriesService(calls);
    this.pickups = new NovaPostPickupsService(calls);
    this.subscriptions = new NovaPostSubscriptionsService(calls);
    this.fulfilment = new NovaPostFulfilmentService(calls);
  }
}
