import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import { closeAfterTest } from '../support/app-setup.js';
import { RotatingAuthServer, rotatingScheme } from '../support/rotating-auth-server.js';
import { LOGIN_KIND, PASSWORD_KIND, type SchemeKind } from '../support/scheme-kinds.js';
import { startStillEmulator } from '../support/shared-setup.js';

/** A token endpoint that gets a new token for what an older one brought, and how often it did. */
export interface RenewingServer {
  readonly logins: number;
  readonly renewals: number;
  /** Renewals that were refused, because what they brought was used up or never given out. */
  readonly refused: number;
  /** Scheme and base URL. */
  readonly options: NovaPostModuleOptions;
  readonly secrets: Readonly<Record<string, string>>;
  /** Nothing given out so far gets another token. */
  forget(): void;
  /** The next answer is held back until then. */
  hold(until: Promise<void>): void;
}

export interface RenewingKind {
  readonly name: string;
  /** It answers a refresh token besides the token, and that is what gets the next one. */
  readonly refreshTokens: boolean;
  start(rules?: { readonly rotates: boolean }): Promise<RenewingServer>;
}

/** The schemes that renew, and one as a user would write it. */
export const RENEWING_KINDS: readonly RenewingKind[] = [
  { name: 'a scheme of one’s own', refreshTokens: true, start: startRotating },
  {
    name: PASSWORD_KIND.name,
    refreshTokens: true,
    start: (rules) =>
      startEmulated(PASSWORD_KIND, rules, (emulator) => {
        emulator.revokeRefreshTokens();
      }),
  },
  {
    name: LOGIN_KIND.name,
    refreshTokens: false,
    start: (rules) =>
      startEmulated(LOGIN_KIND, rules, (emulator) => {
        emulator.revokeAllTokens();
      }),
  },
];

async function startRotating(rules = { rotates: true }): Promise<RenewingServer> {
  const auth = await RotatingAuthServer.start(rules);
  closeAfterTest(() => auth.stop());
  const { baseURL } = await startStillEmulator();
  const password = 'canary-password-rotating-0a1b2c3d';
  return {
    get logins() {
      return auth.logins;
    },
    get renewals() {
      return auth.renewals;
    },
    get refused() {
      return auth.invalidGrants;
    },
    options: { baseURL, scheme: rotatingScheme(auth.url, password) },
    secrets: { password },
    forget: () => {
      auth.forgetRefreshTokens();
    },
    hold: (until) => {
      auth.gate = until;
    },
  };
}

async function startEmulated(
  kind: SchemeKind,
  rules = { rotates: true },
  forget: (emulator: SchemeEmulator) => void,
): Promise<RenewingServer> {
  const emulator = await startStillEmulator({ refreshTokens: { rotating: rules.rotates } });
  return {
    get logins() {
      return emulator.logins;
    },
    get renewals() {
      return emulator.renewals;
    },
    get refused() {
      return emulator.tokenRequests.filter(({ status = 0 }) => status >= 400).length;
    },
    options: kind.on(emulator),
    secrets: kind.secrets(emulator),
    forget: () => {
      forget(emulator);
    },
    hold: (until) => {
      emulator.misbehave({ on: 'token', times: 1, then: { until } });
    },
  };
}
