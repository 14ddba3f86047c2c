import { registerAs } from '@nestjs/config';
import type { NovaPostModuleOptions } from '../nova-post.options.js';

/**
 * Options from environment variables, for `@nestjs/config`:
 * `NOVA_POST_API_KEY`, `NOVA_POST_ENVIRONMENT`, `NOVA_POST_BASE_URL`, `NOVA_POST_LANGUAGE`, `NOVA_POST_TIMEOUT_MS`,
 * `NOVA_POST_START_MODE`, `NOVA_POST_SURVIVE_AUTH_OUTAGE`, `NOVA_POST_ALLOW_INSECURE_HTTP` and
 * `NOVA_POST_TRUSTED_ORIGINS` (with commas). A variable that is missing or blank leaves the option at its default.
 *
 * @example NovaPostModule.forRootAsync(novaPostConfig.asProvider())
 */
export const novaPostConfig = registerAs('novaPost', () => optionsFromEnvironment(process.env));

/** As {@link novaPostConfig}, from variables of your choice. Values are checked when the module starts. */
export function optionsFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): NovaPostModuleOptions {
  const read = (name: string): string | undefined => {
    const text = env[`NOVA_POST_${name}`]?.trim();
    return text === '' ? undefined : text;
  };
  // What is not of the right kind goes on as text: the module's own check says what is wrong with it.
  const options = {
    apiKey: read('API_KEY'),
    environment: read('ENVIRONMENT'),
    baseURL: read('BASE_URL'),
    http: { language: read('LANGUAGE'), timeoutMs: toNumber(read('TIMEOUT_MS')) },
    token: { startMode: read('START_MODE'), surviveAuthOutage: read('SURVIVE_AUTH_OUTAGE') },
    allowInsecureHttp: toBoolean(read('ALLOW_INSECURE_HTTP')),
    trustedOrigins: read('TRUSTED_ORIGINS')
      ?.split(',')
      .map((origin) => origin.trim()),
  };
  return options as NovaPostModuleOptions;
}

function toNumber(text: string | undefined): number | string | undefined {
  return text === undefined || Number.isNaN(Number(text)) ? text : Number(text);
}

function toBoolean(text: string | undefined): boolean | string | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : text;
}
