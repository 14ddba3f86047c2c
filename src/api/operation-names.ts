import type { ApiOperation } from '../http/attempt-log.js';
import type { Route } from './contract/operations.js';

/** What each operation is called in records of calls, metrics and spans: the method that sends it. */
const NAMES: Readonly<Record<Route, string>> = {
  'POST /test-api-keys': 'requestTestApiKey',
  'GET /clients/authorization': 'getToken',
  'GET /divisions': 'divisions.list',
  'GET /divisions/versions': 'divisions.versions',
  'GET /settlements': 'addresses.listSettlements',
  'GET /streets': 'addresses.listStreets',
  'GET /dictionary/settlements/prohibited-issuance': 'addresses.prohibitedIssuance',
  'GET /dictionary/measurements': 'dictionaries.listMeasurements',
  'GET /dictionary/currencies': 'dictionaries.listCurrencies',
  'GET /dictionary/classifier': 'dictionaries.searchClassifier',
  'GET /dictionary/customs-fees/{code}': 'dictionaries.customsFees',
  'POST /exchange-rates/conversion': 'exchangeRates.convert',
  'GET /shipments': 'shipments.list',
  'POST /shipments': 'shipments.create',
  'POST /shipments/light-return': 'shipments.createLightReturn',
  'GET /shipments/international/status': 'shipments.internationalStatuses',
  'POST /shipments/calculations': 'shipments.calculate',
  'POST /shipments/places': 'shipments.checkPlace',
  'PUT /shipments/{id}': 'shipments.update',
  'DELETE /shipments/{id}': 'shipments.delete',
  'POST /shipments/uploads/{id}': 'shipments.upload',
  'GET /shipments/print': 'shipments.print',
  'GET /shipments/tracking/history': 'tracking.history',
  'GET /shipments/tracking': 'tracking.track',
  'GET /shipments/{shipmentNumber}/attachments': 'shipments.attachments',
  'GET /shipments/{shipmentNumber}/attachments/{fileId}': 'shipments.downloadAttachment',
  'GET /registry': 'registries.list',
  'POST /registry': 'registries.create',
  'POST /registry/{id}/shipments': 'registries.addShipments',
  'DELETE /registry/{id}/shipments': 'registries.removeShipments',
  'PUT /registry/{id}/rename': 'registries.rename',
  'DELETE /registry/{id}': 'registries.delete',
  'GET /pickups': 'pickups.list',
  'POST /pickups': 'pickups.create',
  'PUT /pickups/{id}': 'pickups.update',
  'DELETE /pickups/{id}': 'pickups.delete',
  'POST /pickups/{id}/shipments': 'pickups.addShipments',
  'DELETE /pickups/{id}/shipments': 'pickups.removeShipments',
  'PUT /pickups/{id}/status': 'pickups.setStatus',
  'POST /time-intervals/find': 'pickups.findTimeIntervals',
  'GET /tracking-push/subscribers': 'subscriptions.list',
  'POST /tracking-push/subscribers': 'subscriptions.create',
  'PUT /tracking-push/subscribers/{id}': 'subscriptions.update',
  'DELETE /tracking-push/subscribers/{id}': 'subscriptions.delete',
  'POST /tracking-push/subscribers/{id}/numbers': 'subscriptions.addNumbers',
  'DELETE /tracking-push/subscribers/{id}/numbers': 'subscriptions.removeNumbers',
  'POST /tracking-push/subscribers/test-webhook': 'subscriptions.test',
  'PATCH /fulfillment/{countrycode}/goods/{objectId}': 'fulfilment.updateGoods',
};

/** POST operations that only read. */
const READING: ReadonlySet<Route> = new Set<Route>([
  'POST /shipments/calculations',
  'POST /shipments/places',
  'POST /exchange-rates/conversion',
  'POST /time-intervals/find',
]);

const OPERATIONS: ReadonlyMap<Route, ApiOperation> = new Map(
  (Object.keys(NAMES) as Route[]).map((route) => [route, describeOperation(route)]),
);

export function operationOf(route: Route): ApiOperation {
  return OPERATIONS.get(route) ?? describeOperation(route);
}

function describeOperation(route: Route): ApiOperation {
  return {
    name: NAMES[route],
    path: route.slice(route.indexOf(' ') + 1),
    changes: !route.startsWith('GET ') && !READING.has(route),
  };
}
