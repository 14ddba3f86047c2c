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
  const reference = { $ref: `#/$defs/${bodySchemaNames[operation]}` };
  return { ...reference, $defs: definitionsIn(reference) };
}

/** All schemas that one refers to, by name. */
export function definitionsIn(
  schema: JsonSchema,
  schemas: Readonly<Record<string, object>> = bodySchemas,
  found: Record<string, JsonSchema> = {},
): Record<string, JsonSchema> {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)) {
    if (name in found) continue;
    found[name] = schemas[name] as JsonSchema;
    definitionsIn(found[name], schemas, found);
  }
  return found;
}
