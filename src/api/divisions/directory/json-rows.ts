import { BACKSLASH, CLOSE, COLON, COMMA, KINDS, OPEN, QUOTE, SPACE, TEXT } from './json-bytes.js';
import { WholeRows } from './whole-rows.js';

/** A division has one or two thousand bytes. */
const LARGEST_ROW_BYTES = 8 * 1024 * 1024;

const ITEMS = 'items';

/** What is wrong with a file, in words that follow its name. */
export class MalformedRows extends Error {}

/**
 * Reads the rows out of JSON that comes in pieces: `{ "items": [row, …] }`, `{ "items": { "key": row, … } }`
 * or `[row, …]`. Cuts rows out of the bytes by counting brackets, and lets `JSON.parse` judge them: those of
 * a list together as far as they are whole in a piece, all others one by one. Holds the row it is in the
 * middle of.
 */
export class JsonRows {
  /** All that stands around the rows, with `null` in their place: `JSON.parse` judges it, too. */
  readonly #around = new Around();
  #state: 'around' | 'between' | 'row' = 'around';
  /** What the container of rows expects next. */
  #expects: 'row or end' | 'row' | 'key or end' | 'key' | 'colon' | 'comma or end' = 'row or end';
  #keyed = false;
  readonly #wholeRows = new WholeRows();
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** The beginning of a row, or of a key, that did not end in its piece. */
  #begun: Uint8Array[] = [];
  #rows: unknown[] = [];
  #count = 0;
  #bytesSinceRow = 0;

  /**
   * The rows that end in this piece.
   *
   * @throws MalformedRows
   */
  write(bytes: Uint8Array): unknown[] {
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < piece.length;) {
      if (this.#state === 'row') at = this.#readRow(piece, at);
      else if (this.#state === 'between') at = this.#readBetween(piece, at);
      else at = this.#readAround(piece, at);
    }
    const rows = this.#rows;
    this.#rows = [];
    this.#bytesSinceRow = rows.length > 0 ? 0 : this.#bytesSinceRow + piece.length;
    if (this.#bytesSinceRow > LARGEST_ROW_BYTES) {
      throw new MalformedRows(`goes on for more than ${String(LARGEST_ROW_BYTES)} bytes without a row`);
    }
    return rows;
  }

  /** @throws MalformedRows when the JSON is not at its end, or had no place for rows. */
  end(): void {
    if (this.#state !== 'around' || !this.#around.isComplete) {
      throw new MalformedRows('ends in the middle of its JSON');
    }
    if (!this.#around.hadRows()) throw new MalformedRows('has no "items"');
  }

  #readAround(piece: Buffer, from: number): number {
    const at = this.#around.read(piece, from);
    if (this.#around.entersRows) {
      this.#keyed = piece[at - 1] === 0x7b;
      this.#expects = this.#keyed ? 'key or end' : 'row or end';
      this.#state = 'between';
    }
    return at;
  }

  /** Separators, and the keys of rows. */
  #readBetween(piece: Buffer, from: number): number {
    let at = from;
    while (at < piece.length && KINDS[piece[at] ?? 0] === SPACE) at += 1;
    const byte = piece[at];
    if (byte === undefined) return at;
    if (this.#expects.endsWith('or end') && byte === (this.#keyed ? 0x7d : 0x5d)) {
      this.#around.leaveRows();
      this.#state = 'around';
      return at + 1;
    }
    if (this.#expects === 'comma or end' && byte === COMMA) {
      this.#expects = this.#keyed ? 'key' : 'row';
      return at + 1;
    }
    if (this.#expects === 'colon' && byte === COLON) {
      this.#expects = 'row';
      return at + 1;
    }
    const beginsKey = this.#expects.startsWith('key') && byte === QUOTE;
    const beginsRow = this.#expects.startsWith('row') && byte !== COMMA && byte !== COLON;
    if (!beginsKey && !beginsRow) throw this.#refusal();
    const whole = this.#keyed || KINDS[byte] !== OPEN ? undefined : this.#wholeRows.read(piece, at);
    if (whole !== undefined) {
      this.#rows = this.#rows.concat(whole.rows);
      this.#count += whole.rows.length;
      this.#expects = 'comma or end';
      return whole.end;
    }
    this.#state = 'row';
    this.#depth = 0;
    return at;
  }

  /** To the end of a row (or key), or of the piece. */
  #readRow(piece: Buffer, from: number): number {
    let at = from;
    let depth = this.#depth;
    while (at < piece.length) {
      if (this.#inText) {
        const behind = this.#readText(piece, at);
        if (behind === undefined) break;
        at = behind;
        if (depth === 0) return this.#finish(piece, from, at);
        continue;
      }
      const byte = piece[at] ?? 0;
      const kind = KINDS[byte];
      if (depth === 0 && (byte === COMMA || kind === SPACE || kind === CLOSE || byte === COLON)) {
        return this.#finish(piece, from, at); // a number or a word
      }
      at += 1;
      if (kind === TEXT) this.#inText = true;
      else if (kind === OPEN) depth += 1;
      else if (kind === CLOSE) {
        depth -= 1;
        if (depth === 0) return this.#finish(piece, from, at);
      }
    }
    this.#depth = depth;
    this.#begun.push(piece.subarray(from));
    return piece.length;
  }

  /** Where the text has ended, behind its closing quote; `undefined` when it goes on in the next piece. */
  #readText(piece: Buffer, from: number): number | undefined {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at += 1;
    }
    for (; at < piece.length; at += 1) {
      const byte = piece[at];
      if (byte === QUOTE) {
        this.#inText = false;
        return at + 1;
      }
      if (byte === BACKSLASH) at += 1;
    }
    this.#escaped = at > piece.length;
    return undefined;
  }

  #finish(piece: Buffer, from: number, to: number): number {
    const end = piece.subarray(from, to);
    const bytes = this.#begun.length === 0 ? end : Buffer.concat([...this.#begun, end]);
    this.#begun = [];
    this.#state = 'between';
    const isKey = this.#expects.startsWith('key');
    this.#expects = isKey ? 'colon' : 'comma or end';
    const value = this.#parse(bytes);
    if (isKey) return to;
    this.#rows.push(value);
    this.#count += 1;
    return to;
  }

  #parse(bytes: Uint8Array): unknown {
    try {
      return JSON.parse(textOf(bytes));
    } catch {
      throw this.#refusal();
    }
  }

  #refusal(): MalformedRows {
    return new MalformedRows(`is not the JSON it should be (behind row ${String(this.#count)})`);
  }
}

/**
 * The JSON around the rows, and where in it they begin: in the root itself when it is a list, else in its
 * field "items".
 */
class Around {
  entersRows = false;
  #text = '';
  #found = false;
  #depth = 0;
  #string: number[] | undefined;
  #escaped = false;
  #last = '';
  #field = '';
  #pieces: number[] = [];

  get isComplete(): boolean {
    return this.#depth === 0 && this.#string === undefined && this.#started;
  }

  get #started(): boolean {
    return this.#text !== '' || this.#pieces.length > 0;
  }

  /** Reads on to the end of the piece, or to behind the bracket that opens the rows. */
  read(piece: Uint8Array, from: number): number {
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      if (this.#string !== undefined) this.#readString(byte);
      else if (this.#opensRows(byte)) {
        this.#enter();
        return at + 1;
      } else this.#readMark(byte);
      this.#pieces.push(byte);
    }
    if (this.#pieces.length > LARGEST_ROW_BYTES) {
      throw new MalformedRows(`goes on for more than ${String(LARGEST_ROW_BYTES)} bytes without a row`);
    }
    return piece.length;
  }

  leaveRows(): void {
    this.entersRows = false;
  }

  /** @throws MalformedRows for what is no JSON. */
  hadRows(): boolean {
    const text = this.#text + textOf(Uint8Array.from(this.#pieces));
    let root: unknown;
    try {
      root = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
      throw new MalformedRows('is not the JSON it should be (around its rows)');
    }
    // Other lists of this API say null for "none".
    return this.#found || (root as { items?: unknown } | null)?.items === null;
  }

  #opensRows(byte: number): boolean {
    if (this.#found || KINDS[byte] !== OPEN) return false;
    return this.#depth === 0 ? byte === 0x5b : this.#depth === 1 && this.#field === ITEMS;
  }

  #enter(): void {
    this.#text = `${textOf(Uint8Array.from(this.#pieces))}null`;
    this.#pieces = [];
    this.#found = true;
    this.entersRows = true;
  }

  #readString(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) {
      this.#last = textOf(Uint8Array.from(this.#string ?? []));
      this.#string = undefined;
      return;
    }
    this.#string?.push(byte);
  }

  #readMark(byte: number): void {
    const kind = KINDS[byte];
    if (kind === TEXT) this.#string = [];
    else if (kind === OPEN) this.#depth += 1;
    else if (kind === CLOSE) this.#depth -= 1;
    else if (this.#depth === 1 && byte === COLON) this.#field = this.#last;
    else if (this.#depth === 1 && byte === COMMA) this.#field = '';
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
