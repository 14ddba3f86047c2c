import { requiredText, textOf, unknownText, type SchemaError } from './problem-text.js';
import { validators } from './validators.generated.js';

/** What is wrong, by the dotted path of the field: `parcels.0.width`. */
export type Problems = Record<string, string>;

type Validate = ((value: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };

export interface CheckRules {
  /** Name of the value itself; what is inside it is named after it unless it is the body. */
  readonly name: string;
  /** What its fields belong to, in words. */
  readonly owner: string;
  /** Whether fields that the contract does not have are wrong. */
  readonly strict: boolean;
}

/** The name of a whole body, which its fields are not named after. */
export const BODY = 'body';

interface Complaint {
  readonly path: readonly string[];
  readonly error: SchemaError;
}

/** What a compiled validator finds wrong with a value; nothing when it is good. */
export function problemsOf(check: number, value: unknown, rules: CheckRules): Problems {
  const validate = validators[check] as Validate;
  if (validate(value)) return {};
  const complaints = (validate.errors ?? []).flatMap((error) => complaintOf(error, rules.strict));
  const byField = new Map<string, Complaint[]>();
  for (const complaint of complaints) {
    const field = fieldOf(complaint.path, rules);
    byField.set(field, [...(byField.get(field) ?? []), complaint]);
  }
  return Object.fromEntries(
    [...byField].flatMap(([field, here]) => {
      const text = textAt(field, here, complaints, value, rules);
      return text === undefined ? [] : [[field, text]];
    }),
  );
}

/** Where it is wrong: a missing or unknown field is a place of its own. */
function complaintOf(error: SchemaError, strict: boolean): Complaint[] {
  const { instancePath, keyword, params, propertyName } = error;
  const path = instancePath.split('/').slice(1).map(decodeStep);
  if (keyword === 'required') return [{ path: [...path, String(params['missingProperty'])], error }];
  if (propertyName !== undefined) return strict ? [{ path: [...path, propertyName], error }] : [];
  return keyword === 'propertyNames' ? [] : [{ path, error }];
}

function textAt(
  field: string,
  here: readonly Complaint[],
  all: readonly Complaint[],
  whole: unknown,
  rules: CheckRules,
): string | undefined {
  const [{ path, error }] = here as readonly [Complaint, ...Complaint[]];
  if (error.keyword === 'required') return requiredText(field);
  if (error.propertyName !== undefined) {
    const owner = path.length === 1 ? rules.owner : fieldOf(path.slice(0, -1), rules);
    return unknownText('field', error.propertyName, owner, error.params['allowedValues'] as string[]);
  }
  // A value that fits an alternative as such has its faults inside; the other alternatives do not matter then.
  const faultsInside = all.some(
    (other) => other.path.length > path.length && path.every((step, at) => other.path[at] === step),
  );
  const errors = here.map((complaint) => complaint.error);
  const own = faultsInside
    ? errors.filter(({ keyword }) => !['type', 'oneOf', 'anyOf'].includes(keyword))
    : errors;
  return own.length === 0 ? undefined : textOf(own, field, valueAt(whole, path));
}

function fieldOf(path: readonly string[], { name }: CheckRules): string {
  if (path.length === 0) return name;
  return [...(name === BODY ? [] : [name]), ...path].join('.');
}

/** The value at a path such as `['parcels', '0', 'width']`; `undefined` when a step is missing. */
export function valueAt(whole: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[step],
    whole,
  );
}

function decodeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
