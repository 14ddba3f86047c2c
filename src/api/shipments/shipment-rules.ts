import { z } from 'zod';
import { isWaybillNumber } from './shipment-identifier.js';
import {
  amount,
  countryCode,
  currencyCode,
  grams,
  gramsOrNone,
  maxLength,
  millimetres,
  oneOf,
  partialObject,
  phone,
  positiveInteger,
  queryRules,
} from '../input-rules.js';

/** Of a waybill: four letters and ten digits in Europe, 14 digits in Ukraine. */
const waybillNumber = z
  .string('must be text')
  .refine(isWaybillNumber, 'must be a waybill number, such as SHPL6145344878 or 20450000000001');

/** An integer in Europe; text comes from lists and is taken as well. */
const divisionId = oneOf('must be a whole number above 0 or text', z.int().positive(), z.string(), z.null());

const addressParts = partialObject({
  city: maxLength(100).nullable(),
  region: maxLength(100).nullable(),
  street: maxLength(100).nullable(),
  postCode: maxLength(10).nullable(),
  building: maxLength(100).nullable(),
  flat: maxLength(10).nullable(),
  block: maxLength(100).nullable(),
  note: maxLength(100).nullable(),
});

const partyFields = {
  countryCode,
  companyTin: maxLength(20).nullable(),
  companyName: maxLength(100).nullable(),
  divisionId,
  addressParts: addressParts.nullable(),
};

const party = partialObject({ ...partyFields, phone, name: maxLength(100) }).superRefine((given, context) => {
  const { divisionID, divisionId: read } = given as { divisionID?: unknown; divisionId?: unknown };
  if (divisionID === undefined || divisionID === null || (read !== undefined && read !== null)) return;
  context.addIssue({
    code: 'custom',
    path: ['divisionID'],
    message: 'is not read by the API; write divisionId',
  });
});

const parcel = partialObject({
  parcelDescription: maxLength(255),
  insuranceCost: amount,
  insuranceCurrencyCode: currencyCode,
  rowNumber: positiveInteger,
  width: millimetres,
  length: millimetres,
  height: millimetres,
  actualWeight: grams,
  volumetricWeight: gramsOrNone,
});

const parcels = z.array(parcel, 'must be a list').min(1, 'must have at least one parcel');

/**
 * For creating and replacing. What the API may answer differently, such as names of services, is left to it.
 */
export const shipmentRules = partialObject({
  clientOrder: maxLength(50),
  note: maxLength(255),
  payerContractNumber: maxLength(20).nullable(),
  parcels,
  sender: party,
  recipient: party,
});

/** A party of a quote may carry contact data, which is ignored, so it is not looked at. */
export const calculationRules = partialObject({
  parcels,
  sender: partialObject(partyFields),
  recipient: partialObject(partyFields),
});

export const lightReturnRules = partialObject({
  number: waybillNumber,
  senderPhone: phone,
  addressParts: addressParts.nullable(),
  parcels: z.array(parcel, 'must be a list'),
});

export const shipmentListRules = queryRules({ clientOrder: maxLength(50) });
