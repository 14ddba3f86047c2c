import { describe, expect, it } from '@jest/globals';
import { rejection, setUpTokens } from '../support/token-setup.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the pause between two attempts', () => {
  it('C1 the longest wait between two attempts is 30 s, and a success starts the back-off anew', async () => {
    const { tokens, server, clock } = setUpTokens({ random: () => 0.999 });
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    await clock.advance(55 * MINUTE);
    const gaps = server.requestTimesMs.slice(2).map((at, i) => at - (server.requestTimesMs[i + 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000);
    expect(Math.max(...gaps)).toBeGreaterThan(29_000);
    server.recover();
    await clock.advance(30_000);
    expect(tokens.status().state).toBe('fresh');
    server.next({ status: 500, body: {} });
    const { retryAt } = (await rejection(tokens.refresh())) as unknown as { retryAt: Date };
    expect(retryAt.getTime() - clock.now()).toBeLessThanOrEqual(1_000);
  });

  it('C6 refresh() keeps the back-off while the old token is valid', async () => {
    const { tokens, server } = setUpTokens();
    await tokens.getToken();
    server.always({ status: 500, body: {} });
    for (let call = 0; call < 20; call += 1) await rejection(tokens.refresh());
    expect(server.requests).toBe(2);
  });

  it('C4 a rejected token does not break the silence that Retry-After asks for', async () => {
    const { tokens, server } = setUpTokens();
    const token = await tokens.getToken();
    server.always({ status: 503, headers: { 'retry-after': '120' }, body: {} });
    await rejection(tokens.refresh());
    for (let call = 0; call < 5; call += 1) await rejection(tokens.getToken({ rejected: token }));
    expect(server.requests).toBe(2);
  });

  it('C6 Retry-After: 0 does not do away with the back-off', async () => {
    const { tokens, server } = setUpTokens();
    server.always({ status: 429, headers: { 'retry-after': '0' }, body: {} });
    for (let call = 0; call < 20; call += 1) await rejection(tokens.getToken());
    expect(server.requests).toBe(1);
  });

  it('C4 a Retry-After of days is taken for a mistake: the next attempt comes after an hour', async () => {
    const { tokens, server, clock } = setUpTokens();
    server.next({ status: 429, headers: { 'retry-after': '999999' }, body: {} });
    await rejection(tokens.getToken());
    await clock.advance(HOUR + 1000);
    expect(server.requests).toBe(2);
  });
});
