import { TokenParser, TokenType, Tokenizer } from '@streamparser/json';

/** A division has one or two thousand bytes. */
const LARGEST_ROW_BYTES = 8 * 1024 * 1024;

/** What is wrong with a file, in words that follow its name. */
export class MalformedRows extends Error {}

/**
 * Reads the rows out of JSON that comes in pieces: `{ "items": [row, …] }`, `{ "items": { "key": row, … } }` or `[row, …]`.
 * Holds the rows of one piece, and the one it is in the middle of.
 */
export class JsonRows {
  readonly #tokenizer = new Tokenizer();
  readonly #place = new PlaceOfRows();
  #parser: TokenParser | undefined;
  #rows: unknown[] = [];
  #bytesSinceRow = 0;

  constructor() {
    this.#tokenizer.onError = refuse;
    this.#tokenizer.onToken = (token) => {
      const parser = (this.#parser ??= this.#createParser(token.token));
      // From there on there is nothing to look for.
      if (this.#place.find(token)) this.#tokenizer.onToken = parser.write.bind(parser);
      parser.write(token);
    };
  }

  /**
   * The rows that end in this piece.
   *
   * @throws MalformedRows
   */
  write(piece: Uint8Array): unknown[] {
    this.#bytesSinceRow += piece.length;
    this.#tokenizer.write(piece);
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) this.#bytesSinceRow = 0;
    if (this.#bytesSinceRow > LARGEST_ROW_BYTES) {
      throw new MalformedRows(`goes on for more than ${String(LARGEST_ROW_BYTES)} bytes without a row`);
    }
    return rows;
  }

  /** @throws MalformedRows when the JSON is not at its end, or had no place for rows. */
  end(): void {
    if (this.#parser?.isEnded !== true) throw new MalformedRows('ends in the middle of its JSON');
    if (!this.#place.found) throw new MalformedRows('has no "items"');
  }

  #createParser(root: TokenType): TokenParser {
    const parser = new TokenParser({
      paths: [root === TokenType.LEFT_BRACKET ? '$.*' : '$.items.*'],
      keepStack: false,
    });
    parser.onValue = ({ value }) => this.#rows.push(value);
    parser.onError = refuse;
    parser.onEnd = () => {
      // What follows the end is an error, too.
      if (!this.#tokenizer.isEnded) this.#tokenizer.end();
    };
    return parser;
  }
}

function refuse(error: Error): never {
  throw error instanceof MalformedRows
    ? error
    : new MalformedRows(`is not the JSON it should be (${error.message})`);
}

/** Follows the tokens to where rows begin: in the root itself when it is a list, else in its field "items". */
class PlaceOfRows {
  found = false;
  #depth = 0;
  #text: unknown;
  #field: unknown;

  find({ token, value }: { readonly token: TokenType; readonly value: unknown }): boolean {
    const opens = token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET;
    if (this.#depth === 0) this.found = token === TokenType.LEFT_BRACKET;
    else if (this.#depth === 1) this.#lookAt(token, value, opens);
    if (opens) this.#depth += 1;
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#depth -= 1;
    return this.found;
  }

  #lookAt(token: TokenType, value: unknown, opens: boolean): void {
    if (token === TokenType.COLON) this.#field = this.#text;
    else if (token === TokenType.COMMA) this.#field = undefined;
    // Other lists of this API say null for "none".
    else if (this.#field === 'items') this.found = opens || token === TokenType.NULL;
    else this.#text = value;
  }
}
