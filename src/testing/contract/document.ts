import { openapi } from './openapi.generated.js';

/** A JSON Schema (draft 2020-12), in the keywords the contract uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly uniqueItems?: boolean;
}

export interface DocumentParameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

/** Media types and what a body of each holds. */
export type DocumentContent = Readonly<Record<string, { readonly schema: Schema }>>;

export interface DocumentBody {
  readonly required?: boolean;
  readonly content: DocumentContent;
}

export interface DocumentResponse {
  readonly content?: DocumentContent;
}

export interface DocumentOperation {
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** The contract as a whole: openapi.yaml, which says what each operation takes and answers. */
export const contractDocument = openapi as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** A node of the document, and the JSON pointer that leads to it. */
export interface Node<T> {
  readonly value: T;
  readonly pointer: string;
}

export function nodeOf<T>(...steps: string[]): Node<T> {
  return follow<T>(steps.map((step) => `/${encodeStep(step)}`).join(''));
}

export function childOf<T>(parent: Node<unknown>, ...steps: string[]): Node<T> {
  return follow<T>(parent.pointer + steps.map((step) => `/${encodeStep(step)}`).join(''));
}

/** The schema itself, or the one it refers to. */
export function dereferenced(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : follow<Schema>(schema.$ref.slice(1)).value;
}

function follow<T>(pointer: string): Node<T> {
  let value: unknown = contractDocument;
  for (const step of pointer.split('/').slice(1)) {
    value = (value as Record<string, unknown>)[decodeStep(step)];
    if (value === undefined) throw new Error(`The contract has nothing at ${pointer}.`);
  }
  const reference = (value as { $ref?: unknown }).$ref;
  return typeof reference === 'string' ? follow<T>(reference.slice(1)) : { value: value as T, pointer };
}

function encodeStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function decodeStep(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}
