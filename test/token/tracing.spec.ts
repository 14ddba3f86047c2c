import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { startEmulator } from '../support/app-setup.js';
import { compile, type Compiled } from '../support/compile.js';
import type { SchemeEmulator } from '../support/scheme-emulator.js';

interface Observed {
  readonly spans: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  readonly hooked: readonly string[];
  readonly channels: readonly { readonly name: string; readonly path?: string }[];
  readonly entries: readonly string[];
}

const KINDS = {
  'nova-post': ({ baseURL, apiKey }: SchemeEmulator) => ({
    baseURL,
    user: '',
    secret: apiKey,
    resource: 'divisions',
  }),
  password: ({ passwordBaseURL, username, password }: SchemeEmulator) => ({
    baseURL: passwordBaseURL,
    user: username,
    secret: password,
    resource: 'divisions',
  }),
  login: ({ loginBaseURL, email, password }: SchemeEmulator) => ({
    baseURL: loginBaseURL,
    user: email,
    secret: password,
    resource: 'orders',
  }),
};

describe('H10 OpenTelemetry’s instrumentation, diagnostics channels and performance entries', () => {
  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compile('test/token/observed-process.ts');
  });
  afterAll(() => compiled.remove());

  async function observe(kind: keyof typeof KINDS, transport: 'default' | 'undici' | 'http' | 'fetch') {
    const emulator = await startEmulator({ password: 'canary-password-8b9c0d1e2f3a' });
    const order = { kind, transport, ...KINDS[kind](emulator) };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(compiled.folder, 'test/token/observed-process.js')],
      { env: { ...process.env, NODE_OPTIONS: '', ORDER: JSON.stringify(order) }, maxBuffer: 2 ** 26 },
    );
    expect([emulator.tokenRequests.length, emulator.apiRequests.length]).toEqual([1, 1]);
    const observed = JSON.parse(stdout) as Observed;
    const token = String(emulator.apiRequests[0]?.headers.authorization).replace('Bearer ', '');
    return { observed, secrets: { secret: order.secret, token }, resource: order.resource };
  }

  it.each(['nova-post', 'password', 'login'] as const)(
    'see no secret of a token request over http (%s), and the call after it as ever',
    async (kind) => {
      const { observed, secrets, resource } = await observe(kind, 'http');
      expectNoSecrets([observed.spans, observed.entries], secrets);
      // These are handed Node's request objects, and may print them: a call's shows its own headers.
      const { secret } = secrets;
      expectNoSecrets([observed.hooked, observed.channels], { secret });
      // One span: the call's. The token request makes none.
      expect(observed.spans).toHaveLength(1);
      expect(JSON.stringify(observed.spans)).toContain(`/${resource}`);
      expect(observed.channels.length).toBeGreaterThan(2);
      expect(observed.entries).toHaveLength(2);
    },
  );

  it.each(
    (['nova-post', 'password', 'login'] as const).flatMap((kind) => [
      [kind, 'default'] as const,
      [kind, 'undici'] as const,
    ]),
  )(
    'see no secret of a token request (%s) when calls go by undici (transport %s), and the call after it as ever',
    async (kind, transport) => {
      const { observed, secrets, resource } = await observe(kind, transport);
      expectNoSecrets([observed.spans, observed.entries], secrets);
      const { secret } = secrets;
      expectNoSecrets([observed.hooked, observed.channels], { secret });
      expect(JSON.stringify([observed.hooked, observed.channels])).not.toContain('apiKey=');
      expect(observed.spans).toHaveLength(1);
      expect(JSON.stringify(observed.spans)).toContain(`/${resource}`);
      const created = observed.channels.filter(({ name }) => name === 'undici:request:create');
      expect(created.map(({ path }) => path)).toEqual([expect.stringContaining(`/${resource}`)]);
    },
  );

  it.each(['nova-post', 'password', 'login'] as const)(
    'make no span of a token request over fetch (%s)',
    async (kind) => {
      const { observed, secrets, resource } = await observe(kind, 'fetch');
      expectNoSecrets([observed.spans, observed.entries], secrets);
      expect(observed.spans).toHaveLength(1);
      expect(JSON.stringify(observed.spans)).toContain(`/${resource}`);
    },
  );
});
