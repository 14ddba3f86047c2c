/**
 * What the emulator is driven by, made from openapi.yaml: a table of the operations, and a compiled validator for each schema
 * of a parameter, a body or an answer. Compiled here, so that no installation needs Ajv.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { exampleOf } from './examples.mjs';
import { asPublished } from './published-forms.mjs';

/** Keywords that a validator has nothing to do with. */
const SAYS_NOTHING = new Set(['description', 'example', 'examples', 'title', 'deprecated']);
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** As plain patterns, which compile into the code; `float` and `binary` say nothing about JSON. */
const FORMATS = {
  'date-time':
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/i,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  email: /^[^@\s]+@[^@\s]+$/,
  uri: /^[a-z][a-z\d+.-]*:[^\s]+$/i,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  byte: /^([a-z\d+/]{4})*([a-z\d+/]{2}==|[a-z\d+/]{3}=)?$/i,
};

/** Not documented, but what many servers take: the fields of the JSON as a form. */
const FORMS = ['uploadShipmentFile'];

/** The texts of operations.generated.ts and validators.generated.ts. */
export function emulatorTables(contract, note) {
  const tables = new Tables(contract);
  const operations = tables.operations();
  return {
    operations: `${note}export const operations: unknown = JSON.parse(\n  '${quoted(operations)}',\n);\n`,
    validators: note + tables.validatorCode(),
  };
}

/** As text, which is read quicker than a literal, by the compiler and at run time. */
function quoted(value) {
  return JSON.stringify(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}

class Tables {
  #contract;
  /** By the JSON of the schema: most operations share their failures. */
  #checks = new Map();

  constructor(contract) {
    this.#contract = contract;
  }

  operations() {
    return Object.entries(this.#contract.paths).flatMap(([path, item]) =>
      METHODS.filter((method) => method in item).map((method) => this.#operation(method, path, item)),
    );
  }

  #operation(method, path, item) {
    const operation = item[method];
    const id = operation.operationId;
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
      this.#deref(parameter),
    );
    const at = (place) =>
      parameters.filter((parameter) => parameter.in === place).map((one) => this.#parameter(one));
    const body = operation.requestBody && this.#deref(operation.requestBody);
    const answers = Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        this.#content(this.#deref(response).content ?? {}),
      ]),
    );
    return {
      id,
      method: method.toUpperCase(),
      path,
      // Its own servers: it lies at the root of the host, outside the base of the API.
      ...((item.servers ?? operation.servers) && { atRoot: true }),
      ...(operation.security?.length === 0 && { open: true }),
      inPath: at('path'),
      inQuery: at('query'),
      ...(body && {
        body: { required: body.required ?? false, content: this.#bodyContent(id, body.content) },
      }),
      answers,
      ...this.#success(operation),
    };
  }

  #parameter({ name, required = false, schema }) {
    const typesOf = (one) => [this.#deref(one).type ?? []].flat();
    const { items } = this.#deref(schema);
    const types = { types: typesOf(schema), ...(items && { itemTypes: typesOf(items) }) };
    return { name, required, ...types, check: this.#check(schema) };
  }

  #bodyContent(id, content) {
    if (FORMS.includes(id)) return { ...this.#content(content), 'multipart/form-data': null };
    const json = content['application/json'];
    const input = asPublished(id, json.schema, (one) => structuredClone(this.#deref(one)));
    return this.#content({ ...content, 'application/json': { schema: input } });
  }

  #content(content) {
    return Object.fromEntries(
      Object.entries(content).map(([mediaType, { schema }]) => [
        mediaType,
        mediaType === 'application/json' ? this.#check(schema) : null,
      ]),
    );
  }

  /** The success that the emulator answers, the last one named, and an example of it. */
  #success({ responses }) {
    const [status, response] = Object.entries(responses).findLast(([code]) => code.startsWith('2'));
    const schema = this.#deref(response).content?.['application/json']?.schema;
    return {
      success: Number(status),
      ...(schema && { example: exampleOf(schema, (one) => this.#deref(one)) }),
    };
  }

  #check(schema) {
    const converted = this.#converted(schema, true);
    const key = JSON.stringify(converted);
    if (!this.#checks.has(key)) this.#checks.set(key, converted);
    return [...this.#checks.keys()].indexOf(key);
  }

  validatorCode() {
    const { schemas } = this.#contract.components;
    const components = Object.entries(schemas).map(([name, schema]) => [
      name,
      this.#converted(schema, false),
    ]);
    const checks = [...this.#checks.values()].map((schema, index) => [`check${index}`, schema]);
    const ajv = new Ajv2020({
      strict: false,
      validateSchema: false,
      allErrors: true,
      messages: false,
      logger: false,
      // Lengths as JavaScript counts them, which needs no function of Ajv at run time.
      unicode: false,
      // Each schema compiled once, however often it is referred to.
      inlineRefs: false,
      formats: FORMATS,
      code: { source: true, esm: true },
    });
    ajv.addSchema({ $id: 'contract', $defs: Object.fromEntries([...components, ...checks]) });
    const exported = Object.fromEntries(checks.map(([name]) => [name, `contract#/$defs/${name}`]));
    const code = (standalone.default ?? standalone)(ajv, exported)
      .replace('"use strict";', '')
      .replaceAll('require("ajv/dist/runtime/equal").default', 'isDeepStrictEqual')
      // Nothing reads where in the schema a rule is, and each rule adds its error in the same way.
      .replaceAll(/schemaPath:"[^"]*",/g, '')
      .replaceAll(
        /const (err\d+) = (\{.*?\});if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
        'vErrors = withError(vErrors, $2);errors++;',
      )
      // One export of an unknown type: the compiler need not look into the functions.
      .replaceAll(/export const check\d+ = \w+;/g, '');
    if (code.includes('require('))
      throw new Error('A compiled validator needs a function of Ajv at run time.');
    const functions = [...this.#checks.keys()].map((_, index) => this.#functionName(ajv, index));
    return (
      '// @ts-nocheck\n' +
      "import { isDeepStrictEqual } from 'node:util';\n" +
      'const withError = (errors, error) => (errors === null ? [error] : (errors.push(error), errors));\n' +
      `${code}\nexport const validators: readonly unknown[] = [${functions.join(', ')}];\n`
    );
  }

  #functionName(ajv, index) {
    return ajv.getSchema(`contract#/$defs/check${index}`).source.validateName.str;
  }

  /**
   * A schema of the contract for the compiler. JSON Schema lets a field pass that it does not name, but such a field is a
   * misspelt one: where a value is described (`atValue`), its names are all that its alternatives have together. Objects that
   * the contract leaves open in so many words, or without naming any field, stay open.
   */
  #converted(schema, atValue) {
    const converted = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (SAYS_NOTHING.has(keyword) || keyword.startsWith('x-')) continue;
      if (keyword === '$ref') converted.$ref = value.replace('#/components/schemas/', '#/$defs/');
      else if (keyword === 'properties') {
        converted.properties = Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [name, this.#converted(inner, true)]),
        );
      } else if (keyword === 'items') converted.items = this.#converted(value, true);
      else if (keyword === 'additionalProperties') {
        if (typeof value === 'object') converted.additionalProperties = this.#converted(value, true);
      } else if (['allOf', 'anyOf', 'oneOf'].includes(keyword)) {
        converted[keyword] = value.map((part) => this.#converted(part, false));
      } else if (keyword !== 'format' || value in FORMATS) converted[keyword] = value;
    }
    const fields = atValue ? this.#fieldsOf(schema) : undefined;
    if (fields && !fields.open && fields.names.size > 0)
      converted.propertyNames = { enum: [...fields.names] };
    return converted;
  }

  #fieldsOf(given, fields = { names: new Set(), open: false }, seen = new Set()) {
    const schema = this.#deref(given);
    if (seen.has(schema)) return fields;
    seen.add(schema);
    const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    for (const part of parts) this.#fieldsOf(part, fields, seen);
    for (const name of Object.keys(schema.properties ?? {})) fields.names.add(name);
    const { properties, additionalProperties, type } = schema;
    const saysNothing = properties === undefined && parts.length === 0;
    const takesObjects = type === undefined || [type].flat().includes('object');
    if (additionalProperties === undefined ? saysNothing && takesObjects : additionalProperties !== false) {
      fields.open = true;
    }
    return fields;
  }

  #deref(node) {
    if (node.$ref === undefined) return node;
    const steps = node.$ref.slice(2).split('/');
    return this.#deref(steps.reduce((at, step) => at[step.replaceAll('~1', '/')], this.#contract));
  }
}
