import type { z } from 'zod';
import { inputError, type FieldProblems } from './input-error.js';

/** What each argument of a public method must be, by its name and in their order. */
export type ArgumentRules = Readonly<Record<string, z.ZodType>>;

/** Called once, before the first call: an application uses few methods, and all rules take long to make. */
type MakeRules = () => ArgumentRules;

type AnyMethod<Result> = (...given: never[]) => Result;

/**
 * Method decorator: the arguments are checked before the method runs. JavaScript may pass anything; what does
 * not fit rejects with a NovaPostValidationError that names the operation, and nothing is thrown before the
 * promise is there.
 */
export function operation(route: string, makeRules: MakeRules) {
  return <Method extends AnyMethod<Promise<unknown>>>(
    _class: object,
    _name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const method = descriptor.value as AnyMethod<Promise<unknown>>;
    let rules: ArgumentRules | undefined;
    descriptor.value = async function (this: unknown, ...given: never[]) {
      checkArguments(route, (rules ??= makeRules()), given);
      return method.apply(this, given);
    } as unknown as Method;
  };
}

/** As {@link operation}, for a method that gives rows: what does not fit rejects when they are read. */
export function rowsOperation(route: string, makeRules: MakeRules) {
  return <Method extends AnyMethod<AsyncIterable<unknown>>>(
    _class: object,
    _name: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const method = descriptor.value as AnyMethod<AsyncIterable<unknown>>;
    let rules: ArgumentRules | undefined;
    descriptor.value = function (this: unknown, ...given: never[]) {
      return {
        [Symbol.asyncIterator]: () =>
          rowsAfterCheck(() => {
            checkArguments(route, (rules ??= makeRules()), given);
            return method.apply(this, given);
          }),
      };
    } as unknown as Method;
  };
}

async function* rowsAfterCheck(rows: () => AsyncIterable<unknown>): AsyncGenerator<unknown, void, undefined> {
  yield* rows();
}

/** @throws NovaPostValidationError with all problems by field, such as `parcels.0.width`. */
export function checkArguments(route: string, rules: ArgumentRules, given: readonly unknown[]): void {
  const problems: Record<string, string[]> = {};
  for (const [index, [name, rule]] of Object.entries(rules).entries()) {
    for (const [field, message] of problemsOf(rule, given[index])) {
      // A place in a list says little without the list; fields of an object are known by their own names.
      const named = field === '' ? name : /^\d/.test(field) ? `${name}.${field}` : field;
      (problems[named] ??= []).push(message);
    }
  }
  if (Object.keys(problems).length > 0) throw inputError(route, problems satisfies FieldProblems);
}

/** What is wrong with a value, by field such as `parcels.0.width`; `''` is the value itself. */
function problemsOf(rule: z.ZodType, value: unknown): readonly (readonly [field: string, message: string])[] {
  try {
    const { error } = rule.safeParse(value);
    return (error?.issues ?? []).map(({ path, message }) => [path.map(String).join('.'), message]);
  } catch {
    // A getter or a proxy of the caller threw.
    return [['', 'cannot be read']];
  }
}
