import type { Account } from '../token/account.js';
import type { ReplaceToken } from '../token/sessions.js';
import type { Answer } from './answer.js';
import { pathMatcher, type PathMatcher } from './path-pattern.js';
import type { RecordedRequest } from './recorded-request.js';

/** Everything a handler may look at. */
export interface Call {
  request: RecordedRequest;
  /** Values of the `{places}` in the route's path. */
  params: Readonly<Record<string, string>>;
  /** The server's wall clock in milliseconds, `clockSkewMs` included. */
  now: number;
  language: Language;
  /** Set when a `{ token }` misbehaviour hit this request. */
  replaceToken?: ReplaceToken | undefined;
}

/** The same on a route that needs a token. */
export interface AccountCall extends Call {
  /** Whose token the request carries. */
  account: Account;
}

/** The two languages the emulator has names in; everything else gets English, as at the real service. */
export type Language = 'en' | 'uk';

/** One line of a route table. Serving one more operation of an API means adding one of these. */
export type Route = RouteAddress & (OpenRoute | GuardedRoute);

interface RouteAddress {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without the base path, e.g. `/shipments/{id}`. */
  path: string;
  /**
   * Parameters and fields of the body that `handle` checks by itself, because the API has words of its own when they are
   * wrong. All others are held against the contract before.
   */
  handlerChecks?: readonly string[];
}

interface OpenRoute {
  token: 'none';
  handle: (call: Call) => Answer | Promise<Answer>;
}

/** A request without a valid token is answered 401 before the handler runs. */
interface GuardedRoute {
  token: 'needed';
  handle: (call: AccountCall) => Answer | Promise<Answer>;
}

export interface FoundRoute {
  route: Route;
  params: Record<string, string>;
}

export class RouteTable {
  readonly #routes: readonly { route: Route; matches: PathMatcher }[];

  constructor(routes: readonly Route[]) {
    // Literal paths first, so that /shipments/tracking is never taken for /shipments/{id}.
    this.#routes = [...routes]
      .sort((a, b) => placesIn(a.path) - placesIn(b.path))
      .map((route) => ({ route, matches: pathMatcher(route.path) }));
  }

  find(method: string, path: string): FoundRoute | undefined {
    const wanted = method === 'HEAD' ? 'GET' : method;
    for (const { route, matches } of this.#routes) {
      const params = route.method === wanted ? matches(path) : undefined;
      if (params) return { route, params };
    }
    return undefined;
  }

  /** `GET /divisions, POST /shipments, …`: for the answer to an unknown path. */
  describe(): string {
    return this.#routes.map(({ route }) => `${route.method} ${route.path}`).join(', ');
  }
}

function placesIn(path: string): number {
  return path.split('{').length - 1;
}

export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*uk\b/i.test(acceptLanguage ?? '') ? 'uk' : 'en';
}
