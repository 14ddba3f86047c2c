import { addressFileRoutes, addressRoutes } from './addresses/addresses.js';
import { Contract } from './contract/contract.js';
import { dictionaryRoutes } from './dictionaries/dictionaries.js';
import { directoryRoutes } from './divisions/directory.js';
import { divisionRoutes } from './divisions/divisions.js';
import type { ResolvedEmulatorOptions } from './emulator-options.js';
import { exchangeRateRoutes } from './exchange-rates/exchange-rates.js';
import { fileRoutes } from './files/files.js';
import { fulfilmentRoutes } from './fulfilment/fulfilment.js';
import { orderRoutes } from './orders/orders.js';
import { PickupStore } from './pickups/pickup-store.js';
import { pickupRoutes } from './pickups/pickups.js';
import { timeIntervalRoutes } from './pickups/time-intervals.js';
import { registryRoutes } from './registries/registries.js';
import { RegistryStore } from './registries/registry-store.js';
import { failureOf, type Apis } from './server/api.js';
import type { RecordedRequest } from './server/recorded-request.js';
import { RequestRate } from './server/request-rate.js';
import { RouteTable } from './server/route.js';
import type { ShipmentStore } from './shipments/shipment-store.js';
import { shipmentRoutes } from './shipments/shipments.js';
import type { SubscriptionStore } from './subscriptions/subscription-store.js';
import { subscriptionRoutes, type PushWebhook } from './subscriptions/subscriptions.js';
import type { Account } from './token/account.js';
import type { Accounts } from './token/accounts.js';
import { authorizationRoutes } from './token/authorization.js';
import { loginRoutes } from './token/login.js';
import { passwordRoutes } from './token/password.js';
import { testKeyRoutes } from './token/test-keys.js';
import { whoamiRoutes } from './token/whoami.js';
import { trackingRoutes } from './tracking/tracking.js';

/** Everything that is served below each of the three bases, and who is let in there. */
export function emulatorApis(
  options: ResolvedEmulatorOptions,
  accounts: Accounts,
  shipments: ShipmentStore,
  { subscriptions, push }: { subscriptions: SubscriptionStore; push: PushWebhook },
): Apis {
  const { testKeyDailyLimit, unknownPhones, ambiguousPhones } = options;
  const phones = { dailyLimit: testKeyDailyLimit, unknown: unknownPhones, ambiguous: ambiguousPhones };
  const login = { failure: options.loginFailure, refreshShape: options.loginRefreshShape };
  const resources = [
    ...divisionRoutes(options.divisions),
    ...addressRoutes(options.quirks.prohibitedIssuance ?? 'served'),
    ...dictionaryRoutes(),
    ...exchangeRateRoutes(),
    ...shipmentRoutes(shipments, {
      divisions: options.divisions,
      divisionIDAccepted: options.quirks.divisionIDAccepted ?? false,
    }),
    ...fileRoutes(shipments),
    ...trackingRoutes(shipments, options.quirks.trackingSpelling ?? 'sample'),
    ...registryRoutes(shipments, new RegistryStore(options.identifierStyle)),
    ...pickupRoutes(shipments, new PickupStore(), options.quirks.pickupLockVersion ?? 'lenient'),
    ...timeIntervalRoutes(),
    ...subscriptionRoutes(subscriptions, push),
    ...fulfilmentRoutes(),
    ...whoamiRoutes(),
  ];
  return {
    'nova-post': {
      routes: new RouteTable([
        ...authorizationRoutes(accounts),
        ...testKeyRoutes(accounts.keys, phones),
        ...resources,
      ]),
      contract: new Contract(options.contract),
      admit: (authorization, now) => {
        const bearer = options.quirks.bearerTokens === true ? bearerToken(authorization) : undefined;
        const account = accounts.sessions.accountOf(bearer ?? authorization, now);
        return account?.kind === 'api-key' ? account : 'Invalid token';
      },
    },
    password: {
      routes: new RouteTable([...passwordRoutes(accounts), ...resources]),
      admit: (authorization, now) => {
        const token = bearerToken(authorization);
        if (token === undefined) return 'Bearer token is missing';
        return holder(accounts, token, 'username', now) ?? 'Bearer token is invalid or expired';
      },
    },
    login: {
      routes: new RouteTable([...loginRoutes(accounts, login), ...orderRoutes(), ...whoamiRoutes()]),
      admit: (authorization, now) => {
        const token = bearerToken(authorization) ?? '';
        return holder(accounts, token, 'email', now) ?? 'Invalid or missing token';
      },
      refuse: rateLimit(options.loginRequestsPerMinute),
    },
  };
}

/** What is served at the root of the origin, outside the three bases, to everybody. */
export function openRoutes({ divisions, divisionDirectory }: ResolvedEmulatorOptions): RouteTable {
  const { rows = divisions, deltas = 3, shape = 'items', cdnOrigin } = divisionDirectory;
  return new RouteTable([...directoryRoutes({ rows, deltas, shape, cdnOrigin }), ...addressFileRoutes()]);
}

function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Whose token this is, if one of that kind or a partner key may be used here. */
function holder(accounts: Accounts, token: string, kind: Account['kind'], now: number): Account | undefined {
  const account = accounts.bearer(token, now);
  return account?.kind === kind || account?.kind === 'partner-key' ? account : undefined;
}

function rateLimit(perMinute: number) {
  const rate = new RequestRate(perMinute);
  return (request: RecordedRequest, now: number) => {
    const seconds = rate.secondsToWait(request.account ?? 'nobody', now);
    if (seconds === undefined) return undefined;
    const text = `Slow down: at most ${String(perMinute)} requests a minute.`;
    return { ...failureOf('login', 429, text), headers: { 'Retry-After': String(seconds) } };
  };
}
