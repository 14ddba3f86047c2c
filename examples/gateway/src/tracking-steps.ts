import { describeTrackingStatus, type TrackingHistoryItem } from 'nestjs-nova-post';

/** Something that happened to a shipment. */
export interface Step {
  readonly at: string;
  readonly code: string;
  /** What the code means. */
  readonly text: string;
}

/** Oldest first. */
export function stepsOf({ history_tracking: history }: TrackingHistoryItem): Step[] {
  return history.map(({ code, code_name: name, date }) => ({
    at: date,
    code,
    text: describeTrackingStatus(code) ?? name ?? '',
  }));
}
