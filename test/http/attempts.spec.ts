import { Readable } from 'node:stream';
import { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import { describe, expect, it } from '@jest/globals';
import { NovaPostModule } from 'nestjs-nova-post';
import { TestClock } from 'nestjs-nova-post/testing';
import { retryDelayMs, type FailedAttempt } from '../../src/http/retry-policy.js';
import { startApp, startEmulator, startModule } from '../support/app-setup.js';
import { rejection } from '../support/token-setup.js';

const apiKey = 'canary-api-key-9c8b7a6d5e4f';

describe('the attempts of a call', () => {
  it('retry policy', () => {
    const policy = { retries: 3, baseDelayMs: 100, maxDelayMs: 1000 };
    const attempt: FailedAttempt = {
      method: 'GET',
      repeats: 0,
      status: undefined,
      code: 'ECONNRESET',
      retryAfterMs: undefined,
      repeatable: true,
      remainingMs: Infinity,
    };
    const wait = (more: Partial<FailedAttempt>, random = 0) =>
      retryDelayMs({ ...attempt, ...more }, policy, () => random);
    expect([wait({}), wait({}, 0.5), wait({ repeats: 1 }), wait({ repeats: 2 })]).toEqual([50, 75, 100, 200]);
    expect([
      wait({ repeats: 3 }),
      wait({ repeatable: false }),
      wait({ remainingMs: 50 }),
      wait({ method: 'PATCH' }),
      wait({ method: 'POST' }),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(wait({ method: 'OPTIONS' })).toBe(50);
  });

  it('API calls and token requests go through http.transport', async () => {
    const urls: (string | undefined)[] = [];
    const transport = (config: InternalAxiosRequestConfig) => {
      urls.push(config.url?.replace(/\?.*/, ''));
      return Promise.resolve({
        status: 200,
        statusText: '',
        config,
        headers: new AxiosHeaders(),
        data: '{"jwt":"a.b.c"}',
      });
    };
    const { http } = await startModule(
      NovaPostModule.forRoot({ apiKey, http: { transport }, token: { startMode: 'lazy' } }),
    );
    await http.axiosRef.get('divisions');
    expect(urls).toEqual(['https://api.novapost.com/v.1.0/clients/authorization', 'divisions']);
  });

  it('a cancellation during the wait for a repeat ends the call', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http, tokens } = await startApp(emulator, { clock });
    await tokens.getToken();
    emulator.misbehave({ on: '/divisions', then: { status: 503, headers: { 'Retry-After': '3' } } });
    const controller = new AbortController();
    const failed = rejection(http.axiosRef.get('divisions', { signal: controller.signal }));
    while (clock.msToNextTimer !== 3_000) await new Promise((r) => setImmediate(r));
    controller.abort();
    expect((await failed).name).toBe('CanceledError');
  });

  it('the time limit ends with the head of a streamed answer', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { http } = await startApp(emulator, { clock });
    const { data } = await http.axiosRef.get<Readable>('divisions', {
      params: { limit: 100 },
      responseType: 'stream',
    });
    await clock.advance(60_000);
    let length = 0;
    for await (const chunk of data) length += (chunk as Buffer).length;
    expect(length).toBeGreaterThan(1000);
  });
});
