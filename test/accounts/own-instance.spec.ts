import { describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { isNovaPostError } from 'nestjs-nova-post';
import { rejection } from '../support/token-setup.js';
import { startMarket, whoami } from './accounts-setup.js';

describe('the axios instance of one of many accounts', () => {
  it('an interceptor sees the calls of its account and no others, of references taken before it too', async () => {
    const { accounts, keys } = await startMarket();
    const [one, other] = keys.map((apiKey) => accounts.use({ apiKey }));
    await whoami(one!);
    const { get } = one!.http.axiosRef;
    const seen: string[] = [];
    one!.http.axiosRef.interceptors.request.use((config) => {
      seen.push(String(config.url));
      return config;
    });
    await whoami(one!);
    await get('whoami');
    await firstValueFrom(one!.http.get('whoami'));
    await whoami(other!);
    expect(seen).toEqual(['whoami', 'whoami', 'whoami']);
  });

  it('defaults that are set hold for its account and no other', async () => {
    const { accounts, emulator, keys } = await startMarket();
    const [one, other] = keys.map((apiKey) => accounts.use({ apiKey }));
    one!.http.axiosRef.defaults.headers.common['x-mine'] = '1';
    expect([await whoami(one!), await whoami(other!)]).toEqual(['api-key-0', 'api-key-1']);
    expect(emulator.apiRequests.map(({ headers }) => headers['x-mine'])).toEqual(['1', undefined]);
    expect(one!.http.axiosRef.defaults.baseURL).toBe(emulator.baseURL);
  });

  it('can be called, taken apart, replaced in parts and asked what it has, as any other', async () => {
    const { accounts, keys } = await startMarket();
    const { axiosRef } = accounts.use({ apiKey: keys[1]! }).http;
    const { get, request } = axiosRef;
    const answers = [
      await axiosRef('whoami'),
      await axiosRef({ url: 'whoami' }),
      await get('whoami'),
      await request({ url: 'whoami', method: 'get' }),
      await axiosRef.create({ timeout: 5_000 }).get('whoami'),
    ];
    expect(answers.map(({ data }) => (data as { account: string }).account)).toEqual(
      Array(5).fill('api-key-1'),
    );
    expect('interceptors' in axiosRef).toBe(true);
    expect(Object.keys(axiosRef)).toEqual(expect.arrayContaining(['defaults', 'get', 'interceptors']));
    axiosRef.get = (() => Promise.resolve({ data: 'replaced' })) as never;
    expect(await axiosRef.get('whoami')).toEqual({ data: 'replaced' });
  });

  it('an adapter of the call answers by itself and gets no token', async () => {
    const { accounts, emulator, keys } = await startMarket();
    const { axiosRef } = accounts.use({ apiKey: keys[0]! }).http;
    const response = await axiosRef.get('whoami', {
      adapter: (config) =>
        Promise.resolve({ status: 200, statusText: '', headers: {}, data: 'mine', config }),
    });
    expect([response.data, emulator.requests.length]).toEqual(['mine', 0]);
    expect((await axiosRef.get('whoami', { adapter: 'http' })).data).toMatchObject({ account: 'api-key-0' });
  });

  it('bodies are sent, and failures are NovaPostErrors', async () => {
    const { accounts, emulator, keys } = await startMarket();
    const { axiosRef } = accounts.use({ apiKey: keys[2]! }).http;
    const error = await rejection(axiosRef.post('no/such/path', { some: 'body' }));
    expect([isNovaPostError(error), error['status']]).toEqual([true, 404]);
    expect(emulator.apiRequests.at(-1)).toMatchObject({ method: 'POST', account: 'api-key-2' });
    const { client } = accounts.use({ apiKey: keys[2]! });
    expect((await client.divisions.list({ limit: 1 })).items).toHaveLength(1);
  });
});
