import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { contractDocument, type Schema } from './document.js';

/** A complaint of a validator. */
export interface SchemaError {
  /** Steps from the value that was checked to the one that is wrong. */
  readonly path: readonly string[];
  /** The keyword of JSON Schema that does not hold. */
  readonly keyword: string;
  /** The schema with that keyword. */
  readonly schema: Schema;
  /** The value that is wrong. */
  readonly value: unknown;
}

/** All that is wrong with a value; an empty list when it is good. */
export type Validator = (value: unknown) => readonly SchemaError[];

const DOCUMENT = 'contract';

/** Made with the first validator: most of an emulator's life needs none, and one serves the whole process. */
let compiler: Ajv2020 | undefined;

/** A validator for the schema at a JSON pointer of the contract. Compiled with its first use. */
export function validatorAt(pointer: string): Validator {
  let validate: ReturnType<Ajv2020['compile']> | undefined;
  return (value) => {
    validate ??= (compiler ??= newCompiler()).compile({ $ref: `${DOCUMENT}#${pointer}` });
    return validate(value) ? [] : (validate.errors ?? []).map(schemaError);
  };
}

function newCompiler(): Ajv2020 {
  const ajv = new Ajv2020({
    // An OpenAPI document has keywords of its own, such as `example`.
    strict: false,
    validateSchema: false,
    allErrors: true,
    verbose: true,
    formats: fullFormats,
  });
  ajv.addSchema(contractDocument, DOCUMENT);
  return ajv;
}

function schemaError({ instancePath, keyword, params, parentSchema, data }: ErrorObject): SchemaError {
  const path = instancePath.split('/').slice(1).map(decodeStep);
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const inner = keyword === 'required' ? missingProperty : additionalProperty;
  return {
    path: inner === undefined ? path : [...path, inner],
    keyword,
    schema: (parentSchema ?? {}) as Schema,
    value: data,
  };
}

function decodeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
