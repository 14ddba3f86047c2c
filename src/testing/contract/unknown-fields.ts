import { dereferenced, type Schema } from './document.js';

/** A field of a body the contract has no word about. */
export interface UnknownField {
  readonly path: readonly string[];
  /** The names the contract has at that place. */
  readonly known: readonly string[];
}

/**
 * JSON Schema lets a field pass that it does not name, but such a field is a misspelt one. Objects the contract leaves
 * open in so many words (`additionalProperties`), or without naming any field, stay open.
 */
export function unknownFields(value: unknown, schema: Schema): readonly UnknownField[] {
  const found: UnknownField[] = [];
  if (typeof value === 'object' && value !== null) search(value, shapeOf(schema), [], found);
  return found;
}

/** Kept, because a list has the same schema for each of its rows. The schemas never change. */
const shapes = new WeakMap<Schema, Shape>();

function shapeOf(schema: Schema): Shape {
  let shape = shapes.get(schema);
  if (!shape) shapes.set(schema, (shape = new Shape([schema])));
  return shape;
}

function search(value: object, shape: Shape, path: string[], found: UnknownField[]): void {
  if (Array.isArray(value)) {
    const { items } = shape;
    if (!items) return;
    for (const [index, item] of value.entries()) searchBelow(item, items, String(index), path, found);
    return;
  }
  // A list of thousands of rows is looked through as well: no entries are copied.
  for (const name in value) {
    const inner = (value as Readonly<Record<string, unknown>>)[name];
    const named = shape.field(name);
    if (named) searchBelow(inner, named, name, path, found);
    else if (shape.others) searchBelow(inner, shape.others, name, path, found);
    else if (!shape.open && inner !== undefined) found.push({ path: [...path, name], known: shape.names });
  }
}

/** `path` is one and the same list all the way: most values have nothing unknown in them. */
function searchBelow(
  value: unknown,
  shape: Shape,
  step: string,
  path: string[],
  found: UnknownField[],
): void {
  if (typeof value !== 'object' || value === null) return;
  path.push(step);
  search(value, shape, path, found);
  path.pop();
}

/** What the contract says about the inside of a value, all alternatives of its schema taken together. */
class Shape {
  /** Fields it does not name may come, too. */
  open = false;
  readonly #fields = new Map<string, Schema[]>();
  readonly #others: Schema[] = [];
  readonly #items: Schema[] = [];
  /** Made when they are first met: a schema may contain itself. */
  readonly #fieldShapes = new Map<string, Shape>();
  #othersShape: Shape | undefined;
  #itemsShape: Shape | undefined;

  constructor(schemas: readonly Schema[]) {
    for (const schema of schemas) this.#collect(schema);
  }

  get names(): readonly string[] {
    return [...this.#fields.keys()];
  }

  field(name: string): Shape | undefined {
    const known = this.#fieldShapes.get(name);
    if (known) return known;
    const schemas = this.#fields.get(name);
    if (!schemas) return undefined;
    const shape = new Shape(schemas);
    this.#fieldShapes.set(name, shape);
    return shape;
  }

  /** Of fields it does not name. */
  get others(): Shape | undefined {
    return this.#others.length === 0 ? undefined : (this.#othersShape ??= new Shape(this.#others));
  }

  get items(): Shape | undefined {
    return this.#items.length === 0 ? undefined : (this.#itemsShape ??= new Shape(this.#items));
  }

  #collect(given: Schema): void {
    const schema = dereferenced(given);
    const { properties, additionalProperties, items } = schema;
    const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    for (const part of parts) this.#collect(part);
    if (items) this.#items.push(items);
    for (const [name, inner] of Object.entries(properties ?? {})) {
      this.#fields.set(name, [...(this.#fields.get(name) ?? []), inner]);
    }
    if (typeof additionalProperties === 'object') this.#others.push(additionalProperties);
    const saysNothing = properties === undefined && additionalProperties === undefined && parts.length === 0;
    const takesObjects = schema.type === undefined || [schema.type].flat().includes('object');
    if (additionalProperties === undefined ? saysNothing && takesObjects : additionalProperties !== false) {
      this.open = true;
    }
  }
}
