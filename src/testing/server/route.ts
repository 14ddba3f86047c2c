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
  /** Whose token the request carries; -1 on routes that need none. */
  apiKeyIndex: number;
  /** Set when a `{ token }` misbehaviour hit this request. */
  replaceToken?: ((claims: never) => unknown) | undefined;
}

/** The two languages the emulator has names in; everything else gets English, as at the real service. */
export type Language = 'en' | 'uk';

/** One line of the route table. Serving one more operation of the API means adding one of these. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without the base path, e.g. `/shipments/{id}`. */
  path: string;
  /** `needed`: a request without a valid token is answered 401 before the handler runs. */
  token: 'needed' | 'none';
  handle: (call: Call) => Answer | Promise<Answer>;
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
