import { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { networkError, type NetworkErrorContext } from './network-error.js';
import { publicRequest } from './response.js';
import { isStream } from './wrap-response-stream.js';

interface Answered {
  readonly kind: 'answered';
  readonly response: AxiosResponse;
}

export interface Failed {
  readonly kind: 'failed';
  /** Missing when no complete answer came. */
  readonly response: AxiosResponse | undefined;
  readonly error: unknown;
}

/** How one attempt of a call ended. */
export type Outcome = Answered | Failed;

/** Whether there is an answer that says what went wrong: a caller may print it, so it must be rid of secrets. */
export function holdsFailure(outcome: Outcome): outcome is Outcome & { readonly response: AxiosResponse } {
  const { kind, response } = outcome;
  if (response === undefined) return false;
  return kind === 'failed' || (response.status >= 400 && !isStream(response.data));
}

/**
 * The answer of a call, from its last attempt.
 *
 * @param shown what the caller may see of the configuration.
 * @throws AxiosError with the answer in it, NovaPostNetworkError when there is none.
 */
export function answerOf(
  outcome: Outcome,
  config: InternalAxiosRequestConfig,
  shown: InternalAxiosRequestConfig,
  context: () => NetworkErrorContext,
): AxiosResponse {
  const error = outcome.kind === 'failed' ? (outcome.error as AxiosError) : undefined;
  const { response } = outcome;
  if (response === undefined) throw networkError(error, context());
  response.request = publicRequest(response);
  response.config = shown;
  if (error === undefined) return response;
  throw new AxiosError(error.message, error.code, config, undefined, response);
}
