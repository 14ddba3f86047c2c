import { InputCheck } from './shipment-input.js';

const PAYER_TYPES = ['Sender', 'Recipient', 'ThirdPerson'];
const CARGO_CATEGORIES = ['parcel', 'documents', 'cargo', 'pallet'];
const TARIFFS = ['standard', 'economy', 'express'];
const DIVISION_FIELDS = ['divisionId', 'divisionNumber'];

/**
 * What is wrong with the body of POST /shipments: a message for each field, none when it is good.
 *
 * @param divisionIDAccepted whether that spelling names a branch as well
 */
export function shipmentErrors(body: unknown, divisionIDAccepted: boolean): Record<string, string> {
  const check = new InputCheck(body);
  checkDocument(check);
  for (const party of ['sender', 'recipient']) {
    if (check.required(party)) checkParty(check, party, divisionIDAccepted);
  }
  checkParcels(check);
  checkServices(check);
  return check.errors;
}

function checkDocument(check: InputCheck): void {
  check.oneOf('status', ['ReadyToShip']);
  check.text('clientOrder', 50);
  check.text('note', 255);
  check.required('payerType');
  check.oneOf('payerType', PAYER_TYPES);
  check.text('payerContractNumber', 20);
  check.oneOf('deliveryType', TARIFFS);
  if (check.at('payerType') === 'ThirdPerson') check.required('payerContractNumber');
}

function checkParty(check: InputCheck, party: string, divisionIDAccepted: boolean): void {
  for (const field of ['phone', 'name', 'countryCode']) check.required(`${party}.${field}`);
  check.pattern(`${party}.phone`, /^\+?\d{8,15}$/, 'validation.phone');
  check.text(`${party}.name`, 100);
  check.pattern(`${party}.countryCode`, /^[A-Z]{2}$/, 'validation.country_code');
  if (DIVISION_FIELDS.some((field) => check.has(`${party}.${field}`))) return;
  if (check.has(`${party}.divisionID`)) {
    if (divisionIDAccepted) return;
    check.refuse(
      `${party}.divisionId`,
      `The ${party}.divisionId field is required (divisionID is not read).`,
    );
    return;
  }
  if (!check.required(`${party}.addressParts`)) return;
  // A Ukrainian address is found by settlementId; the city's name is not needed beside it.
  const named = check.has(`${party}.settlementId`)
    ? ['street', 'building']
    : ['city', 'street', 'postCode', 'building'];
  for (const field of named) check.required(`${party}.addressParts.${field}`);
}

function checkParcels(check: InputCheck): void {
  const parcels = check.at('parcels');
  if (!check.required('parcels')) return;
  if (!Array.isArray(parcels)) {
    check.refuse('parcels', 'The parcels must be an array.');
    return;
  }
  if (parcels.length === 0) check.refuse('parcels', 'The parcels field is required.');
  for (const index of parcels.keys()) {
    const at = (field: string): string => `parcels.${String(index)}.${field}`;
    check.required(at('cargoCategory'));
    check.oneOf(at('cargoCategory'), CARGO_CATEGORIES);
    check.required(at('parcelDescription'));
    check.text(at('parcelDescription'), 255);
    check.required(at('insuranceCost'));
    check.number(at('insuranceCost'), 0, false);
    if (check.at('sender.countryCode') === 'UA' && check.at(at('insuranceCost')) === 0) {
      check.refuse(at('insuranceCost'), `The ${at('insuranceCost')} must be greater than 0.`);
    }
    for (const field of ['rowNumber', 'width', 'length', 'height', 'actualWeight']) {
      check.required(at(field));
      check.number(at(field), 1, true);
    }
  }
}

function checkServices(check: InputCheck): void {
  const services = check.at('services');
  if (typeof services !== 'object' || services === null) return;
  // One published sample sends a bare object, so that is taken as well.
  const paths = Array.isArray(services)
    ? [...services.keys()].map((index) => `services.${String(index)}`)
    : Object.keys(services).length > 0
      ? ['services']
      : [];
  for (const path of paths) {
    check.required(`${path}.amount`);
    check.number(`${path}.amount`, 0, false);
    check.required(`${path}.payerType`);
    check.oneOf(`${path}.payerType`, PAYER_TYPES);
  }
}
