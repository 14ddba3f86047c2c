import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

/** For the `transport` setting of axios' http adapter. */
export interface NodeTransport {
  request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest;
}

/**
 * Sends what stands after the question mark without any observer of Node's http seeing it: instrumentation, breadcrumbs,
 * diagnostics channels and performance entries all read the path of the request, which has it only while the head of the
 * request is written.
 */
export const queryHidingTransport: NodeTransport = {
  request(options, onResponse) {
    const client = options.protocol === 'https:' ? https : http;
    const path = options.path ?? '/';
    const [shown = '/'] = path.split('?');
    if (shown === path) return client.request(options, onResponse);
    // Without a prototype, as axios made it: a polluted one must not add settings.
    const withoutQuery = Object.assign(Object.create(null) as object, options, { path: shown });
    const request = client.request(withoutQuery, onResponse);
    request.path = path;
    request.flushHeaders();
    request.path = shown;
    hideSentHead(request, path, shown);
    return request;
  },
};

/** Node keeps the head it has written; nothing reads it again but a person who prints the request. */
function hideSentHead(request: ClientRequest, path: string, shown: string): void {
  const kept = request as unknown as { _header?: unknown };
  if (typeof kept._header === 'string') kept._header = kept._header.replace(path, () => shown);
}

/** What @opentelemetry/api has registered for all its copies of major version 1. */
const OPENTELEMETRY_API = Symbol.for('opentelemetry.js.api.1');
/** The key of @opentelemetry/core by which a tracer makes no spans. */
const SUPPRESS_TRACING = Symbol.for('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

interface OpenTelemetryContext {
  setValue(key: symbol, value: unknown): OpenTelemetryContext;
}

interface OpenTelemetryApi {
  readonly context?: {
    active(): OpenTelemetryContext;
    with<Result>(context: OpenTelemetryContext, run: () => Result): Result;
  };
}

/** Runs without OpenTelemetry making spans of it, if the application has OpenTelemetry. Loads nothing of it. */
export function withoutTracing<Result>(run: () => Result): Result {
  const { context } = (Reflect.get(globalThis, OPENTELEMETRY_API) ?? {}) as OpenTelemetryApi;
  return context === undefined ? run() : context.with(context.active().setValue(SUPPRESS_TRACING, true), run);
}
