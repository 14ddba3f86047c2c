/**
 * The types of the library, made from openapi.yaml: a named interface for each schema, so that the compiler names it in its
 * messages, with lists that may be read-only in what is sent, and open sets of literals where the contract knows some values.
 */
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const { factory } = ts;

export async function typesOf(contract) {
  const document = closeObjects(
    withoutFailures(withoutTraps(nameArraysPlainly(inlineParameters(structuredClone(contract))))),
  );
  const inputs = inputSchemas(document);
  const nodes = await openapiTS(document, {
    // A field with a default may be left out of a request.
    defaultNonNullable: false,
    transform: openLiterals,
  });
  const membersOf = (name) => nodes.find((node) => node.name.text === name).members;
  const schemas = membersOf('components').find(({ name }) => name.text === 'schemas').type.members;
  const operations = membersOf('operations');
  const text = astToString([
    ...schemas.map((schema) => schemaDeclaration(schema, inputs)),
    ...operations.flatMap(queryDeclaration),
    operationsDeclaration(membersOf('paths'), operations),
  ]);
  // Editors show what is said without a tag first.
  return text.replace(/(\/\*\*|\*) @description /g, '$1 ');
}

/** `'a' | 'b' | (string & {})`: editors offer the known values, and any other text compiles. */
function openLiterals(schema) {
  const known = schema['x-known-values'];
  if (known === undefined || schema.type !== 'string') return undefined;
  const literals = known.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  return factory.createUnionTypeNode([...literals, anyText()]);
}

function anyText() {
  const text = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  return factory.createParenthesizedType(
    factory.createIntersectionTypeNode([text, factory.createTypeLiteralNode([])]),
  );
}

/** Schemas that a request can hold. */
function inputSchemas(document) {
  const found = new Set();
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const name = /^#\/components\/schemas\/(\w+)$/.exec(node.$ref ?? '')?.[1];
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      visit(document.components.schemas[name]);
    }
    Object.values(node).forEach(visit);
  };
  for (const operation of Object.values(document.paths).flatMap(Object.values)) {
    visit(operation.requestBody);
    visit(operation.parameters);
  }
  return found;
}

/** `export interface Division { … }` for a schema. */
function schemaDeclaration(schema, inputs) {
  const name = schema.name.text;
  return declaration(name, transformed(schema.type, inputs.has(name)), schema);
}

/** `export interface GetDivisionsQuery { … }` for the query of an operation, if it has one. */
function queryDeclaration(operation) {
  const type = memberOf(operation.type, 'parameters', 'query');
  return type === undefined ? [] : [declaration(queryName(operation), transformed(type, true), operation)];
}

function queryName({ name: { text: id } }) {
  return `${id[0].toUpperCase()}${id.slice(1)}Query`;
}

/**
 * `export interface Operations { 'GET /divisions': … }`: of each operation the places in its path, and the types of its query,
 * of its JSON body and of the JSON that it answers.
 */
function operationsDeclaration(paths, operations) {
  const members = paths.flatMap((path) =>
    path.type.members
      .filter(({ name, type }) => name.text !== 'parameters' && type.kind !== ts.SyntaxKind.NeverKeyword)
      .map(({ name, type }) => {
        const operation = operations.find((one) => one.name.text === type.indexType.literal.text);
        return property(`${name.text.toUpperCase()} ${path.name.text}`, operationType(operation));
      }),
  );
  return declaration('Operations', factory.createTypeLiteralNode(members));
}

function operationType(operation) {
  const { type } = operation;
  const places = memberOf(type, 'parameters', 'path')?.members ?? [];
  const literals = places.map(({ name }) => literal(name.text));
  const query = memberOf(type, 'parameters', 'query');
  const body = memberOf(type, 'requestBody');
  const answers = memberOf(type, 'responses').members.map((answer) => jsonOf(answer.type, false));
  return factory.createTypeLiteralNode([
    property('path', union(literals)),
    property('query', query === undefined ? none() : factory.createTypeReferenceNode(queryName(operation))),
    property('body', body === undefined ? none() : jsonOf(body, true)),
    property('answer', union(answers)),
  ]);
}

/** The type of the JSON in a body or an answer; `undefined` where there is none. */
function jsonOf(type, isInput) {
  const json = memberOf(type, 'content', 'application/json');
  return json === undefined
    ? factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)
    : transformed(json, isInput);
}

/** The type at a path of members; `undefined` where one is missing. */
function memberOf(type, ...names) {
  return names.reduce((inner, name) => {
    const found = inner?.members?.find((member) => member.name.text === name)?.type;
    const given = found?.kind === ts.SyntaxKind.UnionType ? found.types[0] : found;
    return given?.kind === ts.SyntaxKind.NeverKeyword ? undefined : given;
  }, type);
}

function property(name, type) {
  const key = /^\w+$/.test(name) ? name : factory.createStringLiteral(name);
  return factory.createPropertySignature(undefined, key, undefined, type);
}

function union(types) {
  const different = new Map(types.map((type) => [astToString(type), type]));
  return different.size === 0 ? none() : factory.createUnionTypeNode([...different.values()]);
}

function none() {
  return factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
}

function literal(text) {
  return factory.createLiteralTypeNode(factory.createStringLiteral(text));
}

function declaration(name, type, documented) {
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const made = ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(exported, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(exported, name, undefined, type);
  return withComments(made, documented);
}

function withComments(node, from) {
  const comments = from && ts.getSyntheticLeadingComments(from);
  return comments === undefined ? node : ts.setSyntheticLeadingComments(node, comments);
}

/**
 * A type with schemas by their names. In what is sent lists are read-only, and what may be left out may be undefined, too.
 */
function transformed(root, isInput) {
  const visitor = (node) => {
    const schema = schemaName(node);
    if (schema !== undefined) return factory.createTypeReferenceNode(schema);
    const visited = ts.visitEachChild(node, visitor, undefined);
    if (!isInput) return visited;
    if (ts.isArrayTypeNode(visited)) {
      return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, visited);
    }
    const optional = ts.isPropertySignature(visited) && visited.questionToken !== undefined;
    return optional && visited.type.kind !== ts.SyntaxKind.NeverKeyword
      ? withComments(orUndefined(visited), node)
      : visited;
  };
  return ts.visitNode(root, visitor);
}

function orUndefined(property) {
  const none = factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const type = factory.createUnionTypeNode([property.type, none]);
  return factory.updatePropertySignature(
    property,
    property.modifiers,
    property.name,
    property.questionToken,
    type,
  );
}

/** Of `components["schemas"]["Division"]`. */
function schemaName(node) {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType, indexType } = node.objectType;
  const isSchemas = ts.isTypeReferenceNode(objectType) && indexType.literal?.text === 'schemas';
  return isSchemas ? node.indexType.literal.text : undefined;
}

/** Parameters that several operations have stand once in the contract; here each operation has them. */
function inlineParameters(document) {
  for (const operation of Object.values(document.paths).flatMap(Object.values)) {
    operation.parameters = operation.parameters?.map((parameter) => {
      const name = parameter.$ref?.replace('#/components/parameters/', '');
      return name === undefined ? parameter : structuredClone(document.components.parameters[name]);
    });
  }
  return document;
}

/** The brackets of `numbers[]` are how arrays are sent, not part of the name. */
function nameArraysPlainly(document) {
  for (const operation of Object.values(document.paths).flatMap(Object.values)) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.name?.endsWith('[]')) parameter.name = parameter.name.slice(0, -2);
    }
  }
  return document;
}

/** What a call answers when it fails is an error of the library, whatever the contract has for it. */
function withoutFailures(document) {
  for (const { responses = {} } of Object.values(document.paths).flatMap(Object.values)) {
    for (const status of Object.keys(responses)) if (!status.startsWith('2')) delete responses[status];
  }
  delete document.components.responses;
  return document;
}

/** Fields that a source names and the API does not read, or ignores, are left out. */
function withoutTraps(document) {
  for (const { properties = {} } of Object.values(document.components.schemas)) {
    for (const [name, { 'x-never-send': trap = false, 'x-ignored': ignored = false }] of Object.entries(
      properties,
    )) {
      if (trap || ignored) delete properties[name];
    }
  }
  return document;
}

/** Fields without a description may come, but one that is sent is a misspelt one. */
function closeObjects(node) {
  if (typeof node !== 'object' || node === null) return node;
  if (node.additionalProperties === true && node.properties !== undefined) delete node.additionalProperties;
  for (const inner of Object.values(node)) closeObjects(inner);
  return node;
}
