/**
 * Every text and every number of a JSON document. Of one that is valid, no match can begin inside another.
 */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * `JSON.parse`, but whole numbers of more digits than a JavaScript number holds come as texts with all
 * their digits: waybill numbers of 18 digits would otherwise end in other ones.
 *
 * @throws SyntaxError as `JSON.parse` does.
 */
export function parseExactJson(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  return /\d{16}/.test(text) ? (JSON.parse(text.replace(TEXT_OR_NUMBER, quoteUnsafe)) as unknown) : value;
}

function quoteUnsafe(token: string): string {
  return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}
