const STRUCK_OUT = '[struck out]';

/** The value with every occurrence of a secret replaced, should a server have echoed one. Bytes that hold one become text. */
export function strikeOut(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') {
    return secrets.reduce((text, secret) => text.replaceAll(secret, STRUCK_OUT), value);
  }
  if (value instanceof ArrayBuffer) return strikeOut(Buffer.from(value), secrets);
  if (Buffer.isBuffer(value)) {
    return secrets.some((secret) => value.includes(secret))
      ? strikeOut(value.toString('utf8'), secrets)
      : value;
  }
  if (Array.isArray(value)) return value.map((item) => strikeOut(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(strikeOut(key, secrets)), strikeOut(inner, secrets)]),
  );
}
