import type { Divisions } from '../divisions/divisions.js';
import { LIMITS } from '../divisions/division-rows.js';
import type { SentParcel, SentParty, SentShipment } from './sent-shipment.js';

type Errors = Record<string, string>;

const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');

/** Documents may weigh up to 1 kg. */
const MAX_DOCUMENT_GRAMS = 1000;

/**
 * What the sources say the API refuses and a schema cannot tell: a message for each field, none when it is
 * good. Where a source gives the words they are its own.
 */
export function shipmentErrors(input: SentShipment, divisions: Divisions): Errors {
  const { sender, recipient, parcels } = input;
  const inParcels = parcels.map((parcel, row) =>
    parcelErrors(`parcels.${String(row)}`, parcel, input, divisions),
  );
  return Object.assign(
    contractErrors(input),
    partyErrors('sender', sender, divisions),
    partyErrors('recipient', recipient, divisions),
    ...inParcels,
    invoiceErrors(input),
  ) as Errors;
}

/** A third person pays by contract. */
function contractErrors({ payerType, payerContractNumber }: SentShipment): Errors {
  const missing = payerType === 'ThirdPerson' && !payerContractNumber;
  return missing ? required('payerContractNumber') : {};
}

function partyErrors(name: string, party: SentParty, divisions: Divisions): Errors {
  const { phone, divisionId, divisionNumber } = party;
  const phoneErrors: Errors = /^\+?\d{8,15}$/.test(String(phone))
    ? {}
    : { [`${name}.phone`]: 'validation.phone' };
  if (isGiven(divisionId)) {
    const unknown = divisions.find(divisionId) === undefined;
    const field = `${name}.divisionId`;
    return { ...phoneErrors, ...(unknown && { [field]: `The selected ${field} is invalid.` }) };
  }
  return { ...phoneErrors, ...(isGiven(divisionNumber) ? {} : addressErrors(name, party)) };
}

function addressErrors(name: string, party: SentParty): Errors {
  const { addressParts, settlementId } = party;
  if (!addressParts) return required(`${name}.addressParts`);
  // A Ukrainian address is found by settlementId; the city's name is not needed beside it.
  const named = isGiven(settlementId) ? ['street', 'building'] : ['city', 'street', 'postCode', 'building'];
  return required(
    ...named.filter((part) => !isGiven(addressParts[part])).map((part) => `${name}.addressParts.${part}`),
  );
}

function parcelErrors(
  field: string,
  parcel: SentParcel,
  { sender, recipient }: SentShipment,
  divisions: Divisions,
): Errors {
  const grams = Number(parcel.actualWeight);
  const errors: Errors = {};
  for (const [name, { divisionId }] of [
    ['sender', sender],
    ['recipient', recipient],
  ] as const) {
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

/** Customs wants an invoice wherever a route crosses the border of the EU. */
function invoiceErrors({ sender, recipient, invoice }: SentShipment): Errors {
  const crosses = EU.includes(sender.countryCode) !== EU.includes(recipient.countryCode);
  return crosses && !invoice ? { invoice: 'validation.condition.invoice.invoice_is_null' } : {};
}

function required(...fields: string[]): Errors {
  return Object.fromEntries(fields.map((field) => [field, `The ${field} field is required.`]));
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
