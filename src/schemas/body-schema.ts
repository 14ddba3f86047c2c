import type { BodyOf } from '../api/contract/operations.js';
import { bodySchemaNames, bodySchemas } from './schemas.generated.js';

/** An operation with a JSON body, by method and path, such as `'POST /shipments'`. */
export type BodyOperation = keyof typeof bodySchemaNames;

/** The type of the body of an operation: `BodyInput<'POST /shipments'>` is `ShipmentInput`. */
export type BodyInput<Operation extends BodyOperation> = BodyOf<Operation>;

/** A JSON Schema of draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of an operation's body, complete in itself: for Ajv, for forms in a browser, for any
 * validator. Fields that the contract does not name are refused, because such a field is a misspelt one.
 *
 * @example new Ajv2020().compile(bodySchema('POST /shipments'))
 */
export function bodySchema(operation: BodyOperation): JsonSchema {
  const name = bodySchemaNames[operation];
  return { $ref: `#/$defs/${name}`, $defs: definitionsFor(name) };
}

/** A schema and all that it refers to, by name. */
export function definitionsFor(name: string): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  const collect = (schemaName: string): void => {
    if (schemaName in found) return;
    const schema = bodySchemas[schemaName] as JsonSchema;
    found[schemaName] = schema;
    for (const [, inner = ''] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)) collect(inner);
  };
  collect(name);
  return found;
}
