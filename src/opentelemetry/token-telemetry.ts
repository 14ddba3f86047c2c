import { SpanKind, SpanStatusCode, type Meter, type SpanContext, type Tracer } from '@opentelemetry/api';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';
import type { TokenEvent } from '../token/token-events.js';
import { seconds } from './instruments.js';

type Refresh = Extract<TokenEvent, { readonly durationMs: number }>;

/** Counts and times refreshes, and makes a span of each. */
export class TokenTelemetry {
  readonly #record: (refresh: Refresh, account: string) => void;
  readonly #tracer: Tracer;
  readonly #lastRefreshes = new Map<string, SpanContext>();

  constructor(meter: Meter, tracer: Tracer) {
    this.#tracer = tracer;
    this.#record = refreshRecorder(meter);
  }

  /** The last refresh of an account, by its fingerprint. */
  readonly lastRefresh = (account: string): SpanContext | undefined => this.#lastRefreshes.get(account);

  /** @param label what an operator calls the account. */
  follow({ events$ }: ConfigurableTokenService, label: () => string): void {
    let fingerprint = '';
    events$.subscribe({
      next: (event) => {
        if (!('durationMs' in event)) return;
        this.#record(event, label());
        if (event.account !== fingerprint) this.#lastRefreshes.delete(fingerprint);
        fingerprint = event.account;
        this.#lastRefreshes.set(fingerprint, this.#spanOf(event, label()));
      },
      complete: () => this.#lastRefreshes.delete(fingerprint),
    });
  }

  /** A trace of its own: a refresh is for all calls that wait for it, or for none. */
  #spanOf(event: Refresh, account: string): SpanContext {
    const { at, durationMs, requests, lockWaitMs } = event;
    const span = this.#tracer.startSpan('nova_post.token.refresh', {
      root: true,
      kind: SpanKind.INTERNAL,
      startTime: new Date(at.getTime() - durationMs),
      attributes: {
        ...refreshAttributes(event, account),
        'nova_post.account.fingerprint': event.account.slice(0, 12),
        'nova_post.refresh.requests': requests,
        'nova_post.refresh.lock_wait': lockWaitMs / 1000,
      },
    });
    if (event.type === 'refreshFailed') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(at);
    return span.spanContext();
  }
}

function refreshRecorder(meter: Meter): (refresh: Refresh, account: string) => void {
  const refreshes = meter.createCounter('nova_post.token.refreshes', {
    unit: '{refresh}',
    description: 'Attempts to get a token',
  });
  const requests = meter.createCounter('nova_post.token.requests', {
    unit: '{request}',
    description: 'Requests to the token endpoint',
  });
  const duration = seconds(
    meter,
    'nova_post.token.refresh.duration',
    'Attempts to get a token, with their waits',
  );
  const lockWait = seconds(
    meter,
    'nova_post.token.lock.wait.duration',
    'Waits for another process that was refreshing',
  );
  return (refresh, account) => {
    const attributes = refreshAttributes(refresh, account);
    refreshes.add(1, attributes);
    requests.add(refresh.requests, { 'nova_post.account': account });
    duration.record(refresh.durationMs / 1000, attributes);
    if (refresh.lockWaitMs > 0) lockWait.record(refresh.lockWaitMs / 1000, { 'nova_post.account': account });
  };
}

function refreshAttributes(refresh: Refresh, account: string): Record<string, string> {
  const common = { 'nova_post.account': account };
  return refresh.type === 'refreshFailed'
    ? { ...common, 'nova_post.refresh.result': 'failed', 'error.type': refresh.error.reason }
    : { ...common, 'nova_post.refresh.result': refresh.type };
}
