import type {
  CalculationInput,
  ExchangeConversionRequest,
  FulfillmentGoodsUpdate,
  LightReturnInput,
  ShipmentInput,
  ShipmentServiceInput,
  TimeIntervalInput,
} from '../api/contract/contract.generated.js';
import type { PickupInput } from '../api/pickups/pickup-input.js';
import type { RegistryInput } from '../api/registries/registries.service.js';
import type { SubscriptionInput } from '../api/subscriptions/subscriptions.service.js';

/*
 * Inputs that the API takes, for tests and as something to begin with: complete, and no more than is needed. Fields that
 * are given replace those of the sample.
 */

/** A waybill from a branch in Poland to an address in Moldova, with what customs want. */
export function sampleShipment(changes: Partial<ShipmentInput> = {}): ShipmentInput {
  return {
    status: 'ReadyToShip',
    clientOrder: 'order-1',
    payerType: 'Sender',
    sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionId: 10_001 },
    recipient: {
      phone: '+37360000000',
      name: 'Ion Rusu',
      countryCode: 'MD',
      addressParts: { city: 'Chisinau', street: 'Zelena', postCode: 'MD-2001', building: '5' },
    },
    // Out of the EU, so customs want one.
    invoice: { incoterm: 'DAP', currencyCode: 'EUR', exportReason: 'ForPersonalPurposes', totalCost: 10.5 },
    parcels: [
      {
        cargoCategory: 'parcel',
        parcelDescription: 'books',
        insuranceCost: 10.5,
        rowNumber: 1,
        width: 100,
        length: 200,
        height: 50,
        actualWeight: 1237,
      },
    ],
    ...changes,
  };
}

/** Cash on delivery, for `services` of a waybill: the recipient pays, and a bank account gets the money. */
export function sampleCashOnDelivery(changes: Partial<ShipmentServiceInput> = {}): ShipmentServiceInput {
  return {
    serviceCode: 'COD',
    amount: 20.5,
    payerType: 'Recipient',
    shipmentParcelRowNumber: 1,
    additionalParameters: {
      cod: {
        bankAccount: {
          amount: 20.5,
          currencyCode: 'EUR',
          bankAccountId: '5252248481',
          bankAccountName: 'PL61109010140000071219812874',
          commissionPayer: 'Recipient',
        },
      },
    },
    ...changes,
  };
}

/** A quote for a parcel of the same way. */
export function sampleCalculation(changes: Partial<CalculationInput> = {}): CalculationInput {
  return {
    payerType: 'Sender',
    sender: { countryCode: 'PL', divisionId: 10_001 },
    recipient: { countryCode: 'MD', addressParts: { city: 'Chisinau' } },
    parcels: [{ cargoCategory: 'parcel', rowNumber: 1, actualWeight: 1000, insuranceCost: 20.5 }],
    ...changes,
  };
}

/** A return of a delivered waybill. */
export function sampleLightReturn(number: string, changes: Partial<LightReturnInput> = {}): LightReturnInput {
  return { number, senderPhone: '37360000000', ...changes };
}

/** A collection at an address in Warsaw, tomorrow from eight to twelve in UTC. */
export function samplePickup(changes: Partial<PickupInput> = {}): PickupInput {
  const tomorrow = new Date();
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return {
    phone: '48211111111',
    fullName: 'Anna Nowak',
    countryCode: 'PL',
    addressParts: {
      city: 'Warszawa',
      region: 'Mazowieckie',
      street: 'Sadova',
      postCode: '00-001',
      building: '5',
    },
    pickedTimeFrom: new Date(tomorrow.setUTCHours(8, 0, 0, 0)),
    pickedTimeTo: new Date(tomorrow.setUTCHours(12, 0, 0, 0)),
    ...changes,
  };
}

/** A registry of the given waybills. */
export function sampleRegistry(shipments: RegistryInput['shipments']): RegistryInput {
  return { description: 'Morning', shipments };
}

/** A subscription to the shipments of the account. */
export function sampleSubscription(changes: Partial<SubscriptionInput> = {}): SubscriptionInput {
  return {
    type: 'creator',
    url: 'https://shop.example/nova-post',
    isActive: true,
    secretToken: 'a-secret-of-your-own-that-is-long',
    eventTypes: ['ReadyToShip', 'Received', 'Returned'],
    ...changes,
  };
}

/** A question for the hours of couriers in Poland. */
export function sampleTimeInterval(changes: Partial<TimeIntervalInput> = {}): TimeIntervalInput {
  return { type: 'PickupNextDay', countryCode: 'PL', ...changes };
}

/** A sum in euros to be converted for Poland. */
export function sampleConversion(
  changes: Partial<ExchangeConversionRequest> = {},
): ExchangeConversionRequest {
  return {
    amount: 20.5,
    currencyCode: 'EUR',
    countryCode: 'PL',
    date: '2026-01-15T00:00:00.000000Z',
    ...changes,
  };
}

/** A change of a goods card. */
export function sampleGoodsUpdate(changes: Partial<FulfillmentGoodsUpdate> = {}): FulfillmentGoodsUpdate {
  return { goodsUnitName: 'Shoes 42', price: 20.5, ...changes };
}
