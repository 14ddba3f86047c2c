import { redact } from '../../redact.js';
import { NovaPostApiError } from '../../nova-post.errors.js';
import type { UnknownOutcome } from '../unknown-outcome.js';

/** A shorter one would take ordinary words out of texts, and protects nothing. */
const SHORTEST_SECRET = 4;

/**
 * The answer of a call that sends the secret of a subscription. Its error does not quote that secret, should
 * the API do so.
 */
export async function withoutSecret<Answer>(call: Promise<Answer>, secret = ''): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof NovaPostApiError && secret.length >= SHORTEST_SECRET
      ? cleaned(error, secret)
      : error;
  }
}

/** A new error of the same class: the stack of the one there is begins with its message. */
function cleaned(error: NovaPostApiError, secret: string): NovaPostApiError {
  const clean = <Value>(value: Value): Value => redact(value, [secret]) as Value;
  const { code, config, method, path, retryAfter, response, fields, status, message } = error;
  const details = { code, config, path, retryAfter, response: clean(response), fields: clean(fields) };
  // The message is cut to a length: part of the secret may stand at its end.
  const quoted = JSON.stringify(details.fields) !== JSON.stringify(fields);
  const safe = `${method} ${path} answered ${String(status)} and quoted the secretToken, which is redacted in fields.`;
  const clone = new (error.constructor as typeof NovaPostApiError)(quoted ? safe : message, details);
  const { outcome, candidates } = error as Partial<UnknownOutcome>;
  return outcome === undefined ? clone : Object.assign(clone, { outcome, candidates });
}
