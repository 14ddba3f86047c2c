import { z } from 'zod';
import { listOf } from '../argument-rules.js';
import {
  bodyRules,
  countryCode,
  emptyOr,
  maxLength,
  moment,
  oneOf,
  partialObject,
  phone,
  positiveInteger,
} from '../input-rules.js';

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
  phone: phone.superRefine(refuseLength),
  fullName: maxLength(100),
  companyTin: emptyOr(maxLength(20).min(2, 'must have at least 2 characters')),
  companyName: emptyOr(maxLength(255).min(2, 'must have at least 2 characters')),
  countryCode,
  addressParts,
  pickedTimeFrom: moment.nullable(),
  pickedTimeTo: moment.nullable(),
  lockVersion: positiveInteger,
});

/** Only this long a phone is taken here. */
function refuseLength(value: unknown, context: z.RefinementCtx): void {
  const length = typeof value === 'string' || typeof value === 'number' ? String(value).length : 8;
  if (length >= 8 && length <= 14) return;
  context.addIssue({
    code: 'custom',
    message: `must have 8 to 14 characters, a leading plus included; it has ${String(length)}`,
  });
}

export const pickupStatusRules = partialObject({
  status: z.enum(['Created', 'ClientCanceled'], "must be 'Created' or 'ClientCanceled'"),
  lockVersion: positiveInteger,
  note: maxLength(255),
});

/** The id of a pickup or of a shipment in it; lists give it as text. */
const numericId = (message: string) =>
  oneOf(message, z.int().min(1), z.string().regex(/^\s*0*[1-9]\d{0,14}\s*$/));

export const pickupId = numericId("must be the pickup's numeric id, not its number");

export const shipmentIds = listOf(
  numericId("must be the shipment's numeric id, not its waybill number"),
  'must name at least one shipment',
);

export const confirmedPickup = bodyRules(z.looseObject({ id: pickupId, lockVersion: positiveInteger }));

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
