import type { Shipment, ShipmentInput } from '../contract/contract.generated.js';

/** What tells a shipment from others. */
type Input = Pick<ShipmentInput, 'clientOrder' | 'recipient' | 'parcels'>;

/** Clocks of the API's machines may differ by so much, its `Date` header included. */
const SLACK_MS = 2_000;

/** What one look for a shipment has brought. */
export type MatchResult =
  | { readonly kind: 'own'; readonly shipment: Shipment }
  /** Nothing yet; `older` are shipments of the same client order from before the call. */
  | { readonly kind: 'none'; readonly older: readonly string[] }
  /** There is something, but it cannot be told whether it is this call's. */
  | { readonly kind: 'undecidable'; readonly reason: string; readonly candidates: readonly string[] };

/** When an answer came, by the monotonic clock here and by its `Date` header there. */
export interface AnswerTimes {
  readonly startedMs: number;
  readonly receivedMs: number;
  /** Milliseconds since 1970; `undefined` without a `Date`, or when a cache gave the answer. */
  readonly dateMs: number | undefined;
}

/**
 * The server's time at the start of the call, milliseconds since 1970, not later than it was. No wall clock
 * of this machine goes in, so it does not matter how wrong that is. `undefined` when the answer has no usable
 * `Date`.
 */
export function serverTimeAtStart({ startedMs, receivedMs, dateMs }: AnswerTimes): number | undefined {
  return dateMs === undefined ? undefined : dateMs - (receivedMs - startedMs);
}

/**
 * Picks the shipment that a call has made out of those with its client order. One that was made before the
 * call is not its work, although the order is the same. Adopted is only a shipment that is alone and fits;
 * all else is undecidable.
 *
 * @param rows from the list, whatever filter the API has applied.
 * @param startMs the server's time at the start of the call, or earlier.
 * @param overlapped another call of this process with the same client order was under way, or had just ended.
 */
export function matchShipment(
  rows: readonly Shipment[],
  input: Input,
  startMs: number | undefined,
  overlapped: boolean,
): MatchResult {
  // A row that does not tell its client order may be meant by the filter, or the filter may have been ignored.
  const same = rows.filter(
    (row) =>
      (row.clientOrder === undefined && fits(row, input)) || clientOrderOf(row) === clientOrderOf(input),
  );
  const older = same.filter((row) => isOlder(row, startMs));
  const recent = same.filter((row) => !older.includes(row));
  const [only] = recent;
  if (only === undefined) return { kind: 'none', older: numbersOf(older) };
  const reason = ambiguity(only, recent.length, input, startMs, overlapped);
  if (reason === undefined) return { kind: 'own', shipment: only };
  return { kind: 'undecidable', reason, candidates: numbersOf(recent) };
}

function ambiguity(
  row: Shipment,
  count: number,
  input: Input,
  startMs: number | undefined,
  overlapped: boolean,
): string | undefined {
  if (count > 1) return 'several shipments with its clientOrder were made since';
  if (startMs === undefined) return 'the API does not tell its time';
  if (createdAtMs(row) === undefined) return 'the one with its clientOrder does not tell when it was made';
  if (row.clientOrder === undefined) return 'the API does not tell the clientOrder of the one that fits';
  if (!row.number) return 'the one with its clientOrder has no number yet';
  if (isDeleted(row)) return 'the one with its clientOrder has been deleted';
  if (!fits(row, input)) return 'the one with its clientOrder has another recipient or other parcels';
  if (!overlapped) return undefined;
  return 'this process was creating another shipment with the same clientOrder at the time, or shortly before';
}

function isOlder(row: Shipment, startMs: number | undefined): boolean {
  const madeMs = createdAtMs(row);
  return madeMs !== undefined && startMs !== undefined && madeMs < startMs - SLACK_MS;
}

/** A time of year 1 is "not known", so not deleted. */
function isDeleted({ status, deletedAt }: Shipment): boolean {
  return status === 'Deleted' || (typeof deletedAt === 'string' && !deletedAt.startsWith('0001-'));
}

/**
 * `undefined` for a time that cannot be compared: none, one without a zone, or the API's "not known" of year
 * 1.
 */
function createdAtMs({ createdAt }: Shipment): number | undefined {
  if (createdAt === undefined || !/(Z|[+-]\d\d:?\d\d)$/.test(createdAt)) return undefined;
  const ms = Date.parse(createdAt);
  return Number.isNaN(ms) || ms <= 0 ? undefined : ms;
}

/** Only what the API is sure to give back as it got it; what a row does not tell is no contradiction. */
function fits(row: Shipment, { recipient, parcels }: Input): boolean {
  // An API in trouble may give null where the contract has text.
  const phone = row.recipient?.phone as string | null | undefined;
  const amount = row.parcelsAmount as number | null | undefined;
  if (amount !== undefined && amount !== null && amount !== parcels.length) return false;
  return phone === undefined || phone === null || digits(phone) === digits(recipient.phone);
}

/** Without white space around it, which servers drop; empty when there is none. */
export function clientOrderOf({
  clientOrder,
}: {
  readonly clientOrder?: string | number | null | undefined;
}): string {
  return String(clientOrder ?? '').trim();
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}

function numbersOf(rows: readonly Shipment[]): readonly string[] {
  return rows.map(({ number, id }) => number || String(id));
}
