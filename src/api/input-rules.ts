import { z } from 'zod';
import { inputError } from './input-error.js';

/** Rules for fields of queries and bodies. Only what the API is certain to refuse; all else is for the API to say. */

/** International digits; the API takes a leading plus, too. */
export const phone = z
  .string('must be text')
  .regex(/^\+?\d{7,15}$/, 'must be digits with the country prefix first, such as 48211111111');

/** ISO 3166 alpha-2. Lower case is refused by the API. */
export const countryCode = z
  .string('must be text')
  .regex(/^[A-Z]{2}$/, "must be two upper-case letters, such as 'PL'");

/** ISO 4217. */
export const currencyCode = z
  .string('must be text')
  .regex(/^[A-Z]{3}$/, "must be three upper-case letters, such as 'EUR'");

const list = (item: z.ZodType) => z.array(item, 'must be a list');

export const countryCodes = list(countryCode);
export const currencyCodes = list(currencyCode);

export const positiveInteger = z
  .int('must be a whole number above 0')
  .positive('must be a whole number above 0');

/** Counts code points: never more than any other way of counting gives. */
export function maxLength(characters: number): z.ZodString {
  return z
    .string('must be text')
    .refine(
      (text) => Array.from(text).length <= characters,
      `must have ${String(characters)} characters or fewer`,
    );
}

/** An object of which only some fields are looked at; those may be missing, the others may be anything. */
export function partialObject<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  return z.looseObject(shape, 'must be an object').partial();
}

/**
 * Holds input against rules before it is sent. The input itself stays as it is.
 *
 * @throws NovaPostValidationError with all problems by field, such as `parcels.0.width`.
 */
export function checkInput(route: string, rules: z.ZodType, input: unknown): void {
  const { error } = rules.safeParse(input);
  if (error === undefined) return;
  const problems: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    (problems[field] ??= []).push(issue.message);
  }
  throw inputError(route, problems);
}
