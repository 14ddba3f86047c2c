import { describe, expect, it } from '@jest/globals';
import type { Clock } from 'nestjs-nova-post';
import { TestClock } from '../../src/testing/test-clock.js';
import { useLifecycles } from '../support/lifecycles.js';
import { never } from '../support/scripted-auth-server.js';
import { setUpTokens } from '../support/token-setup.js';
import { SCHEME_KINDS } from '../support/scheme-kinds.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(useLifecycles())('a refresh that is interrupted, with $name', ({ setUp, kind }) => {
  it('C8 a machine suspended in the middle of a refresh: the first calls get a fresh token, none fails', async () => {
    const { tokens, server, clock } = setUp();
    const old = await tokens.getToken();
    server.next(never);
    await clock.advance(40 * MINUTE);
    expect(tokens.status().refreshing).toBe(true);
    clock.suspend(8 * HOUR);
    const got = Promise.all(Array.from({ length: 6 }, () => tokens.getToken({ timeoutMs: 10_000 })));
    await clock.advance(5_000);
    expect((await got).every((token) => !token.equals(old))).toBe(true);
    expect(tokens.status()).toMatchObject({ state: 'fresh', counters: { failed: 0 } });
    // A renewal's answer is waited for even then; after it, one login or renewal is all there is.
    expect(server.requests).toBeLessThanOrEqual(kind.renews ? 4 : 3);
  });
});

describe.each(SCHEME_KINDS)('a process that stood still, with $name', (kind) => {
  it('C8 the attempt from before answers no caller, and another one begins at once', async () => {
    const inner = new TestClock();
    let stoodStillMs = 0;
    // Stopped by a signal, both clocks go on; only the timers come late.
    const clock: Clock = {
      now: () => inner.now() + stoodStillMs,
      monotonic: () => inner.monotonic() + stoodStillMs,
      setTimeout: inner.setTimeout,
      clearTimeout: inner.clearTimeout,
    };
    const { tokens, server } = setUpTokens({ clock }, kind, inner);
    const old = await tokens.getToken();
    server.next(never);
    await inner.advance(40 * MINUTE);
    expect(tokens.status().refreshing).toBe(true);
    stoodStillMs = 2 * HOUR;
    server.skewMs = stoodStillMs;
    const got = Promise.all(Array.from({ length: 6 }, () => tokens.getToken({ timeoutMs: 10_000 })));
    await inner.advance(5_000);
    expect((await got).every((token) => !token.equals(old))).toBe(true);
    expect(server.requests).toBe(3);
    expect(tokens.status()).toMatchObject({ state: 'fresh', counters: { failed: 0 } });
  });
});
