import { z } from 'zod';

/**
 * Rules for fields of queries and bodies. Only what the API is certain to refuse; all else is for the API to
 * say.
 */

/** International digits, in text or as a number; the API takes a leading plus, too. */
export const phone = z.unknown().superRefine((value, context) => {
  const problem = phoneProblem(value);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

function phoneProblem(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return `must be text such as '48211111111'`;
  const digits = String(value).replace(/^\+/, '');
  if (/\D/.test(digits)) {
    return "must be digits only, the country prefix first, such as '48211111111'; leave out blanks, dashes and brackets";
  }
  if (digits.length >= 7 && digits.length <= 15) return undefined;
  return `must have 7 to 15 digits, the country prefix included; it has ${String(digits.length)}`;
}

/** Empty text, which the API takes for "none", or what a rule says. */
export function emptyOr(rule: z.ZodType): z.ZodType {
  return z.unknown().superRefine((value, context) => {
    if (value === '' || value === undefined) return;
    for (const { message } of rule.safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', message });
    }
  });
}

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

/** One of several types, with one message for all that can be wrong. */
export function oneOf(message: string, ...types: z.ZodType[]): z.ZodType {
  return z.unknown().refine((value) => types.some((type) => type.safeParse(value).success), message);
}

/** A whole number, also as text, which official examples send. */
function wholeNumber(least: 0 | 1, message: string): z.ZodType {
  return oneOf(
    message,
    z.int().min(least),
    z.string().regex(least === 1 ? /^0*[1-9]\d{0,14}$/ : /^\d{1,15}$/),
  );
}

export const positiveInteger = wholeNumber(1, 'must be a whole number above 0');
export const grams = wholeNumber(1, 'must be a whole number of grams above 0');
export const gramsOrNone = wholeNumber(0, 'must be a whole number of grams, 0 or more');
export const millimetres = wholeNumber(1, 'must be a whole number of millimetres above 0');

/** A decimal, also as text such as `'0.01'`, which official examples send. */
export const amount = oneOf(
  "must be a number, 0 or more, or text such as '12.50'",
  z.number().nonnegative(),
  z.string().regex(/^\d{1,15}(\.\d{1,10})?$/),
);

/**
 * A moment: a `Date`, or ISO text that says its zone. A time without one would be another moment on another
 * machine.
 */
export const moment = z.unknown().superRefine((value, context) => {
  if (value === undefined || isMoment(value)) return;
  const message =
    'must be a Date, or a time with its zone such as 2026-03-02T08:00:00Z or 2026-03-02T09:00:00+01:00';
  context.addIssue({ code: 'custom', message });
});

const ZONED_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/i;

function isMoment(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return (
    typeof value === 'string' && ZONED_TIME.test(value.trim()) && !Number.isNaN(Date.parse(value.trim()))
  );
}

/** A day, which has no zone, or a moment. */
export const dayOrMoment = z.unknown().superRefine((value, context) => {
  if (value === undefined || isMoment(value)) return;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return;
  context.addIssue({ code: 'custom', message: 'must be a day such as 2026-03-02, or a time with its zone' });
});

export const text = z.string('must be text');

/** A value that names a resource in a path, where slashes, dots and broken text would name another one. */
export const identifier = oneOf(
  'must be an id or a number: not empty, without slashes and control characters',
  z.int().nonnegative(),
  z.string().refine(isPathSafe),
);

function isPathSafe(value: string): boolean {
  const name = value.trim();
  return !['', '.', '..'].includes(name) && !/[/\\\p{Control}\p{Surrogate}]/u.test(name);
}

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

/** The body of a request. */
export function bodyRules(rules: z.ZodType): z.ZodType {
  return z
    .unknown()
    .superRefine((value, context) => {
      if (!isPlainObject(value)) context.addIssue({ code: 'custom', message: 'must be an object' });
      else if (!isJson(value)) context.addIssue({ code: 'custom', message: UNWRITABLE });
    })
    .pipe(rules);
}

const UNWRITABLE = 'cannot be written as JSON: it holds itself, a BigInt, or something that throws';

/** The query of a request: values that can be written into a URL, and lists of them. */
export function queryRules(shape: Record<string, z.ZodType> = {}): z.ZodType {
  return z
    .unknown()
    .superRefine((value, context) => {
      if (!isPlainObject(value)) {
        context.addIssue({ code: 'custom', message: 'must be an object' });
        return;
      }
      for (const [name, entry] of Object.entries(value)) {
        const message = queryProblem(entry);
        if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message });
      }
    })
    .pipe(partialObject({ limit: positiveInteger, page: pageNumber, ...shape }));
}

const pageNumber = z.int('must be a whole number above 0').positive('must be a whole number above 0');

function queryProblem(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const list = Array.isArray(value) ? value : [value];
  // It leaves no trace in a query: the API would answer as if there were no such filter.
  if (list.length === 0) return 'is an empty list; leave it out or name at least one';
  return list.every(fitsQuery) ? undefined : 'must be text, a number, true or false, or a list of these';
}

function fitsQuery(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** Of a class or not, but no list, Date, Map, Promise or the like. */
function isPlainObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function isJson(value: object): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
