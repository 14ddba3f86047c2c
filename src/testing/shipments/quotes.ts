import type {
  CalculationInput,
  CalculationParty,
  CalculationResult,
} from '../../api/contract/contract.generated.js';
import { fieldErrors, json, type Answer } from '../server/answer.js';
import { apiTime, DAY_MS } from '../server/api-time.js';
import type { AccountCall } from '../server/route.js';
import { currencyOf, tariff } from './shipment-rows.js';

const COURIER_COST = 40;
const INSURANCE_SHARE = 0.005;
const DAYS_TO_DELIVER = 3;

/** `POST /shipments/calculations`. Only the main service names the currency, as at the real service. */
export function quote({ request, now }: AccountCall): Answer {
  const input = request.body as CalculationInput;
  const errors = quoteErrors(input);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  const { payerType, parcels, sender, recipient } = input;
  const insured = parcels.reduce((sum, parcel) => sum + (parcel.insuranceCost ?? 0), 0);
  const row = (serviceCode: string, serviceType: string, cost: number) => ({
    serviceCode,
    serviceType,
    serviceName: serviceCode,
    amount: 1,
    payerType,
    price: cost,
    discount: 0,
    cost,
  });
  const result: CalculationResult = {
    scheduledDeliveryDate: apiTime(now + DAYS_TO_DELIVER * DAY_MS),
    sender: placeOf(sender),
    recipient: placeOf(recipient),
    services: [
      { ...row('Delivery', 'MainService', tariff(parcels)), currencyCode: currencyOf(sender.countryCode) },
      ...(insured > 0 ? [row('Insurance', 'AdditionalServices', insured * INSURANCE_SHARE)] : []),
      ...(hasBranch(recipient) ? [] : [row('Courier', 'AdditionalServices', COURIER_COST)]),
    ],
  };
  return json(result);
}

function quoteErrors(input: CalculationInput): Record<string, string> {
  const { payerType, payerContractNumber, sender, invoice } = input;
  const errors: Record<string, string> = {};
  const need = (field: string): void => {
    errors[field] = `The ${field} field is required.`;
  };
  const hasAddress = sender.settlementId != null || Object.keys(sender.addressParts ?? {}).length > 0;
  if (!hasBranch(sender) && !hasAddress) need('sender.addressParts');
  if (payerType === 'ThirdPerson' && payerContractNumber === undefined && sender.countryCode !== 'UA') {
    need('payerContractNumber');
  }
  if (invoice?.incoterm === 'DDP' && invoice.cost === undefined) need('invoice.cost');
  return errors;
}

function hasBranch({ divisionId, divisionNumber }: CalculationParty): boolean {
  return divisionId != null || divisionNumber != null;
}

function placeOf({ countryCode, settlementId, divisionId }: CalculationParty) {
  return {
    countryCode,
    settlementId: settlementId ?? null,
    divisionId: divisionId == null || Number.isNaN(Number(divisionId)) ? null : Number(divisionId),
  };
}
