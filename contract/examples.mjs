/** Texts for formats and patterns, where a field has no example of its own. */
const TEXTS = {
  'date-time': '2026-01-15T12:00:00.000000Z',
  date: '2026-01-15',
  email: 'anna@example.com',
  uri: 'https://example.com/',
  uuid: '5c412e3a-5868-48b9-a60a-0e039284ec46',
  byte: 'AAAA',
  '^[A-Z]{2}$': 'PL',
  '^[A-Z]{3}$': 'EUR',
};

/** What a required field holds when the contract says no more than its type. */
const PLAIN = { string: 'text', integer: 1, number: 1, boolean: true, array: [], object: {}, null: null };

/**
 * A value that fits a schema of the contract: its own example where it has one, otherwise made of the examples of its parts.
 * A part that nothing is said about is left out unless it is required.
 *
 * @param deref gives the schema that one refers to
 */
export function exampleOf(schema, deref) {
  return find(schema, []) ?? plain(schema);

  function find(reference, above) {
    const given = deref(reference);
    const told = [
      given.example,
      given.examples?.[0],
      given.const,
      given.enum?.find((value) => value !== null),
      given.default,
      TEXTS[given.format],
      TEXTS[given.pattern],
    ].find((value) => value !== undefined);
    if (told !== undefined || above.includes(given)) return told;
    const inner = (part) => find(part, [...above, given]);
    const alternatives = given.oneOf ?? given.anyOf;
    if (alternatives) return alternatives.map(inner).find((value) => value !== undefined);
    if (given.allOf) return Object.assign(fieldsOf(given, inner), ...given.allOf.map(inner));
    if (given.items) {
      const item = inner(given.items);
      return item === undefined ? undefined : [item];
    }
    if (!given.properties) return undefined;
    const fields = fieldsOf(given, inner);
    return Object.keys(fields).length === 0 ? undefined : fields;
  }

  function fieldsOf({ properties = {}, required = [] }, inner) {
    const fields = {};
    for (const [name, part] of Object.entries(properties)) {
      const value = inner(part) ?? (required.includes(name) ? plain(part) : undefined);
      if (value !== undefined && deref(part).deprecated !== true) fields[name] = value;
    }
    return fields;
  }

  function plain(reference) {
    const { type, oneOf, anyOf, minimum } = deref(reference);
    const [alternative] = oneOf ?? anyOf ?? [];
    if (alternative) return plain(alternative);
    const value = PLAIN[[type ?? 'object'].flat()[0]];
    return typeof value === 'number' ? Math.max(minimum ?? value, value) : value;
  }
}
