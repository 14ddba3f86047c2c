import { describe, expect, it } from '@jest/globals';
import { TestClock } from 'nestjs-nova-post/testing';
import { gate } from '../support/gate.js';
import { rejection, setUpTokens } from '../support/token-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the remaining life of a token', () => {
  it('B1 the lifetime counts from the start of a slow request, not from its reply', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.sendDate = false;
    const start = clock.now();
    const jwt = server.jwt();
    const { open, opened } = gate();
    server.next(async () => {
      await opened;
      return { body: { jwt } };
    });
    const got = tokens.getToken();
    await clock.advance(4_000);
    open();
    expect((await got).expiresAt).toEqual(new Date(start + HOUR));
    await clock.advance(40 * MINUTE - 4_000);
    expect(server.requests).toBe(2);
  });

  it('B5 no timer is ever asked for more than setTimeout can count', async () => {
    const clock = new TestClock();
    const delays: number[] = [];
    const spying = {
      now: clock.now,
      monotonic: clock.monotonic,
      clearTimeout: clock.clearTimeout,
      setTimeout: (cb: () => void, ms: number) => {
        delays.push(ms);
        return clock.setTimeout(cb, ms);
      },
    };
    const { tokens, server } = setUpTokens({ clock: spying });
    server.lifetimeMs = 60 * 24 * HOUR;
    // the scripted server's clock is its own; time does not matter here
    await tokens.getToken();
    expect(Math.max(...delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  });

  it('B4 a token with less than 5 s left is not handed out, one with more is', async () => {
    const { tokens, server, clock } = setUpTokens();
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(HOUR - 5_001);
    expect(await tokens.getToken()).toBeDefined();
    await clock.advance(1);
    await rejection(tokens.getToken());
  });

  it('D2 a Date that comes with an Age is not used', async () => {
    const { open, server, clock } = setUpTokens();
    const tokens = open({
      apiKey: undefined,
      scheme: {
        name: 'absolute',
        credential: () => 'abc',
        headers: () => ({}),
        obtain: async (exchange) => {
          await exchange.send({ method: 'GET', url: 'token' });
          return { token: 'opaque', expiresAt: new Date(clock.now() + HOUR) };
        },
      },
    });
    server.next({
      headers: { date: new Date(clock.now() - 30 * MINUTE).toUTCString(), age: '1800' },
      body: {},
    });
    expect((await tokens.getToken()).expiresAt.getTime() - clock.now()).toBe(HOUR);
  });
});
