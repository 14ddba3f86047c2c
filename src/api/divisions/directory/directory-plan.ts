import type { DivisionVersions } from '../../contract/contract.generated.js';
import type { DirectoryPosition } from './division-change.js';

/** A file to be read. */
export interface PlannedFile {
  readonly kind: 'base' | 'delta';
  readonly url: string;
  /** The version that it leads to. Unix time, seconds. */
  readonly unixTime: number;
  /** So many of its rows are with the reader already, if the file still has this ETag. */
  readonly known: { readonly rows: number; readonly etag: string | undefined } | undefined;
}

export interface DirectoryPlan {
  /** What the reader holds is of no use; the base comes first. */
  readonly reset: boolean;
  readonly files: readonly PlannedFile[];
}

/**
 * Which files lead from what a reader holds to the newest version. The deltas alone, if they reach back to
 * the reader's version; otherwise the base and the deltas that are newer than it.
 */
export function planFiles(
  manifest: DivisionVersions,
  { version, partial }: DirectoryPosition,
): DirectoryPlan {
  const { base_version: base } = manifest;
  if (version === undefined || !reachesBack(manifest, version)) {
    const goesOn = partial?.kind === 'base' && partial.unixTime === base.unix_time;
    const known = goesOn ? { rows: partial.rows, etag: partial.etag } : undefined;
    const baseFile: PlannedFile = { kind: 'base', url: base.url, unixTime: base.unix_time, known };
    return { reset: !goesOn, files: [baseFile, ...deltasAfter(manifest, base.unix_time)] };
  }
  const [first, ...others] = deltasAfter(manifest, version);
  if (first === undefined) return { reset: false, files: [] };
  const goesOn = partial?.kind === 'delta' && partial.unixTime === first.unixTime;
  const known = goesOn ? { rows: partial.rows, etag: partial.etag } : undefined;
  return { reset: false, files: [{ ...first, known }, ...others] };
}

/** Oldest first. A delta that covers nothing beyond one before it is left out. */
function deltasAfter({ deltas }: DivisionVersions, version: number): PlannedFile[] {
  let reached = version;
  return [...deltas]
    .sort((a, b) => a.unix_time_till - b.unix_time_till || a.unix_time_from - b.unix_time_from)
    .filter(({ unix_time_till: till }) => {
      const newer = till > reached;
      reached = Math.max(reached, till);
      return newer;
    })
    .map(({ url, unix_time_till: unixTime }) => ({ kind: 'delta', url, unixTime, known: undefined }));
}

/** The base is where deltas begin at the latest. */
function reachesBack({ base_version: base, deltas }: DivisionVersions, version: number): boolean {
  return version >= Math.min(base.unix_time, ...deltas.map(({ unix_time_from: from }) => from));
}
