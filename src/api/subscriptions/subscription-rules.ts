import { z } from 'zod';
import { listOf } from '../argument-rules.js';
import { emptyOr, maxLength, partialObject, phone, text } from '../input-rules.js';

const TYPES = ['individual', 'numbers', 'legal', 'creator'];

/** Of the body that makes a subscription, and of the one that changes it. */
const subscriptionFields = partialObject({
  type: z.enum(TYPES, `must be one of ${TYPES.join(', ')}`),
  url: z
    .string('must be text')
    .refine((url) => URL.canParse(url), 'must be a complete URL, such as https://shop.example/nova-post'),
  isActive: z.boolean('must be true or false'),
  phone: emptyOr(phone),
  secretToken: maxLength(600),
  eventTypes: z
    .array(z.string('must be text'), 'must be a list')
    .refine((types) => new Set(types).size === types.length, 'must name each event once'),
  sendWarnings: z.boolean('must be true or false'),
  companyTins: z.array(z.string('must be text'), 'must be a list'),
});

export const subscriptionChangeRules = subscriptionFields.check(({ value, issues }) => {
  if (value.sendWarnings === true && !value['warningEmail']) {
    issues.push(missing(value, 'warningEmail', 'is needed with sendWarnings'));
  }
});

export const subscriptionRules = subscriptionChangeRules.check(({ value, issues }) => {
  if (value.type === 'individual' && !value.phone) {
    issues.push(missing(value, 'phone', "is needed for the type 'individual'"));
  }
  if (value.type === 'legal' && !value.companyTins?.length) {
    issues.push(missing(value, 'companyTins', "is needed for the type 'legal'"));
  }
});

export const subscriptionNumbers = listOf(text.min(1, 'must not be empty'), 'must name at least one waybill');

function missing(input: object, field: string, message: string) {
  return { code: 'custom' as const, input, path: [field], message, continue: true };
}
