import {
  SpanKind,
  SpanStatusCode,
  context,
  trace,
  type Context,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import type { CallObservation, CallStart, CallWait } from '../http/call-events.js';
import type { NovaPostCall } from '../http/call-record.js';
import { callAttributes, errorTypeOf, outcomeAttributes } from './attributes.js';

/**
 * The span of one call, with children for its attempts and for a wait for a token. What an attempt does is in its span's
 * context, so that the spans of instrumented transports are its children.
 */
export class CallSpan implements CallObservation {
  readonly #tracer: Tracer;
  readonly #call: CallStart;
  readonly #lastRefresh: (account: string) => SpanContext | undefined;
  readonly #span: Span;
  readonly #context: Context;
  #attempts = 0;

  /** @param lastRefresh of an account, by its fingerprint. */
  constructor(tracer: Tracer, call: CallStart, lastRefresh: (account: string) => SpanContext | undefined) {
    this.#tracer = tracer;
    this.#call = call;
    this.#lastRefresh = lastRefresh;
    this.#span = tracer.startSpan(call.operation, {
      kind: SpanKind.INTERNAL,
      attributes: callAttributes(call),
    });
    this.#context = trace.setSpan(context.active(), this.#span);
  }

  attempt<T>(send: () => Promise<T>): Promise<T> {
    const { method, path } = this.#call;
    const resends = this.#attempts;
    this.#attempts += 1;
    const attributes = {
      ...callAttributes(this.#call),
      ...(resends > 0 && { 'http.request.resend_count': resends }),
    };
    const span = this.#tracer.startSpan(
      `${method} ${path}`,
      { kind: SpanKind.CLIENT, attributes },
      this.#context,
    );
    const ended = (status: unknown, code: unknown) => {
      if (typeof status === 'number') span.setAttribute('http.response.status_code', status);
      const isError = typeof status !== 'number' || status >= 400;
      if (isError) fail(span, typeof status === 'number' ? String(status) : code);
      span.end();
    };
    const sent = context.with(trace.setSpan(this.#context, span), send);
    sent.then(
      (response) => ended((response as { readonly status?: unknown } | undefined)?.status, '_OTHER'),
      (error: unknown) => {
        const { response, code } = (error ?? {}) as { response?: { status?: unknown }; code?: unknown };
        ended(response?.status, code);
      },
    );
    return sent;
  }

  /** The refresh that it waited for has a trace of its own: it is for all that wait. */
  async wait<T>(what: CallWait, waiting: () => Promise<T>): Promise<T> {
    if (what !== 'token') return waiting();
    const span = this.#tracer.startSpan('nova_post.token.wait', {}, this.#context);
    try {
      return await waiting();
    } catch (error) {
      fail(span, (error as { readonly code?: unknown } | undefined)?.code);
      throw error;
    } finally {
      const refresh = this.#lastRefresh(this.#call.account);
      if (refresh !== undefined) span.addLink({ context: refresh });
      span.end();
    }
  }

  ended(call: NovaPostCall): void {
    this.#span.setAttributes({
      ...outcomeAttributes(call),
      'nova_post.call.attempts': call.attempts,
      'nova_post.call.replayed': call.replayed,
      'nova_post.account.fingerprint': call.account.slice(0, 12),
    });
    const errorType = errorTypeOf(call);
    if (errorType !== undefined) fail(this.#span, errorType);
    this.#span.end();
  }
}

/** Codes are texts that programs compare; a message may quote what a server said. */
function fail(span: Span, errorType: unknown): void {
  span.setAttribute('error.type', typeof errorType === 'string' ? errorType : '_OTHER');
  span.setStatus({ code: SpanStatusCode.ERROR });
}
