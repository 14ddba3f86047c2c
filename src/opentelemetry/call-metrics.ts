import type { Meter } from '@opentelemetry/api';
import type { Observable, Subscription } from 'rxjs';
import type { NovaPostCall } from '../http/call-record.js';
import { callAttributes, outcomeAttributes } from './attributes.js';
import { seconds } from './instruments.js';

/** Measures finished calls. */
export function measureCalls(meter: Meter, calls$: Observable<NovaPostCall>): Subscription {
  const duration = seconds(
    meter,
    'http.client.request.duration',
    'Calls to the API, with waits, repeats and a replay',
  );
  const waits = seconds(
    meter,
    'nova_post.call.wait.duration',
    'Waits of calls: for a token, or for their turn',
  );
  const attempts = meter.createCounter('nova_post.call.attempts', {
    unit: '{request}',
    description: 'Requests sent for calls',
  });
  const replays = meter.createCounter('nova_post.call.replays', {
    unit: '{call}',
    description: 'Calls sent again with another token after a 401',
  });
  return calls$.subscribe((call) => {
    const operation = { 'nova_post.operation': call.operation };
    duration.record(call.durationMs / 1000, { ...callAttributes(call), ...outcomeAttributes(call) });
    attempts.add(call.attempts, operation);
    if (call.replayed) replays.add(1, operation);
    for (const [wait, ms] of [
      ['token', call.tokenWaitMs],
      ['rate_limit', call.rateLimitWaitMs],
    ] as const) {
      if (ms > 0) waits.record(ms / 1000, { ...operation, 'nova_post.wait': wait });
    }
  });
}
