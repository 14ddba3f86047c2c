import type { NovaPostModuleOptions, TokenEvent } from 'nestjs-nova-post';
import { TestClock } from '../../src/testing/test-clock.js';
import { transportOf } from '../../src/http/transport.js';
import { resolveOptions } from '../../src/resolve-options.js';
import type { ConfigurableTokenService } from '../../src/token/configurable-token.service.js';
import { TokenServices } from '../../src/token/app/token-services.js';
import { closeAfterTest } from './app-setup.js';
import { API_KEY, NOVA_POST, type SchemeKind } from './scheme-kinds.js';
import { ScriptedAuthServer } from './scripted-auth-server.js';

export { API_KEY };

export interface TokenSetup {
  readonly clock: TestClock;
  readonly server: ScriptedAuthServer;
  readonly services: TokenServices;
  readonly tokens: ConfigurableTokenService;
  readonly events: TokenEvent[];
  /** Opens another registration on the same server. */
  open(options?: Partial<NovaPostModuleOptions>): ConfigurableTokenService;
  eventsOf<T extends TokenEvent['type']>(type: T): Extract<TokenEvent, { type: T }>[];
}

/**
 * A token service on a test clock and a scripted token endpoint, with the token in memory unless a store is given.
 * Randomness is 0.5, and the refresh point does not move, unless given.
 */
export function setUpTokens(
  options: Partial<NovaPostModuleOptions> = {},
  kind: SchemeKind = NOVA_POST,
  clock: TestClock = new TestClock(),
): TokenSetup {
  const server = new ScriptedAuthServer(clock, kind);
  const services = new TokenServices();
  closeAfterTest(async () => {
    const closed = services.onApplicationShutdown();
    // The answer to a renewal is waited for, and what never answers ends by time.
    await clock.advance(10_000);
    await closed;
  });
  const open = (more: Partial<NovaPostModuleOptions> = {}): ConfigurableTokenService => {
    const resolved = resolveOptions({
      ...(kind === NOVA_POST
        ? { apiKey: API_KEY }
        : { scheme: kind.scheme(), baseURL: 'https://api.example.com' }),
      clock,
      random: () => 0.5,
      ...options,
      ...more,
      token: { jitter: 0, ...options.token, ...more.token },
      http: { transport: server.adapter, ...options.http, ...more.http },
    });
    return services.open(resolved, transportOf(resolved));
  };
  const tokens = open();
  const events: TokenEvent[] = [];
  tokens.events$.subscribe((event) => events.push(event));
  return {
    clock,
    server,
    services,
    tokens,
    events,
    open,
    eventsOf: (type) => events.filter((event) => event.type === type) as never,
  };
}

/** Whether a promise settles without any time passing or input coming. */
export async function settlesAtOnce(promise: Promise<unknown>): Promise<boolean> {
  const settled = promise.then(
    () => true,
    () => true,
  );
  return Promise.race([
    settled,
    new Promise<boolean>((resolve) =>
      setImmediate(() => {
        resolve(false);
      }),
    ),
  ]);
}

/** What a promise rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<Record<string, unknown> & Error> {
  try {
    await promise;
  } catch (error) {
    return error as Record<string, unknown> & Error;
  }
  throw new Error('Expected a rejection, but the promise resolved.');
}
