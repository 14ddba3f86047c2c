import { describe, expect, it, jest } from '@jest/globals';
import type { TokenStatus } from 'nestjs-nova-post';
import type { SchemeEmulator } from '../support/scheme-emulator.js';
import { LOGIN_KIND, NOVA_POST, PASSWORD_KIND } from '../support/scheme-kinds.js';
import { startEmulator } from '../support/app-setup.js';
import type { FleetSetup } from './fleet.js';
import { useLastingFleet } from './fleet-bench.js';

jest.setTimeout(120_000);

const PROCESSES = 12;
const ROTATIONS = 20;
/** Refreshed after 40 s; the processes look at the store every few seconds besides. */
const LIFETIME_MS = 60_000;
const TO_REFRESH_POINT_MS = 41_000;

const processes = useLastingFleet(PROCESSES);

interface Kind {
  readonly name: string;
  readonly setup: (emulator: SchemeEmulator) => Pick<FleetSetup, 'scheme' | 'resource'> & {
    readonly options: FleetSetup['options'];
  };
}

const KINDS: readonly Kind[] = [
  {
    name: `${PASSWORD_KIND.name}, whose refresh tokens work once`,
    setup: ({ passwordBaseURL: baseURL, passwordTokenURL: tokenURL, username, password }) => ({
      options: { baseURL },
      scheme: { name: 'password', options: { tokenURL, username, password } },
    }),
  },
  {
    name: LOGIN_KIND.name,
    setup: ({ loginBaseURL: baseURL, email, password }) => ({
      options: { baseURL, rateLimit: false },
      scheme: {
        name: 'login',
        options: { loginURL: 'auth/login', refreshURL: 'auth/refresh', email, password },
      },
      resource: LOGIN_KIND.resource,
    }),
  },
  { name: NOVA_POST.name, setup: ({ baseURL, apiKey }) => ({ options: { baseURL, apiKey } }) },
];

async function start({ setup }: Kind): Promise<SchemeEmulator> {
  const emulator = await startEmulator({ tokenLifetimeMs: LIFETIME_MS });
  const { options, ...rest } = setup(emulator);
  await processes.open({ ...rest, options: { ...options, token: { startMode: 'lazy', jitter: 0 } } });
  return emulator;
}

/** How often a token was given out, and how often it was refused. */
function tokenRequests({ tokenRequests }: SchemeEmulator): { given: number; refused: number } {
  const given = tokenRequests.filter(({ status }) => status === 200).length;
  return { given, refused: tokenRequests.length - given };
}

/** All processes want a new token, while the one that is first is held at the token endpoint. */
async function rotate(emulator: SchemeEmulator): Promise<void> {
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  emulator.misbehave({ on: 'token', times: 1, then: { until: held } });
  const asked = emulator.waitForRequests(emulator.tokenRequests.length + 1, 'token');
  const advanced = processes.fleet.map((process) => process.advance(TO_REFRESH_POINT_MS));
  await Promise.all([asked, allButOne(advanced)]);
  answer();
  await Promise.all(advanced);
  while (!(await atRest())) await processes.advance(100);
}

function allButOne(work: readonly Promise<void>[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let done = 0;
    for (const part of work) {
      part.then(() => {
        done += 1;
        if (done === work.length - 1) resolve();
      }, reject);
    }
  });
}

async function atRest(): Promise<boolean> {
  return (await statuses()).every(({ refreshing }) => !refreshing);
}

function statuses(): Promise<TokenStatus[]> {
  return Promise.all(processes.fleet.map((process) => process.status()));
}

/** What is wrong with tokens, as the processes see it. */
async function troubles(): Promise<string[]> {
  return (await statuses()).flatMap(({ lastError }) => (lastError === undefined ? [] : [lastError.reason]));
}

async function fingerprints(): Promise<Set<string>> {
  return new Set((await Promise.all(processes.fleet.map((process) => process.token()))).flat());
}

describe.each(KINDS)(`${String(PROCESSES)} processes with $name`, (kind) => {
  it(`E1 and E6: one login, then ${String(ROTATIONS)} rotations with exactly one renewal each, and none of them refused`, async () => {
    const emulator = await start(kind);
    const cold = Promise.all(processes.fleet.map((process) => process.token(50)));
    const got = await processes.advanceUntilDone(cold);
    expect(new Set(got.flat()).size).toBe(1);
    expect(tokenRequests(emulator)).toEqual({ given: 1, refused: 0 });

    const seen = new Set(got.flat());
    for (let rotation = 1; rotation <= ROTATIONS; rotation += 1) {
      await rotate(emulator);
      const now = await fingerprints();
      for (const fingerprint of now) seen.add(fingerprint);
      expect({ ...tokenRequests(emulator), inUse: now.size, troubles: await troubles() }).toEqual({
        given: 1 + rotation,
        refused: 0,
        inUse: 1,
        troubles: [],
      });
    }
    expect(seen.size).toBe(1 + ROTATIONS);
    expect(emulator.invalidGrants).toBe(0);
    if (kind.name !== NOVA_POST.name) {
      expect(emulator).toMatchObject({ logins: 1, renewals: ROTATIONS });
    }
    const failures = await Promise.all(processes.fleet.map((process) => process.calls(1)));
    expect(failures.flat()).toEqual([]);
  });

  it('G3 the server revokes the token: all processes see 401, one new token, no failed call', async () => {
    const emulator = await start(kind);
    await processes.advanceUntilDone(Promise.all(processes.fleet.map((process) => process.token())));
    emulator.revokeAllTokens();
    const calls = Promise.all(processes.fleet.map((process) => process.calls(5)));
    const failures = await processes.advanceUntilDone(calls);
    expect(failures.flat()).toEqual([]);
    expect(tokenRequests(emulator).given).toBe(2);
    expect((await fingerprints()).size).toBe(1);
  });
});
