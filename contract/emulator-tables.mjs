/**
 * What the emulator is driven by, made from openapi.yaml: a table of the operations with the schemas of their parameters,
 * bodies and answers, and an example of each success.
 */
import { exampleOf } from './examples.mjs';
import { deref, jsonSchemaOf, schemasIn, sorted } from './json-schemas.mjs';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Not documented, but what many servers take: the fields of the JSON as a form. */
const FORMS = ['uploadShipmentFile'];

/** The text of operations.generated.ts. */
export function emulatorTables(contract, note) {
  const open = (node) => deref(node, contract);
  const schemaOf = (schema) => jsonSchemaOf(schema, contract, { notes: false });
  const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => operationOf(method, path, item)),
  );
  const bodies = Object.values(contract.paths)
    .flatMap(Object.values)
    .map(({ requestBody }) => requestBody);
  const inBodies = schemasIn(bodies, contract, { notes: false });
  // Parameters and answers; those of bodies are in nestjs-nova-post/schemas.
  const others = Object.entries(
    schemasIn([contract.paths, contract.components.responses], contract, { notes: false }),
  );
  const schemas = sorted(Object.fromEntries(others.filter(([name]) => !(name in inBodies))));
  return (
    `${note}export const operations: unknown = JSON.parse(\n  '${quoted(operations)}',\n);\n` +
    `export const answerSchemas: unknown = JSON.parse(\n  '${quoted(schemas)}',\n);\n` +
    `export const trackingStatuses: unknown = JSON.parse(\n  '${quoted(contract.components.schemas.TrackingStatusCode['x-meanings'])}',\n);\n`
  );

  function operationOf(method, path, item) {
    const operation = item[method];
    const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(open);
    const at = (place) => parameters.filter((parameter) => parameter.in === place).map(parameterOf);
    const body = operation.requestBody && open(operation.requestBody);
    const forms = FORMS.includes(operation.operationId) ? { 'multipart/form-data': null } : {};
    return {
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      // Its own servers: it lies at the root of the host, outside the base of the API.
      ...((item.servers ?? operation.servers) && { atRoot: true }),
      ...(operation.security?.length === 0 && { open: true }),
      inPath: at('path'),
      inQuery: at('query'),
      ...(body && { body: { required: body.required ?? false, content: { ...contentOf(body), ...forms } } }),
      answers: Object.fromEntries(
        Object.entries(operation.responses).map(([status, response]) => [status, contentOf(open(response))]),
      ),
      ...successOf(operation),
    };
  }

  function parameterOf({ name, required = false, schema }) {
    const typesOf = (one) => [open(one).type ?? []].flat();
    const { items } = open(schema);
    const types = { types: typesOf(schema), ...(items && { itemTypes: typesOf(items) }) };
    return { name, required, ...types, schema: schemaOf(schema) };
  }

  /** The schema of JSON; of other media types none. */
  function contentOf({ content = {} }) {
    return Object.fromEntries(
      Object.entries(content).map(([mediaType, { schema }]) => [
        mediaType,
        mediaType === 'application/json' ? schemaOf(schema) : null,
      ]),
    );
  }

  /** The success that the emulator answers, the last one named, and an example of it. */
  function successOf({ responses }) {
    const [status, response] = Object.entries(responses).findLast(([code]) => code.startsWith('2'));
    const schema = open(response).content?.['application/json']?.schema;
    return { success: Number(status), ...(schema && { example: exampleOf(schema, open) }) };
  }
}

/** As text, which is read quicker than a literal, by the compiler and at run time. */
function quoted(value) {
  return JSON.stringify(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
