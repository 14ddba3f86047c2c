import { pathMatcher } from './path-pattern.js';
import type { RecordedRequest, RequestFilter } from './recorded-request.js';

/**
 * Turns a `RequestFilter` into a function. Throws a `TypeError` that says what is possible when it cannot.
 */
export function requestMatcher(filter: RequestFilter): (request: RecordedRequest) => boolean {
  if (typeof filter === 'function') return filter;
  if (filter === 'token') return ({ asksForToken }) => asksForToken;
  if (filter === 'api') return ({ asksForToken }) => !asksForToken;
  if (isPath(filter)) {
    const matches = pathMatcher(filter);
    return (request) => matches(request.path) !== undefined;
  }
  throw new TypeError(
    `'${String(filter)}' picks no requests. Use 'token', 'api', a path that starts with a slash and has no ` +
      "/v.1.0 (such as '/divisions' or '/shipments/{id}'), or a function.",
  );
}

/** The type promises a path; JavaScript callers may still hand over anything. */
function isPath(filter: unknown): filter is string {
  return typeof filter === 'string' && filter.startsWith('/');
}
