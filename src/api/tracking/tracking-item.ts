import type {
  TrackingCurrentStatus as ContractStatus,
  TrackingEvent,
  TrackingHistory,
  TrackingItem as ContractItem,
  TrackingParcel as ContractParcel,
} from '../contract/contract.generated.js';

/** What a list of the contract holds. */
type Rows<Field extends keyof ContractItem> =
  NonNullable<ContractItem[Field]> extends readonly (infer Row)[] ? readonly Row[] : never;

/** State of a shipment. */
export interface TrackingCurrentStatus extends Omit<ContractStatus, 'number'> {
  /** Waybill number. */
  readonly number: string;
}

/** A parcel of a shipment that is tracked. */
export interface TrackingParcel extends Omit<ContractParcel, 'number'> {
  /** Number of the parcel; that of the waybill, for a shipment of one parcel. */
  readonly number?: string;
}

/**
 * What tracking tells of a shipment, in one shape: the API gives the state as an object, as a list of one, or
 * not at all, and lists as null. A list that did not come is empty.
 */
export interface TrackingItem {
  /** The state as it is now; `undefined` when the API names none. */
  readonly currentStatus: TrackingCurrentStatus | undefined;
  /** The way with all places. */
  readonly detailsTracking: readonly TrackingEvent[];
  /** The way in short. */
  readonly historyOnlineTracking: readonly TrackingEvent[];
  readonly parcels: readonly TrackingParcel[];
  /** Numbers at delivery partners; only with `external`. */
  readonly alternativeNumbers: readonly string[];
  /** Numbers at delivery partners with their names; only with `external`. */
  readonly alternativeNumbersGW: Rows<'alternativeNumbersGW'>;
  /** Not documented. */
  readonly deliveryInfo?: unknown;
  /** Why the courier could not deliver; only with `withUndeliveryReason`. */
  readonly undeliveryReasons: Rows<'undeliveryReasons'>;
  /**
   * Returns, redirections and the like that were made of this shipment; only with `withCreatedOnTheBasis`.
   */
  readonly createdOnTheBasis: Rows<'createdOnTheBasis'>;
}

type ContractHistory = TrackingHistory['items'][number];

/** A shipment's row of the history. */
export interface TrackingHistoryItem extends Omit<ContractHistory, 'number' | 'history_tracking'> {
  /** Waybill number. */
  readonly number: string;
  /** The states it has had. */
  readonly history_tracking: NonNullable<ContractHistory['history_tracking']>;
}

export function trackingItemOf(row: ContractItem): TrackingItem {
  return {
    ...row,
    currentStatus: statusOf(row.currentStatus),
    detailsTracking: row.detailsTracking ?? [],
    historyOnlineTracking: row.historyOnlineTracking ?? [],
    parcels: (row.parcels ?? []).map(withTextNumber),
    alternativeNumbers: row.alternativeNumbers ?? [],
    alternativeNumbersGW: row.alternativeNumbersGW ?? [],
    undeliveryReasons: row.undeliveryReasons ?? [],
    createdOnTheBasis: row.createdOnTheBasis ?? [],
  };
}

export function historyItemOf(row: ContractHistory): TrackingHistoryItem {
  return { ...row, number: String(row.number), history_tracking: row.history_tracking ?? [] };
}

function statusOf(given: ContractItem['currentStatus']): TrackingCurrentStatus | undefined {
  const status = Array.isArray(given) ? given[0] : given;
  if (status === undefined || status === null) return undefined;
  return { ...status, number: String(status.number) };
}

function withTextNumber({ number, ...rest }: ContractParcel): TrackingParcel {
  return number === undefined || number === null ? rest : { ...rest, number: String(number) };
}
