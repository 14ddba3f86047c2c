import { requiredText } from '../../schemas/problems.js';
import type { Divisions } from '../divisions/divisions.js';
import { LIMITS } from '../divisions/division-rows.js';
import type { SentParcel, SentParty, SentShipment } from './shipment-store.js';

type Errors = Record<string, string>;

const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');

/** Documents may weigh up to 1 kg. */
const MAX_DOCUMENT_GRAMS = 1000;

/**
 * What the sources say the API refuses and a schema cannot tell: a message for each field, none when it is
 * good. Where a source gives the words they are its own.
 */
export function shipmentErrors(input: SentShipment, divisions: Divisions): Errors {
  const { payerType, payerContractNumber, sender, recipient, parcels, invoice } = input;
  const crossesBorder = EU.includes(sender.countryCode) !== EU.includes(recipient.countryCode);
  return Object.assign(
    // A third person pays by contract.
    required({ payerContractNumber: payerType === 'ThirdPerson' && !payerContractNumber }),
    partyErrors('sender', sender, divisions),
    partyErrors('recipient', recipient, divisions),
    ...parcels.map((parcel, row) => parcelErrors(`parcels.${String(row)}`, parcel, input, divisions)),
    crossesBorder && !invoice ? { invoice: 'validation.condition.invoice.invoice_is_null' } : {},
  ) as Errors;
}

function partyErrors(name: string, party: SentParty, divisions: Divisions): Errors {
  const { phone, divisionId, divisionNumber, addressParts, settlementId } = party;
  const isPhone = /^\+?\d{8,15}$/.test(String(phone));
  const phoneErrors: Errors = isPhone ? {} : { [`${name}.phone`]: 'validation.phone' };
  if (isGiven(divisionId)) {
    const field = `${name}.divisionId`;
    const isUnknown = divisions.find(divisionId) === undefined;
    return { ...phoneErrors, ...(isUnknown && { [field]: `The selected ${field} is invalid.` }) };
  }
  if (isGiven(divisionNumber)) return phoneErrors;
  if (!addressParts) return { ...phoneErrors, ...required({ [`${name}.addressParts`]: true }) };
  // A Ukrainian address is found by settlementId; the city's name is not needed beside it.
  const needed = isGiven(settlementId)
    ? (['street', 'building'] as const)
    : (['city', 'street', 'postCode', 'building'] as const);
  const parts = needed.map((part) => [`${name}.addressParts.${part}`, !isGiven(addressParts[part])]);
  return { ...phoneErrors, ...required(Object.fromEntries(parts) as Record<string, boolean>) };
}

function parcelErrors(
  field: string,
  parcel: SentParcel,
  { sender, recipient }: SentShipment,
  divisions: Divisions,
): Errors {
  const grams = Number(parcel.actualWeight);
  const errors: Errors = {};
  for (const [name, { divisionId }] of Object.entries({ sender, recipient })) {
    const division = isGiven(divisionId) ? divisions.find(divisionId) : undefined;
    if (division && grams > LIMITS[division.category].grams) {
      errors[`${field}.actualWeight`] ??= `validation.not_allowed.${name}.actualWeight`;
    }
  }
  if (parcel.cargoCategory === 'documents' && grams > MAX_DOCUMENT_GRAMS) {
    errors[`${field}.actualWeight`] =
      `The ${field}.actualWeight of documents may be ${String(MAX_DOCUMENT_GRAMS)} g at most.`;
  }
  if (sender.countryCode === 'UA' && Number(parcel.insuranceCost) === 0) {
    errors[`${field}.insuranceCost`] = `The ${field}.insuranceCost must be greater than 0.`;
  }
  return errors;
}

/** The refusal of the fields that are missing. */
export function required(fields: Readonly<Record<string, boolean>>): Errors {
  const missing = Object.entries(fields).filter(([, isMissing]) => isMissing);
  return Object.fromEntries(missing.map(([field]) => [field, requiredText(field)]));
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
