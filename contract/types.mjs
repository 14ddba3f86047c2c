/**
 * The types of the library, made from openapi.yaml: a named interface for each schema, so that the compiler names it in its
 * messages, with lists that may be read-only in what is sent, and open sets of literals where the contract knows some values.
 */
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const { factory } = ts;

export async function typesOf(contract) {
  const document = closeObjects(withoutFailures(withoutTraps(nameArraysPlainly(structuredClone(contract)))));
  const inputs = inputSchemas(document);
  const nodes = await openapiTS(document, {
    // A field with a default may be left out of a request.
    defaultNonNullable: false,
    transform: openLiterals,
  });
  const text = astToString(nodes.flatMap((node) => named(node, inputs)));
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

/** One declaration of the generated file, as the library wants it. */
function named(node, inputs) {
  if (!ts.isInterfaceDeclaration(node)) return [node];
  if (node.name.text === 'components') return componentsOf(node, inputs);
  if (node.name.text !== 'operations') return [transformed(node, () => undefined)];
  const operations = transformed(node, (inner) => (isRequestPart(inner) ? 'input' : undefined));
  return [operations, ...operations.members.flatMap(queryOf)];
}

/** `export interface GetDivisionsQuery { … }` for the query of an operation. */
function queryOf(operation) {
  const parameters = operation.type.members.find((member) => member.name.text === 'parameters');
  const query = parameters?.type.members.find((member) => member.name.text === 'query');
  const type = query?.type.types?.[0] ?? query?.type;
  if (type === undefined || !ts.isTypeLiteralNode(type)) return [];
  const id = operation.name.text;
  return [declaration(`${id[0].toUpperCase()}${id.slice(1)}Query`, type, operation)];
}

/** `export interface Division { … }` for each schema; what is beside the schemas stays where it is. */
function componentsOf(node, inputs) {
  const others = [];
  const declarations = [];
  for (const part of node.members) {
    if (part.name.text !== 'schemas') {
      others.push(transformed(part, () => undefined));
      continue;
    }
    for (const schema of part.type.members) {
      const name = schema.name.text;
      const type = transformed(schema.type, () => (inputs.has(name) ? 'input' : undefined));
      declarations.push(declaration(name, type, schema));
    }
  }
  const rest = factory.updateInterfaceDeclaration(
    node,
    node.modifiers,
    node.name,
    undefined,
    undefined,
    others,
  );
  return [rest, ...declarations];
}

function declaration(name, type, documented) {
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const made = ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(exported, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(exported, name, undefined, type);
  return withComments(made, documented);
}

function withComments(node, from) {
  const comments = ts.getSyntheticLeadingComments(from);
  return comments === undefined ? node : ts.setSyntheticLeadingComments(node, comments);
}

/** The query and the body of an operation; what it answers is no input. */
function isRequestPart(node) {
  return ts.isPropertySignature(node) && ['query', 'requestBody'].includes(node.name.text);
}

/**
 * A node with schemas by their names. In what is sent lists are read-only, and what may be left out may be undefined, too:
 * `partOf` says whether a node is part of that; what is inside goes along.
 */
function transformed(root, partOf) {
  const visitor = (isInput) => (node) => {
    const input = isInput || partOf(node) === 'input';
    const schema = schemaName(node);
    if (schema !== undefined) return factory.createTypeReferenceNode(schema);
    const visited = ts.visitEachChild(node, visitor(input), undefined);
    if (!input) return visited;
    if (ts.isArrayTypeNode(visited)) {
      return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, visited);
    }
    const optional = ts.isPropertySignature(visited) && visited.questionToken !== undefined;
    return optional && visited.type.kind !== ts.SyntaxKind.NeverKeyword
      ? withComments(orUndefined(visited), node)
      : visited;
  };
  return ts.visitNode(root, visitor(false));
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
