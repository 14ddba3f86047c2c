import type { Attributes } from '@opentelemetry/api';
import type { CallStart } from '../http/call-events.js';
import type { NovaPostCall } from '../http/call-record.js';

/** Under which tracer and meter are found. */
export const SCOPE = 'nestjs-nova-post';

/** What a call is: by the conventions for HTTP clients, and its operation. */
export function callAttributes({ operation, method, path, origin }: Omit<CallStart, 'account'>): Attributes {
  return {
    'nova_post.operation': operation,
    'http.request.method': method,
    'url.template': path,
    ...serverOf(origin),
  };
}

/** How it ended. */
export function outcomeAttributes(call: NovaPostCall): Attributes {
  const errorType = errorTypeOf(call);
  return {
    'nova_post.call.outcome': call.outcome,
    ...(call.status !== undefined && { 'http.response.status_code': call.status }),
    ...(errorType !== undefined && { 'error.type': errorType }),
  };
}

/** The status where there is one that is an error, otherwise the code of the error. */
export function errorTypeOf({ outcome, status, code }: NovaPostCall): string | undefined {
  if (outcome === 'succeeded') return undefined;
  return status !== undefined && status >= 400 ? String(status) : (code ?? '_OTHER');
}

function serverOf(origin: string): Attributes {
  if (!URL.canParse(origin)) return {};
  const { hostname, port, protocol } = new URL(origin);
  const usual = protocol === 'http:' ? 80 : 443;
  return { 'server.address': hostname, 'server.port': port === '' ? usual : Number(port) };
}
