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
import { bodySchemas } from '../schemas/schemas.generated.js';

/*
 * Inputs that the API takes, for tests and as something to begin with: the examples of the contract, complete, and no more
 * than is needed. Fields that are given replace those of the sample.
 */

function sample<Input extends object>(schema: string, changes: Partial<Input>): Input {
  const { examples: [example] = [] } = bodySchemas[schema] as { examples?: readonly Input[] };
  return { ...structuredClone(example), ...changes } as Input;
}

/** A waybill from a branch in Poland to an address in Moldova, with the invoice that customs want. */
export function sampleShipment(changes: Partial<ShipmentInput> = {}): ShipmentInput {
  return sample('ShipmentInput', changes);
}

/** Cash on delivery, for `services` of a waybill: the recipient pays, and a bank account gets the money. */
export function sampleCashOnDelivery(changes: Partial<ShipmentServiceInput> = {}): ShipmentServiceInput {
  return sample('ShipmentServiceInput', changes);
}

/** A quote for a parcel of the same way. */
export function sampleCalculation(changes: Partial<CalculationInput> = {}): CalculationInput {
  return sample('CalculationInput', changes);
}

/** A return of a delivered waybill. */
export function sampleLightReturn(number: string, changes: Partial<LightReturnInput> = {}): LightReturnInput {
  return sample<LightReturnInput>('LightReturnInput', { number, ...changes });
}

/** A collection at an address in Warsaw, tomorrow from eight to twelve in UTC. */
export function samplePickup(changes: Partial<PickupInput> = {}): PickupInput {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + 1);
  const [pickedTimeFrom, pickedTimeTo] = [8, 12].map((hour) => new Date(day.setUTCHours(hour, 0, 0, 0)));
  return sample('PickupCreateInput', { ...(pickedTimeFrom && { pickedTimeFrom, pickedTimeTo }), ...changes });
}

/** A registry of the given waybills. */
export function sampleRegistry(shipments: RegistryInput['shipments']): RegistryInput {
  return sample<RegistryInput>('RegistryCreateInput', { shipments });
}

/** A subscription to the shipments of the account. */
export function sampleSubscription(changes: Partial<SubscriptionInput> = {}): SubscriptionInput {
  return sample('SubscriberCreateInput', changes);
}

/** A question for the hours of couriers in Poland. */
export function sampleTimeInterval(changes: Partial<TimeIntervalInput> = {}): TimeIntervalInput {
  return sample('TimeIntervalInput', changes);
}

/** A sum in euros to be converted for Poland. */
export function sampleConversion(
  changes: Partial<ExchangeConversionRequest> = {},
): ExchangeConversionRequest {
  return sample('ExchangeConversionRequest', changes);
}

/** A change of a goods card. */
export function sampleGoodsUpdate(changes: Partial<FulfillmentGoodsUpdate> = {}): FulfillmentGoodsUpdate {
  return sample('FulfillmentGoodsUpdate', changes);
}
