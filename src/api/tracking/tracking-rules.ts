import { z } from 'zod';
import { countryCode, moment, partialObject } from '../input-rules.js';

/** Longer than any number or id. */
const LONGEST_NAME = 50;

const flag = z.boolean('must be true or false');
const details = {
  countryCode,
  withUndeliveryReason: flag,
  withCreatedOnTheBasis: flag,
  external: flag,
  extended: flag,
};

const names = {
  numbers: z.array(name('text', 'string'), 'must be a list'),
  ids: z.array(name('an id', 'string', 'number'), 'must be a list'),
};

function name(kind: string, ...types: readonly string[]): z.ZodType {
  return z.unknown().refine(
    (value) => {
      const length = types.includes(typeof value) ? String(value).trim().length : 0;
      return length > 0 && length <= LONGEST_NAME;
    },
    `must be ${kind} of 1 to ${String(LONGEST_NAME)} characters`,
  );
}

const shipmentsQuery = partialObject({ ...names, ...details }).refine(
  ({ numbers, ids }) => numbers !== undefined || ids !== undefined,
  'must be a list of waybill numbers, or an object with numbers or ids; by date there is trackByDate()',
);

/** A list of waybill numbers, or a query. */
export const trackedShipments = z.unknown().superRefine((value, context) => {
  const { error } = (Array.isArray(value) ? names.numbers : shipmentsQuery).safeParse(value);
  for (const { path, message } of error?.issues ?? []) context.addIssue({ code: 'custom', path, message });
});

export const trackingDateRules = partialObject(details).extend({
  trackingDateFrom: moment.refine(isGiven, 'is missing'),
  trackingDateTo: moment.refine(isGiven, 'is missing'),
});

function isGiven(value: unknown): boolean {
  return value !== undefined;
}
