const STRUCK_OUT = '[struck out]';

/** Nobody nests an error deeper than this, and deeper recursion would end in a RangeError. */
const DEEPEST = 100;

/**
 * The value with every occurrence of a secret replaced, should a server have echoed one, be it escaped as JSON or a URL
 * do. Bytes that hold one become text; what is nested too deep to look through is replaced as a whole.
 */
export function strikeOut(value: unknown, secrets: readonly string[]): unknown {
  return strikeOutForms(value, secrets.flatMap(formsOf), 0);
}

function strikeOutForms(value: unknown, forms: readonly string[], depth: number): unknown {
  if (forms.length === 0) return value;
  if (typeof value === 'string') {
    return forms.reduce((text, form) => text.replaceAll(form, STRUCK_OUT), value);
  }
  if (value instanceof ArrayBuffer) return strikeOutForms(Buffer.from(value), forms, depth);
  if (Buffer.isBuffer(value)) {
    return forms.some((form) => value.includes(form))
      ? strikeOutForms(value.toString('utf8'), forms, depth)
      : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return STRUCK_OUT;
  if (Array.isArray(value)) return value.map((item) => strikeOutForms(item, forms, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      String(strikeOutForms(key, forms, depth)),
      strikeOutForms(inner, forms, depth + 1),
    ]),
  );
}

function formsOf(secret: string): string[] {
  return [...new Set([secret, secret.replaceAll('/', '\\/'), encodeURIComponent(secret)])];
}
