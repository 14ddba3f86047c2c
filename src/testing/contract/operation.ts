import {
  childOf,
  contractDocument,
  dereferenced,
  nodeOf,
  type DocumentBody,
  type DocumentContent,
  type DocumentOperation,
  type DocumentParameter,
  type DocumentResponse,
  type Node,
  type Schema,
} from './document.js';
import { validatorAt, type Validator } from './validators.js';

/** A schema with its validator. */
export interface Check {
  readonly schema: Schema;
  readonly validate: Validator;
}

/** A place in a path or a name in a query. */
export interface Parameter extends Check {
  /** Without the brackets of a list. */
  readonly name: string;
  /** As it is written in a query: `numbers[]`. */
  readonly written: string;
  readonly required: boolean;
  readonly isList: boolean;
}

/** What the contract says about one operation. */
export interface Operation {
  /** `POST /shipments`. */
  readonly label: string;
  readonly path: readonly Parameter[];
  readonly query: ReadonlyMap<string, Parameter>;
  readonly body: { readonly required: boolean; readonly content: ReadonlyMap<string, Check> } | undefined;
  /** By status; without content for an answer that has no body. */
  readonly answers: ReadonlyMap<number, ReadonlyMap<string, Check>>;
}

/** Read with the first request, once for the whole process: the contract never changes. */
let operations: ReadonlyMap<string, Operation> | undefined;

/**
 * The operation behind a path, if the contract has one.
 *
 * @param path with places, such as `/shipments/{id}`; what the places are called does not matter
 */
export function findOperation(method: string, path: string): Operation | undefined {
  operations ??= readOperations();
  return operations.get(keyOf(method, path));
}

function keyOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function readOperations(): ReadonlyMap<string, Operation> {
  const read = new Map<string, Operation>();
  for (const [path, item] of Object.entries(contractDocument.paths)) {
    for (const method of METHODS.filter((name) => name in item)) {
      read.set(keyOf(method, path), readOperation(method, path));
    }
  }
  return read;
}

function readOperation(method: string, path: string): Operation {
  const node = nodeOf<DocumentOperation>('paths', path, method);
  const parameters = (node.value.parameters ?? []).map((_, index) => {
    const parameter = childOf<DocumentParameter>(node, 'parameters', String(index));
    return { where: parameter.value.in, ...readParameter(parameter) };
  });
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return {
    label: `${method.toUpperCase()} ${path}`,
    path: places.flatMap((place) =>
      parameters.filter(({ where, name }) => where === 'path' && name === place),
    ),
    query: new Map(parameters.filter(({ where }) => where === 'query').map((one) => [one.name, one])),
    body:
      node.value.requestBody === undefined ? undefined : readBody(childOf<DocumentBody>(node, 'requestBody')),
    answers: new Map(
      Object.keys(node.value.responses).map((status) => {
        const response = childOf<DocumentResponse>(node, 'responses', status);
        return [Number(status), readContent(response, response.value.content)];
      }),
    ),
  };
}

function readParameter(node: Node<DocumentParameter>): Parameter {
  const { name, required = false } = node.value;
  const check = checkOf(childOf<Schema>(node, 'schema'));
  return {
    ...check,
    name: name.replace(/\[\]$/, ''),
    written: name,
    required,
    isList: dereferenced(check.schema).type === 'array',
  };
}

function readBody(node: Node<DocumentBody>): NonNullable<Operation['body']> {
  return { required: node.value.required ?? false, content: readContent(node, node.value.content) };
}

function readContent(owner: Node<unknown>, content: DocumentContent = {}): ReadonlyMap<string, Check> {
  return new Map(
    Object.keys(content).map((mediaType) => [
      mediaType,
      checkOf(childOf<Schema>(owner, 'content', mediaType, 'schema')),
    ]),
  );
}

function checkOf({ value, pointer }: Node<Schema>): Check {
  return { schema: value, validate: validatorAt(pointer) };
}
