import type { Contract } from '../contract/contract.js';
import type { Account } from '../token/account.js';
import { errorMessage, json, type Answer } from './answer.js';
import type { ApiName } from './base-paths.js';
import type { RecordedRequest } from './recorded-request.js';
import type { RouteTable } from './route.js';

/** One of the APIs behind the emulator's socket. */
export interface Api {
  routes: RouteTable;
  /** The account whose token a request carries, or the message of the 401. */
  admit: (authorization: string | undefined, now: number) => Account | string;
  /** What requests and answers of this API must look like. */
  contract?: Contract;
  /** An answer to every request, before anything else is looked at: the limit of requests. */
  refuse?: (request: RecordedRequest, now: number) => Answer | undefined;
}

export type Apis = Readonly<Record<ApiName, Api>>;

/** A failure in the words of an API; of Nova Post when the path belongs to none. */
export function failureOf(api: ApiName | undefined, status: number, message: string): Answer {
  if (api === 'password') return json({ message }, status);
  if (api === 'login') return json({ success: false, message }, status);
  return errorMessage(status, message);
}
