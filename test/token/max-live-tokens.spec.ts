import { describe, expect, it } from '@jest/globals';
import { useLifecycles } from '../support/lifecycles.js';
import { rejection } from '../support/token-setup.js';

const MINUTE = 60_000;

describe.each(useLifecycles())('token.maxLiveTokens with $name', ({ setUp }) => {
  it('K5 beyond it no token is fetched until the first of them ends', async () => {
    const { tokens, server, clock } = setUp({ token: { maxLiveTokens: 2 } });
    await tokens.getToken();
    await clock.advance(10 * MINUTE);
    await tokens.refresh();
    await clock.advance(10 * MINUTE);
    const error = await rejection(tokens.refresh());
    expect(error).toMatchObject({ reason: 'max-live-tokens' });
    expect(error.message).toContain('token.maxLiveTokens');
    const waitMs = (error['retryAt'] as Date).getTime() - clock.now();
    // Redis counts on by itself between two commands.
    expect(Math.round(waitMs / MINUTE)).toBe(40);
    expect(server.requests).toBe(2);
    expect(tokens.status()).toMatchObject({ state: 'degraded', liveSessions: 2 });
    await clock.advance(41 * MINUTE);
    expect(server.requests).toBe(3);
    expect(tokens.status()).toMatchObject({ state: 'fresh', liveSessions: 2 });
  });

  it('K5 without it all unexpired tokens are counted, and none is refused', async () => {
    const { tokens, server } = setUp();
    for (let count = 1; count <= 5; count += 1) await (count === 1 ? tokens.getToken() : tokens.refresh());
    expect(server.requests).toBe(5);
    expect(tokens.status().liveSessions).toBe(5);
  });
});
