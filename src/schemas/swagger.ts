import { definitionsIn, type BodyOperation, type JsonSchema } from './body-schema.js';
import { bodySchemaNames } from './schemas.generated.js';

/** What is needed of a document of `@nestjs/swagger`. */
interface OpenApiDocument {
  openapi: string;
  components?: { schemas?: Record<string, unknown> };
}

/**
 * The body of an operation in a document of `@nestjs/swagger`; {@link withBodySchemas} puts the schema there.
 *
 * @example @ApiBody({ schema: bodyReference('POST /shipments') })
 */
export function bodyReference(operation: BodyOperation): { $ref: string } {
  return { $ref: `#/components/schemas/${bodySchemaNames[operation]}` };
}

/**
 * The same document with the schemas of Nova Post's request bodies under `components.schemas`: all of them,
 * or those of the given operations. They are JSON Schemas, so the document becomes one of OpenAPI 3.1.
 *
 * @example SwaggerModule.setup('api', app, withBodySchemas(SwaggerModule.createDocument(app, config)));
 */
export function withBodySchemas<Document extends OpenApiDocument>(
  document: Document,
  operations: readonly BodyOperation[] = Object.keys(bodySchemaNames) as BodyOperation[],
): Document {
  const schemas: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    definitionsIn({ $ref: `#/$defs/${bodySchemaNames[operation]}` }, undefined, schemas);
  }
  const text = JSON.stringify(schemas).replaceAll('"#/$defs/', '"#/components/schemas/');
  const own = document.components?.schemas ?? {};
  return {
    ...document,
    openapi: document.openapi.startsWith('3.0') ? '3.1.0' : document.openapi,
    components: { ...document.components, schemas: { ...(JSON.parse(text) as object), ...own } },
  };
}
