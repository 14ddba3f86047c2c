import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Language } from '../api/call.js';
import { changeOn, rowOn, type Day } from './directory-days.js';

/** How the rows are laid out in a file. Clients in use have met a list below `items`, and a bare list. */
export type DirectoryShape = 'items' | 'items-by-id' | 'array';

/** Options of the bulk directory of divisions, `GET /divisions/versions` outside the API's base. */
export interface DivisionDirectoryOptions {
  /**
   * How many divisions it has; one in fifty of them is closed at any time. Default: the `divisions` option.
   */
  rows?: number;
  /** How many days ago the base was made, and how many deltas there are: one a day since. Default 3. */
  deltas?: number;
  /** Default `items`: `{ "items": [ … ] }`. */
  shape?: DirectoryShape;
  /**
   * Origin that the manifest says the files are at, such as another emulator's. Default: this emulator's own.
   */
  cdnOrigin?: string;
}

/** A base of a day, or what has changed since the day before it. */
export interface DirectoryFileName {
  kind: 'base' | 'delta';
  day: Day;
  language: Language;
}

/** Compressed and ready to be sent. */
interface StoredFile {
  bytes: Buffer;
  etag: string;
}

/** A few days in two languages. */
const MOST_FILES_KEPT = 24;
const ROWS_PER_PIECE = 100;

/** Makes files when they are asked for, row by row; only the compressed bytes are kept. */
export class DirectoryFiles {
  readonly #rows: number;
  readonly #shape: DirectoryShape;
  readonly #files = new Map<string, Promise<StoredFile>>();

  constructor(rows: number, shape: DirectoryShape) {
    this.#rows = rows;
    this.#shape = shape;
  }

  get(name: DirectoryFileName): Promise<StoredFile> {
    const key = `${name.kind} ${String(name.day)} ${name.language}`;
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const file = storedFile(this.#json(name));
    this.#files.set(key, file);
    const [oldest] = this.#files.keys();
    if (this.#files.size > MOST_FILES_KEPT && oldest !== undefined) this.#files.delete(oldest);
    return file;
  }

  *#json({ kind, day, language }: DirectoryFileName): Generator<string> {
    const [opening, closing] = {
      items: ['{"items":[', ']}'],
      'items-by-id': ['{"items":{', '}}'],
      array: ['[', ']'],
    }[this.#shape] as [string, string];
    const stateOf = kind === 'base' ? rowOn : changeOn;
    let piece = opening;
    let separator = '';
    for (let index = 0; index < this.#rows; index += 1) {
      const row = stateOf(day, index, language);
      if (row !== undefined) {
        const key = this.#shape === 'items-by-id' ? `"${String((row as { id: number }).id)}":` : '';
        piece += separator + key + JSON.stringify(row);
        separator = ',';
      }
      if (index % ROWS_PER_PIECE === 0) {
        yield piece;
        piece = '';
      }
    }
    yield piece + closing;
  }
}

/** Gzipped JSON, made of its pieces. */
async function storedFile(pieces: Iterable<string>): Promise<StoredFile> {
  const chunks: Buffer[] = [];
  const hash = createHash('sha1');
  for await (const chunk of Readable.from(pieces).pipe(createGzip({ level: 1 })) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    hash.update(chunk);
  }
  return { bytes: Buffer.concat(chunks), etag: `"${hash.digest('hex').slice(0, 16)}"` };
}
