import { describe, expect, it } from '@jest/globals';
import { rejection, setUpTokens, settlesAtOnce } from '../support/token-setup.js';

const MINUTE = 60_000;

describe('a server that repeats its token', () => {
  it('I2 close while a caller waits out the pause after a stale reply: told at once, no timer left', async () => {
    const { services, tokens, server, clock } = setUpTokens();
    server.always({ body: { jwt: server.jwt({ iat: -3580, exp: 20 }) } });
    await tokens.getToken();
    await clock.advance(16_000);
    const waiting = rejection(tokens.getToken());
    expect(await settlesAtOnce(waiting)).toBe(false);
    expect(clock.pendingTimers).toBeGreaterThan(0);
    await services.onApplicationShutdown();
    expect(await waiting).toMatchObject({ reason: 'closed' });
    expect(clock.pendingTimers).toBe(0);
  });

  it('B6 the same token without a Date header is not handed out past its end', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.sendDate = false;
    const same = server.jwt();
    server.always(() => ({ body: { jwt: same } }));
    const { expiresAt } = await tokens.getToken();
    let late = 0;
    for (let minute = 0; minute < 120; minute += 1) {
      void tokens.getToken({ timeoutMs: 50_000 }).then(
        () => {
          if (clock.now() > expiresAt.getTime()) late += 1;
        },
        () => undefined,
      );
      await clock.advance(MINUTE);
    }
    expect(late).toBe(0);
  });

  it('B6 the same token without Date: state after its end', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.sendDate = false;
    const same = server.jwt();
    server.always(() => ({ body: { jwt: same } }));
    await tokens.getToken();
    await clock.advance(61 * MINUTE);
    expect(tokens.status().state).toBe('expired');
  });

  it('B6 an expired token as the answer is asked for at most once in 30 s', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.always(() => ({ body: { jwt: server.jwt({ iat: -3700, exp: -100 }) } }));
    for (let second = 0; second < 300; second += 1) {
      void tokens.getToken().catch(() => undefined);
      await clock.advance(1000);
    }
    expect(server.requests).toBeGreaterThanOrEqual(5);
    expect(
      server.requestTimesMs.slice(1).every((at, i) => at - (server.requestTimesMs[i] ?? 0) >= 30_000),
    ).toBe(true);
  });
});
