/**
 * JSON Schemas (draft 2020-12) made from openapi.yaml: of request bodies, for nestjs-nova-post/schemas, and of answers, which
 * the emulator holds itself to. Without what JSON Schema does not know.
 */
const WORDS = {
  '^[A-Z]{2}$': 'two capital letters such as PL',
  '^[A-Z]{3}$': 'three capital letters such as EUR',
  '^\\d+$': 'a whole number, also as text',
  '^\\d+(\\.\\d+)?$': 'a number, also as text',
};

/** Formats that are checked by a pattern, and what is said when it does not fit. */
const FORMATS = {
  'date-time': {
    pattern:
      '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$',
    words: 'a date and time with its zone, such as 2026-01-31T08:00:00.000000Z',
  },
  date: { pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', words: 'a date such as 2026-01-31' },
  uuid: { pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', words: 'a UUID' },
  byte: { pattern: '^([A-Za-z\\d+/]{4})*([A-Za-z\\d+/]{2}==|[A-Za-z\\d+/]{3}=)?$', words: 'text in Base64' },
};

/** Notes that a validator has nothing to do with. */
const NOTES = new Set(['description', 'title', 'deprecated']);

/** The JSON Schema of a part of the contract; `#/$defs/…` refers to others. */
export function jsonSchemaOf(schema, contract, { notes }) {
  return converted(schema);

  function converted(given) {
    if (typeof given.$ref === 'string')
      return { $ref: given.$ref.replace('#/components/schemas/', '#/$defs/') };
    if (given['x-also']) return alsoOf(given);
    const one = given.allOf ? merged(given) : given;
    const { format, properties, items, oneOf, anyOf = oneOf, additionalProperties, example, ...rest } = one;
    const kept = Object.entries(rest).filter(
      ([name]) => !name.startsWith('x-') && name !== 'examples' && (notes || !NOTES.has(name)),
    );
    const { pattern } = FORMATS[format] ?? {};
    return {
      ...Object.fromEntries(kept),
      ...(pattern !== undefined && { pattern }),
      ...(['uri', 'email'].includes(format) && { format }),
      ...(notes && example !== undefined && { examples: [example] }),
      ...(items && { items: converted(items) }),
      ...(anyOf && { anyOf: anyOf.map(converted) }),
      ...(properties && { type: one.type ?? 'object', properties: fieldsOf(one) }),
      ...openness(properties, additionalProperties),
    };
  }

  /** Forms that the service takes beside the one that the types have. */
  function alsoOf({ 'x-also': also, description, example, ...main }) {
    return converted({ anyOf: [main, ...also], description, example });
  }

  /** A field that must be there has no default; one that the API does not read is left out. */
  function fieldsOf({ properties, required = [] }) {
    const read = Object.entries(properties).filter(([, field]) => field['x-never-send'] !== true);
    return Object.fromEntries(
      read.map(([name, field]) => {
        const { default: usual, ...rest } = converted(field);
        return [name, usual === undefined || required.includes(name) ? rest : { ...rest, default: usual }];
      }),
    );
  }

  /** A field that the contract does not name is a misspelt one, unless the contract says that there are more. */
  function openness(properties, additionalProperties = properties === undefined ? undefined : false) {
    if (additionalProperties === undefined || additionalProperties === true) return {};
    return { additionalProperties: additionalProperties && converted(additionalProperties) };
  }

  function merged({ allOf }) {
    const parts = allOf.map((part) => deref(part, contract));
    return {
      type: 'object',
      required: parts.flatMap(({ required = [] }) => required),
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    };
  }
}

/** What a reference leads to. */
export function deref(node, contract) {
  if (node.$ref === undefined) return node;
  const steps = node.$ref.slice(2).split('/');
  return deref(
    steps.reduce((at, step) => at[step.replaceAll('~1', '/')], contract),
    contract,
  );
}

/** The schemas of the contract that a part of it refers to, by name. */
export function schemasIn(part, contract, { notes }, found = {}) {
  if (typeof part !== 'object' || part === null) return found;
  const name = /^#\/components\/schemas\/(\w+)$/.exec(part.$ref ?? '')?.[1];
  if (name !== undefined && !(name in found)) {
    const schema = contract.components.schemas[name];
    found[name] = jsonSchemaOf(schema, contract, { notes });
    schemasIn(schema, contract, { notes }, found);
  }
  for (const inner of Object.values(part)) schemasIn(inner, contract, { notes }, found);
  return found;
}

/** The text of schemas.generated.ts. */
export function bodySchemasOf(contract, note) {
  const bodies = {};
  const schemas = {};
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const [method, { requestBody }] of Object.entries(item)) {
      const schema = requestBody?.content?.['application/json']?.schema;
      if (schema === undefined) continue;
      schemasIn(schema, contract, { notes: true }, schemas);
      const name = schema.$ref.split('/').at(-1);
      // Sent by the library itself: the key of a sandbox, and a file in base64.
      if (path !== '/test-api-keys' && name !== 'UploadInput')
        bodies[`${method.toUpperCase()} ${path}`] = name;
    }
  }
  const words = {
    ...WORDS,
    ...Object.fromEntries(Object.values(FORMATS).map((one) => [one.pattern, one.words])),
  };
  return (
    `${note}\n/** The name of the schema of each operation's body. */\n` +
    `export const bodySchemaNames = ${literal(bodies)} as const;\n\n` +
    `/** JSON Schemas by name; they refer to each other as \`#/$defs/…\`. */\n` +
    `export const bodySchemas: Readonly<Record<string, object>> = ${literal(sorted(schemas))};\n\n` +
    `/** What text must be that has to fit a pattern. */\n` +
    `export const patternWords: Readonly<Record<string, string>> = ${literal(words)};\n`
  );
}

function literal(value) {
  return JSON.stringify(value, undefined, 2);
}

export function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
