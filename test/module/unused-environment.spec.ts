import { afterEach, describe, expect, it } from '@jest/globals';
import { NovaPostModule, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { optionsFromEnvironment } from 'nestjs-nova-post/config';
import { startAndCollectWarnings } from '../support/start-warnings.js';

const apiKey = 'canary-api-key-1f2e3d4c5b6a';
const NAMES = ['NOVA_POST_BASE_URL', 'NOVA_POST_ENVIRONMENT'] as const;
const saved = NAMES.map((name) => [name, process.env[name]] as const);

afterEach(() => {
  for (const [name, value] of saved) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

async function warningsOf(
  env: Partial<Record<(typeof NAMES)[number], string>>,
  ...all: NovaPostModuleOptions[]
) {
  for (const name of NAMES) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  const token = { startMode: 'lazy' as const };
  const imports = all.map((options, index) =>
    NovaPostModule.forRoot({ ...options, token, ...(index > 0 && { name: `account${String(index)}` }) }),
  );
  return (await startAndCollectWarnings(imports)).warnings;
}

describe('a variable of the environment that the options do not use', () => {
  it('is named in one warning, with the place that calls go to', async () => {
    const warnings = await warningsOf({ NOVA_POST_ENVIRONMENT: 'sandbox' }, { apiKey });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^NOVA_POST_ENVIRONMENT is set.*https:\/\/api\.novapost\.com\/v\.1\.0/);
  });

  it('is warned of once, however many accounts are registered', async () => {
    const env = { NOVA_POST_BASE_URL: 'http://127.0.0.1:3999/v.1.0' };
    const warnings = await warningsOf(env, { apiKey }, { apiKey: `${apiKey}2`, environment: 'sandbox' });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^NOVA_POST_BASE_URL is set/);
  });

  it.each<[string, Record<string, string>]>([
    ['a base URL', { NOVA_POST_BASE_URL: 'http://127.0.0.1:3999/v.1.0/' }],
    ['an environment', { NOVA_POST_ENVIRONMENT: 'sandbox' }],
    ['both', { NOVA_POST_BASE_URL: 'http://127.0.0.1:3999/v.1.0', NOVA_POST_ENVIRONMENT: 'sandbox' }],
    ['neither', {}],
  ])('is not warned of when it is used: %s', async (_what, env) => {
    expect(await warningsOf(env, { ...optionsFromEnvironment(env), apiKey })).toEqual([]);
  });

  it('is not warned of when one account of several uses it', async () => {
    const env = { NOVA_POST_ENVIRONMENT: 'sandbox' };
    expect(await warningsOf(env, { apiKey }, { apiKey: `${apiKey}2`, environment: 'sandbox' })).toEqual([]);
  });
});
