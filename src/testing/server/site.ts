import type { ReplaceToken } from '../accounts/sessions.js';
import type { Answer } from './answer.js';
import type { RecordedRequest } from './recorded-request.js';

/** A request on its way to its answer. */
export interface Incoming {
  /** Its path is that below the base of the site. */
  readonly request: RecordedRequest;
  /** The body was announced as JSON and is not. */
  readonly malformed: boolean;
  /** The server's wall clock in milliseconds, `clockSkewMs` included. */
  readonly now: number;
  /** Set when a `{ token }` misbehaviour hit this request. */
  readonly replaceToken?: ReplaceToken | undefined;
}

/** What the record of a request tells about who sent it. */
export type Sender = Pick<RecordedRequest, 'token' | 'account'>;

/** What is known of a request before it is recorded. */
export type Arrived = Pick<RecordedRequest, 'path' | 'headers' | 'query' | 'body'>;

/** Everything that is served below one base path. */
export interface Site {
  /** Every path of it starts with this, e.g. `/v.1.0`; empty for the root of the origin. */
  readonly base: string;
  /** Its requests are neither recorded nor hit by misbehaviours. */
  readonly hidden?: true;
  /** Whether a request obtains or renews a token. Default: none does. */
  readonly asksForToken?: (path: string) => boolean;
  readonly senderOf?: (arrived: Arrived, now: number) => Sender;
  readonly answer: (incoming: Incoming) => Answer | Promise<Answer>;
  /** A failure in the words of the site. Default: in those of the API. */
  readonly failure?: (status: number, message: string) => Answer;
}

/** The site with the longest base that a path starts with, and the rest of the path. */
export function siteOf(sites: readonly Site[], fullPath: string): { site: Site | undefined; path: string } {
  const [site] = sites
    .filter(({ base }) => fullPath === base || fullPath.startsWith(`${base}/`))
    .sort((a, b) => b.base.length - a.base.length);
  return { site, path: site === undefined ? fullPath : fullPath.slice(site.base.length) || '/' };
}
