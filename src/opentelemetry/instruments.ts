import type { Histogram, Meter } from '@opentelemetry/api';

/** Of the conventions for HTTP clients, and 30 s: calls may wait that long. */
const BOUNDARIES_S = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30];

/** A histogram of durations. */
export function seconds(meter: Meter, name: string, description: string): Histogram {
  return meter.createHistogram(name, {
    unit: 's',
    description,
    advice: { explicitBucketBoundaries: BOUNDARIES_S },
  });
}
