const STRUCK_OUT = '[struck out]';

/** The value with every occurrence of a secret replaced, should a server have echoed one. */
export function strikeOut(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string')
    return secrets.reduce((text, secret) => text.replaceAll(secret, STRUCK_OUT), value);
  if (Array.isArray(value)) return value.map((item) => strikeOut(item, secrets));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(strikeOut(key, secrets)), strikeOut(inner, secrets)]),
  );
}
