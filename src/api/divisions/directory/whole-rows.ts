import { BACKSLASH, CLOSE, COLON, KINDS, OPEN, QUOTE, TEXT } from './json-bytes.js';

const CURLY_CLOSE = 0x7d;

/**
 * Parses the rows of a list that are whole in a piece together, which takes half the time of one by one.
 *
 * Where they end may be guessed: what begins with a row and ends with a bracket is, between `[` and `]`, JSON
 * for whole rows only. Cut anywhere else, it has a text or a bracket that is not closed.
 */
export class WholeRows {
  /** The quickest first. One that was wrong is not asked again. */
  readonly #ends = new Set([likelyEnd, endByBrackets]);

  /** The rows from there on and where the last one ends; `undefined` when there are none, or one is wrong. */
  read(piece: Buffer, from: number): { readonly rows: unknown[]; readonly end: number } | undefined {
    for (const endOf of this.#ends) {
      const end = endOf(piece, from);
      if (end <= from) continue;
      try {
        return { rows: JSON.parse(`[${piece.toString('utf8', from, end)}]`) as unknown[], end };
      } catch {
        this.#ends.delete(endOf);
      }
    }
    return undefined;
  }
}

/**
 * By how the row meets the one before it, as in `},{"id":`: where the same stands last, a row has most likely
 * ended, too.
 */
function likelyEnd(piece: Buffer, from: number): number {
  const close = piece.lastIndexOf(CURLY_CLOSE, from);
  const colon = piece.indexOf(COLON, from);
  return close < 0 || colon < 0 ? from : piece.lastIndexOf(piece.subarray(close, colon + 1)) + 1;
}

function endByBrackets(piece: Buffer, from: number): number {
  let end = from;
  let depth = 0;
  for (let at = from; at < piece.length && depth >= 0; at += 1) {
    const kind = KINDS[piece[at] ?? 0];
    if (kind === TEXT) {
      for (at += 1; at < piece.length && piece[at] !== QUOTE; at += 1) if (piece[at] === BACKSLASH) at += 1;
    } else if (kind === OPEN) {
      depth += 1;
    } else if (kind === CLOSE) {
      depth -= 1;
      if (depth === 0) end = at + 1;
    }
  }
  return end;
}
