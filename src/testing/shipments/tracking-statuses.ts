import { trackingStatuses } from '../contract/operations.generated.js';

/** What a status code means, in English. */
export interface EmulatorStatus {
  readonly label: string;
  /** Name of the movement event that goes with it. */
  readonly event: string;
}

/** The code a new shipment has. */
export const STATUS_READY = 1;
/** The code a deleted shipment has. */
export const STATUS_DELETED = 2;

/**
 * The published status codes, and the event that each goes with. Others may be set too: the real list is an
 * open one.
 */
export const EMULATOR_STATUSES = trackingStatuses as Readonly<Record<number, EmulatorStatus>>;

const UNDETERMINED: EmulatorStatus = { label: 'Undetermined', event: 'OnTheWayArrival' };
const CLOSED: ReadonlySet<number> = new Set([9, 10, 11, 106]);

export function describeStatus(code: number): EmulatorStatus {
  return EMULATOR_STATUSES[code] ?? UNDETERMINED;
}

/** True for the codes that mean the parcel was handed over. */
export function isClosed(code: number): boolean {
  return CLOSED.has(code);
}
