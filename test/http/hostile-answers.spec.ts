import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { decodeErrorBody, readErrorFields } from '../../src/http/error-body.js';
import { redact } from '../../src/redact.js';
import { startApp, startEmulator } from '../support/app-setup.js';
import { FIXED_TOKEN, fixedScheme } from '../support/fixed-scheme.js';
import { rejection } from '../support/token-setup.js';

const DEEP = '['.repeat(20_000) + ']'.repeat(20_000);
const json = (body: string) => ({ body, contentType: 'application/json' });

describe('error bodies', () => {
  it.each([
    ['constructor', '{"errors":{"constructor":"bad"}}', { constructor: ['bad'] }],
    ['__proto__', '{"errors":{"__proto__":"bad"}}', { ['__proto__']: ['bad'] }],
    ['toString inside', '{"errors":{"a":{"toString":["bad"]}}}', { 'a.toString': ['bad'] }],
    ['__proto__ as the body’s own', '{"__proto__":{"errors":{"a":"b"}}}', {}],
    ['20 000 nested arrays', `{"errors":${DEEP}}`, {}],
    ['20 000 nested arrays as the whole', DEEP, {}],
  ])('a field named %s', async (_what, body, fields) => {
    const emulator = await startEmulator();
    const { http } = await startApp(emulator);
    for (const responseType of ['json', 'stream'] as const) {
      emulator.misbehave({ on: '/divisions', times: 1, then: { status: 422, ...json(body) } });
      const error = await rejection(http.axiosRef.get('divisions', { responseType }));
      expect(error.name).toBe('NovaPostValidationError');
      expect(Object.entries(error['fields'] as object)).toEqual(Object.entries(fields));
    }
  });

  it('parsed ones, as a transport may give them', async () => {
    const emulator = await startEmulator();
    const data = { errors: { a: `you sent ${FIXED_TOKEN}`, deep: JSON.parse(DEEP) as unknown } };
    const transport = (config: InternalAxiosRequestConfig) =>
      Promise.reject(
        Object.assign(new Error('Request failed with status code 422'), {
          isAxiosError: true,
          response: { status: 422, statusText: FIXED_TOKEN, headers: new AxiosHeaders(), config, data },
        }),
      );
    const { http } = await startApp(emulator, {
      apiKey: undefined,
      scheme: fixedScheme(),
      http: { transport },
    });
    const error = await rejection(http.axiosRef.get('divisions'));
    expect(error).toMatchObject({
      name: 'NovaPostValidationError',
      fields: { a: ['you sent [redacted]'] },
    });
    expectNoSecrets([error, (error as { response?: unknown }).response], { token: FIXED_TOKEN });
  });

  it('cuts the text of a field that would fill a log', () => {
    const { a: texts } = readErrorFields({ errors: { a: 'x'.repeat(1_000_000) } });
    expect(texts).toEqual([`${'x'.repeat(1_000)}…`]);
  });

  it('decoded and redacted by themselves', () => {
    const deep = decodeErrorBody(DEEP, 'application/json');
    expect(readErrorFields({ errors: deep })).toEqual({});
    expect(() => redact(deep, ['secret'])).not.toThrow();
    expect(redact(JSON.parse('{"__proto__":"a secret","secret":1}'), ['secret'])).toEqual(
      JSON.parse('{"__proto__":"a [redacted]","[redacted]":1}'),
    );
  });

  it.each([
    ['JSON as PHP writes it', String.raw`{"errors":{"a":"you sent opaque\/canary+token=="}}`],
    ['a URL', '{"errors":{"a":"you sent opaque%2Fcanary%2Btoken%3D%3D"}}'],
  ])('a token echoed in %s is redacted', async (_what, body) => {
    const emulator = await startEmulator();
    const token = 'opaque/canary+token==';
    const { http } = await startApp(emulator, {
      apiKey: undefined,
      scheme: fixedScheme('X-Api-Token', token),
    });
    emulator.misbehave({ on: 'api', then: { status: 400, ...json(body) } });
    const error = await rejection(http.axiosRef.get('divisions'));
    expect(error).toMatchObject({ fields: { a: ['you sent [redacted]'] } });
    expectNoSecrets([error, (error as { response?: unknown }).response], { token });
  });

  it('set-cookie is left out of the headers, in whatever case it comes', async () => {
    const emulator = await startEmulator();
    const headers = { 'SET-Cookie': ['a=canary-cookie-1a2b3c4d'], 'X-Request-Id': '7' };
    const transport = (config: InternalAxiosRequestConfig) =>
      Promise.reject(
        Object.assign(new Error('Request failed with status code 400'), {
          isAxiosError: true,
          response: { status: 400, statusText: '', headers, config, data: '{}' },
        }),
      );
    const { http } = await startApp(emulator, {
      apiKey: undefined,
      scheme: fixedScheme(),
      http: { transport },
    });
    const error = await rejection(http.axiosRef.get('divisions'));
    expect(error).toMatchObject({ response: { headers: { 'x-request-id': '7' } } });
    expectNoSecrets([error, (error as { response?: unknown }).response], {
      cookie: 'canary-cookie-1a2b3c4d',
    });
  });
});

describe('streamed answers that do not end well', () => {
  it.each([
    ['broken off', { then: { truncate: true as const } }, {}],
    ['too long', undefined, { maxContentLength: 10 }],
  ])('H1 %s: a NovaPostNetworkError without a secret', async (_what, misbehaviour, config) => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator, { retry: false });
    const token = (await tokens.getToken()).reveal();
    if (misbehaviour !== undefined) emulator.misbehave({ on: '/divisions', ...misbehaviour });
    const { data } = await http.axiosRef.get<Readable>('divisions', {
      params: { limit: 100 },
      responseType: 'stream',
      ...config,
    });
    const error = await rejection(buffer(data));
    expect(error).toMatchObject({ name: 'NovaPostNetworkError', method: 'GET', path: '/divisions' });
    expectNoSecrets([error, data], { token });
  });

  it('H1 aborted by the caller: a CanceledError with the caller’s reason, without a secret', async () => {
    const emulator = await startEmulator();
    const { http, tokens } = await startApp(emulator);
    const token = (await tokens.getToken()).reveal();
    const controller = new AbortController();
    const { data } = await http.axiosRef.get<Readable>('divisions', {
      params: { limit: 100 },
      responseType: 'stream',
      signal: controller.signal,
    });
    const ended = rejection(buffer(data));
    controller.abort(new Error('the user left'));
    const error = await ended;
    expect(error).toMatchObject({ name: 'CanceledError', code: 'ERR_CANCELED', message: 'the user left' });
    expectNoSecrets([error, data], { token });
  });
});
