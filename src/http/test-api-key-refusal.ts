import { AxiosHeaders, type AxiosResponse } from 'axios';
import {
  NovaPostApiError,
  NovaPostInsecureUrlError,
  NovaPostNotFoundError,
  NovaPostRateLimitError,
  NovaPostValidationError,
  type ApiErrorDetails,
  type NovaPostError,
} from '../nova-post.errors.js';
import { retryAfterMsOf } from '../retry-after.js';
import type { RequestLabel } from './request-label.js';
import { decodeErrorBody, readErrorFields } from './error-body.js';
import { redact } from '../redact.js';

const LONGEST_REASON = 300;

/** What to do next, by status; as published for this call. */
const NEXT_STEPS: Readonly<Record<number, string>> = {
  400: 'Write the phone with digits only, country prefix first and no plus, such as 49XXXXXXXXX.',
  404: 'The phone must be registered at my.novapost.com: register it there, or give the one you have registered.',
  409: 'Several clients of Nova Post have this phone. Give one that is yours alone, or ask Nova Post to sort it out.',
  429: 'One request a day is served. Use the key you have got, or ask again tomorrow (UTC).',
};

/**
 * The error for an answer other than a success. The phone is personal data: should the server repeat it, it is redacted.
 *
 * @param nowMs wall clock, for a `Retry-After` that is a date.
 */
export function refusalOfTestApiKey(
  response: AxiosResponse<unknown>,
  call: RequestLabel,
  phone: string,
  nowMs: number,
): NovaPostError {
  const { status } = response;
  if (status >= 300 && status < 400) {
    return new NovaPostInsecureUrlError(
      `${String(call)} was answered with a redirect (${String(status)}), which is never followed: it would carry the phone ` +
        'elsewhere. Check baseURL.',
    );
  }
  const details = detailsOf(response, call, phone, nowMs);
  const reasons = Object.values(details.fields).flat().join(', ').slice(0, LONGEST_REASON);
  const said = reasons === '' ? '.' : `: ${reasons}.`;
  const nextStep = NEXT_STEPS[status];
  const message = `${String(call)} answered ${String(status)}${said}${nextStep === undefined ? '' : ` ${nextStep}`}`;
  if (status === 404) return new NovaPostNotFoundError(message, details);
  if (status === 422) return new NovaPostValidationError(message, details);
  if (status === 429) return new NovaPostRateLimitError(message, details);
  return new NovaPostApiError(message, details);
}

function detailsOf(
  { status, statusText, headers, data }: AxiosResponse<unknown>,
  { config, path }: RequestLabel,
  phone: string,
  nowMs: number,
): ApiErrorDetails {
  const safeHeaders = Object.fromEntries(
    Object.entries(AxiosHeaders.from(headers as AxiosHeaders).toJSON())
      .map(([name, value]) => [name.toLowerCase(), String(redact(String(value), [phone]))] as const)
      .filter(([name]) => name !== 'set-cookie'),
  );
  const body = redact(decodeErrorBody(data, safeHeaders['content-type']), [phone]);
  const retryAfterMs = retryAfterMsOf(safeHeaders, nowMs);
  return {
    code: status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE',
    config,
    path,
    response: {
      status,
      statusText: String(redact(statusText, [phone])),
      headers: safeHeaders,
      data: body,
    },
    fields: readErrorFields(body),
    retryAfter: retryAfterMs === undefined ? undefined : retryAfterMs / 1000,
  };
}
