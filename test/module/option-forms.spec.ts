import { AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { optionsFromEnvironment } from 'nestjs-nova-post/config';
import { transportOf } from '../../src/http/transport.js';
import { resolveOptions } from '../../src/resolve-options.js';

const apiKey = 'canary-api-key-9c8b7a6d5e4f';

describe('options, however they are written', () => {
  it('every environment variable reaches its option', () => {
    expect(
      optionsFromEnvironment({
        NOVA_POST_API_KEY: ' k\n',
        NOVA_POST_ENVIRONMENT: 'sandbox',
        NOVA_POST_BASE_URL: 'https://x/v',
        NOVA_POST_LANGUAGE: 'uk',
        NOVA_POST_TIMEOUT_MS: '2500',
        NOVA_POST_START_MODE: 'required',
        NOVA_POST_SURVIVE_AUTH_OUTAGE: '20m',
        NOVA_POST_ALLOW_INSECURE_HTTP: 'false',
        NOVA_POST_TRUSTED_ORIGINS: 'https://a, https://b',
      }),
    ).toEqual({
      apiKey: 'k',
      environment: 'sandbox',
      baseURL: 'https://x/v',
      http: { language: 'uk', timeoutMs: 2500 },
      token: { startMode: 'required', surviveAuthOutage: '20m' },
      allowInsecureHttp: false,
      trustedOrigins: ['https://a', 'https://b'],
    });
    expect(optionsFromEnvironment({ NOVA_POST_ALLOW_INSECURE_HTTP: '1' }).allowInsecureHttp).toBe(true);
    expect(optionsFromEnvironment({ NOVA_POST_ALLOW_INSECURE_HTTP: 'yes' }).allowInsecureHttp).toBe('yes');
  });

  it('options are brought into one form', async () => {
    const proxy = { host: 'p', port: 1 },
      httpsAgent = { a: 1 },
      transport = (config: InternalAxiosRequestConfig) => Promise.resolve({ config } as AxiosResponse);
    const resolved = resolveOptions({
      apiKey,
      baseURL: 'https://x/v.1.0//',
      trustedOrigins: ['https://t/path?q'],
      http: { proxy, httpsAgent, transport, language: 'uk', headers: { 'Accept-Language': 'pl' } },
    });
    expect(resolved).toMatchObject({
      baseURL: 'https://x/v.1.0',
      trustedOrigins: ['https://t'],
      http: { headers: { 'Accept-Language': 'pl' } },
    });
    const config = { url: 'https://x/v.1.0/token', headers: new AxiosHeaders() };
    const sent = await transportOf(resolved).adapter(config);
    expect(sent.config).toMatchObject({ proxy, httpsAgent });
  });
});
