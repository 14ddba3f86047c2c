/**
 * Every operation of the contract, the method that calls it, and the spec that proves it. The table of docs/operations.md is this one;
 * operations.spec.ts holds contract, client, specs and docs against it.
 */
export interface OperationRow {
  /** As the contract names it. */
  readonly operation: string;
  /** `divisions.list`: a method of NovaPostClient; `divisions.list, iterate` when several do it. */
  readonly method: string;
  /** Below test/. */
  readonly spec: string;
}

const row = (operation: string, method: string, spec: string): OperationRow => ({ operation, method, spec });

export const OPERATIONS: readonly OperationRow[] = [
  row('createTestApiKey', 'requestTestApiKey', 'api/sandbox-key.spec.ts'),
  row('getClientsAuthorization', 'ConfigurableTokenService.getToken', 'http/calls.spec.ts'),
  row('getDivisions', 'divisions.list, iterate', 'api/divisions.spec.ts'),
  row('getDivisionVersions', 'divisions.versions, directory', 'api/directory.spec.ts'),
  row('getSettlements', 'addresses.listSettlements, iterateSettlements', 'api/addresses.spec.ts'),
  row('getStreets', 'addresses.listStreets, iterateStreets', 'api/addresses.spec.ts'),
  row('getProhibitedIssuanceSettlements', 'addresses.prohibitedIssuance', 'api/addresses.spec.ts'),
  row('getMeasurements', 'dictionaries.listMeasurements, iterateMeasurements', 'api/dictionaries.spec.ts'),
  row('getCurrencies', 'dictionaries.listCurrencies, iterateCurrencies', 'api/dictionaries.spec.ts'),
  row('getCargoClassifiers', 'dictionaries.searchClassifier', 'api/dictionaries.spec.ts'),
  row('getCustomsFees', 'dictionaries.customsFees', 'api/dictionaries.spec.ts'),
  row('convertExchangeRates', 'exchangeRates.convert', 'api/exchange-rates.spec.ts'),
  row('createShipment', 'shipments.create', 'api/shipments.spec.ts'),
  row('getShipments', 'shipments.list, iterate, get', 'api/shipments.spec.ts'),
  row('createLightReturnShipment', 'shipments.createLightReturn', 'api/shipments.spec.ts'),
  row('getInternationalShipmentStatuses', 'shipments.internationalStatuses', 'api/shipments.spec.ts'),
  row('calculateShipment', 'shipments.calculate', 'api/shipments.spec.ts'),
  row('verifyShipmentPlace', 'shipments.checkPlace', 'api/shipments.spec.ts'),
  row('updateShipment', 'shipments.update', 'api/shipments.spec.ts'),
  row('deleteShipment', 'shipments.delete', 'api/shipments.spec.ts'),
  row('uploadShipmentFile', 'shipments.upload', 'api/upload.spec.ts'),
  row('printShipments', 'shipments.print, printStream', 'api/shipment-files.spec.ts'),
  row('getTrackingHistory', 'tracking.history', 'api/tracking.spec.ts'),
  row('getTracking', 'tracking.track', 'api/tracking.spec.ts'),
  row('getShipmentAttachments', 'shipments.attachments', 'api/shipment-files.spec.ts'),
  row(
    'downloadShipmentAttachment',
    'shipments.downloadAttachment, downloadAttachmentStream',
    'api/shipment-files.spec.ts',
  ),
  row('createRegistry', 'registries.create', 'api/registries.spec.ts'),
  row('getRegistries', 'registries.list, iterate', 'api/registries.spec.ts'),
  row('addRegistryShipments', 'registries.addShipments', 'api/registries.spec.ts'),
  row('removeRegistryShipments', 'registries.removeShipments', 'api/registries.spec.ts'),
  row('renameRegistry', 'registries.rename', 'api/registries.spec.ts'),
  row('deleteRegistry', 'registries.delete', 'api/registries.spec.ts'),
  row('createPickup', 'pickups.create', 'api/pickups.spec.ts'),
  row('getPickups', 'pickups.list, iterate', 'api/pickups.spec.ts'),
  row('updatePickup', 'pickups.update', 'api/pickups.spec.ts'),
  row('deletePickup', 'pickups.delete', 'api/pickups.spec.ts'),
  row('addPickupShipments', 'pickups.addShipments', 'api/pickups.spec.ts'),
  row('removePickupShipments', 'pickups.removeShipments', 'api/pickups.spec.ts'),
  row('updatePickupStatus', 'pickups.setStatus', 'api/pickups.spec.ts'),
  row('findTimeIntervals', 'pickups.findTimeIntervals', 'api/pickups.spec.ts'),
  row('createSubscriber', 'subscriptions.create', 'api/subscriptions.spec.ts'),
  row('getSubscribers', 'subscriptions.list', 'api/subscriptions.spec.ts'),
  row('updateSubscriber', 'subscriptions.update', 'api/subscriptions.spec.ts'),
  row('deleteSubscriber', 'subscriptions.delete', 'api/subscriptions.spec.ts'),
  row('addNumbersToSubscriber', 'subscriptions.addNumbers', 'api/subscriptions.spec.ts'),
  row('deleteNumbersToSubscriber', 'subscriptions.removeNumbers', 'api/subscriptions.spec.ts'),
  row('testWebhook', 'subscriptions.test', 'api/subscriptions.spec.ts'),
  row('updateFulfillmentGoods', 'fulfilment.updateGoods', 'api/fulfilment.spec.ts'),
];
