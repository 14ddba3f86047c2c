import { z } from 'zod';
import { countryCode, partialObject, maxLength, phone, positiveInteger } from '../input-rules.js';

const time = z
  .string('must be a Date or a time')
  .regex(
    /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
    'must be a Date of this century, or ISO text with its zone, such as 2026-03-02T08:00:00Z',
  )
  .nullable();

const addressParts = partialObject({
  city: maxLength(100),
  region: maxLength(100),
  street: maxLength(100),
  postCode: maxLength(10),
  building: maxLength(100),
  flat: maxLength(10),
  block: maxLength(100).nullable(),
  note: maxLength(100),
});

/** Of the body that makes a pickup, and of the one that changes it. */
export const pickupRules = partialObject({
  note: maxLength(255),
  services: z.array(z.string('must be text'), 'must be a list').nullable(),
  phone: phone
    .min(8, 'must have 8 to 14 characters, a leading plus included')
    .max(14, 'must have 8 to 14 characters, a leading plus included'),
  fullName: maxLength(100),
  companyTin: maxLength(20).min(2, 'must have at least 2 characters'),
  companyName: maxLength(255).min(2, 'must have at least 2 characters'),
  countryCode,
  addressParts,
  pickedTimeFrom: time,
  pickedTimeTo: time,
  lockVersion: positiveInteger,
});

export const pickupStatusRules = partialObject({
  id: positiveInteger,
  status: z.enum(['Created', 'ClientCanceled'], "must be 'Created' or 'ClientCanceled'"),
  lockVersion: positiveInteger,
  note: maxLength(255),
});

export const pickupShipmentsRules = partialObject({
  shipments: z
    .array(partialObject({ shipmentId: positiveInteger }), 'must be a list')
    .min(1, 'must name at least one shipment'),
});

export const timeIntervalRules = partialObject({
  type: z.enum(['PickupDayToDay', 'PickupNextDay'], "must be 'PickupDayToDay' or 'PickupNextDay'"),
  countryCode,
  divisionId: positiveInteger.nullable(),
  latitude: degrees(90).nullable(),
  longitude: degrees(180).nullable(),
  maxWeightPlaceRecipient: z
    .int('must be a whole number of kilograms')
    .nonnegative('must be 0 or more kilograms')
    .nullable(),
  addressParts: addressParts.nullable(),
});

function degrees(limit: number): z.ZodNumber {
  const message = `must be degrees from -${String(limit)} to ${String(limit)}`;
  return z.number(message).min(-limit, message).max(limit, message);
}
