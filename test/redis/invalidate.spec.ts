import { describe, expect, it } from '@jest/globals';
import { PASSWORD_KIND, SCHEME_KINDS } from '../support/scheme-kinds.js';
import { startSharingApp, startStillEmulator, type SharingOptions } from '../support/shared-setup.js';
import { passwordScheme } from 'nestjs-nova-post';
import { useRedis } from '../support/redis.js';

const redis = useRedis();

describe.each(SCHEME_KINDS)('invalidate() in a process that holds no token, with $name', (kind) => {
  it('E14 forgets the shared one: the next process gets a new one', async () => {
    const emulator = await startStillEmulator();
    const start = () => startSharingApp(emulator, redis.url, { kind });
    const [holder, empty] = [await start(), await start()];
    const old = await holder.tokens.getToken();
    expect(empty.tokens.status().state).toBe('empty');
    await empty.tokens.invalidate();
    const next = await (await start()).tokens.getToken();
    expect(next.equals(old)).toBe(false);
    expect((await empty.tokens.getToken()).equals(next)).toBe(true);
  });
});

describe('invalidate({ logout: true }) in a process that holds no token', () => {
  it('E14 also ends the shared one at its provider', async () => {
    const emulator = await startStillEmulator();
    const { passwordBaseURL: baseURL, passwordTokenURL: tokenURL, username, password } = emulator;
    const options: SharingOptions['options'] = {
      baseURL,
      scheme: passwordScheme({ tokenURL, username, password, logoutURL: 'logout' }),
    };
    const start = () => startSharingApp(emulator, redis.url, { kind: PASSWORD_KIND, options });
    const [holder, empty] = [await start(), await start()];
    await holder.tokens.getToken();
    emulator.misbehave({ on: '/logout', then: { status: 200, body: {} } });
    const before = emulator.requests.length;
    await empty.tokens.invalidate({ logout: true });
    expect(emulator.requests.slice(before).map(({ url }) => url)).toEqual([
      expect.stringContaining('logout'),
    ]);
  });
});
