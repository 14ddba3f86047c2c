import type { Division } from '../../contract/contract.generated.js';

/** An id with its name. */
interface Named {
  readonly id: number;
  readonly name: string;
}

/**
 * A division as the directory has it. Its files hold other rows than `GET /divisions`: every field may be
 * missing, and client code finds `region` and `parent` beside the settlement, and `postalCode` in
 * `addressParts`.
 */
export type DirectoryDivision = Pick<Division, 'id'> &
  Partial<Division> & {
    readonly region?: Named | null;
    readonly parent?: Named | null;
    readonly addressParts?: Readonly<Record<string, string | null>> | null;
  };

/** Where a row was found: a file of the directory, or pages of `GET /divisions`. */
export type DirectorySource = 'base' | 'delta' | 'pages';

/**
 * One step from what the reader holds to the directory as it is now, to be taken in order:
 *
 * - `reset`: forget every division; all of them follow.
 * - `upsert`: put this division in the place of the one with its id, or add it.
 * - `delete`: remove the division with this id, if there is one.
 */
export type DivisionChange =
  | { readonly type: 'reset'; readonly source: DirectorySource }
  | { readonly type: 'upsert'; readonly source: DirectorySource; readonly division: DirectoryDivision }
  | {
      readonly type: 'delete';
      readonly source: DirectorySource;
      readonly id: number;
      /** The row that says so; its `deletedAt` is the moment. */
      readonly division: DirectoryDivision;
    };

/** A file in the middle of which a reader is. */
export interface PartialFile {
  readonly kind: 'base' | 'delta';
  /** The version that the file leads to. Unix time, seconds. */
  readonly unixTime: number;
  /** So many of its rows have been given out. */
  readonly rows: number;
  /** Tells whether it is still the same file. */
  readonly etag?: string | undefined;
}

/** How far a reader has come. Plain JSON: keep it with the data, and give it back as `since`. */
export interface DirectoryPosition {
  /** What has been given out is the directory of this moment. Unix time, seconds. */
  readonly version?: number | undefined;
  readonly partial?: PartialFile | undefined;
  /** Pages were read in place of files, all before this one. */
  readonly page?: number | undefined;
}

/** How far a download has come. */
export interface DirectoryProgress {
  readonly source: DirectorySource;
  /** The file; missing while pages are read. */
  readonly file?: {
    readonly url: string;
    /** The version that the file leads to. Unix time, seconds. */
    readonly unixTime: number;
    /** From 1. */
    readonly number: number;
    /** How many files there are to read. */
    readonly count: number;
  };
  /** Bytes of this file that have come, as they were sent: compressed. 0 while pages are read. */
  readonly receivedBytes: number;
  /** Its size, if the server says it. */
  readonly totalBytes: number | undefined;
  /** Rows read of this file, or of all pages. */
  readonly rows: number;
  /** How many there are; known only while pages are read. */
  readonly totalRows: number | undefined;
}

/** The change that a row of a source means. */
export function changeOf(division: DirectoryDivision, source: DirectorySource): DivisionChange {
  const { id, deletedAt } = division;
  return typeof deletedAt === 'string' && deletedAt !== ''
    ? { type: 'delete', source, id, division }
    : { type: 'upsert', source, division };
}
