/**
 * The JSON Schemas of request bodies (draft 2020-12), made from openapi.yaml for nestjs-nova-post/schemas: those of the bodies and
 * of all they refer to, without what JSON Schema does not know.
 */
const DATE_TIME =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$';

/** The text of schemas.generated.ts. */
export function bodySchemasOf(contract, note) {
  const bodies = {};
  const schemas = {};
  const collect = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const name = /^#\/components\/schemas\/(\w+)$/.exec(node.$ref ?? '')?.[1];
    if (name !== undefined && !(name in schemas)) {
      schemas[name] = plain(contract.components.schemas[name]);
      collect(contract.components.schemas[name]);
    }
    Object.values(node).forEach(collect);
  };
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const [method, { requestBody }] of Object.entries(item)) {
      const schema = requestBody?.content?.['application/json']?.schema;
      const name = schema?.$ref?.split('/').at(-1);
      // Sent by the library itself: the key of a sandbox, and a file in base64.
      if (name === undefined || path === '/test-api-keys' || name === 'UploadInput') continue;
      bodies[`${method.toUpperCase()} ${path}`] = name;
      collect(schema);
    }
  }
  return (
    `${note}\n/** The name of the schema of each operation's body. */\n` +
    `export const bodySchemaNames = ${literal(bodies)} as const;\n\n` +
    `/** JSON Schemas by name; they refer to each other as \`#/$defs/…\`. */\n` +
    `export const bodySchemas: Readonly<Record<string, object>> = ${literal(sorted(schemas))};\n`
  );
}

function literal(value) {
  return JSON.stringify(value, undefined, 2);
}

function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Without notes of the contract; an object takes the fields that it names and no others. */
function plain(schema) {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema;
  if (typeof schema.$ref === 'string')
    return { $ref: schema.$ref.replace('#/components/schemas/', '#/$defs/') };
  const { format, additionalProperties, properties, ...rest } = schema;
  const kept = Object.entries(rest).filter(([name]) => !name.startsWith('x-') && name !== 'example');
  const entries = kept.map(([name, value]) => [name, name === 'default' ? value : plain(value)]);
  const fields = Object.entries(properties ?? {}).filter(([, field]) => field['x-never-send'] !== true);
  return {
    ...Object.fromEntries(entries),
    ...(format === 'date-time' && { pattern: DATE_TIME }),
    ...(['uri', 'email'].includes(format) && { format }),
    ...(schema.example !== undefined && { examples: [schema.example] }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(fields.map(([name, field]) => [name, plain(field)])),
      additionalProperties: false,
    }),
    ...(properties === undefined && additionalProperties !== undefined && { additionalProperties }),
  };
}
