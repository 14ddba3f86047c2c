import { describe, expect, it } from '@jest/globals';
import type { AccessToken, ConfigurableTokenService } from 'nestjs-nova-post';
import { useLifecycles } from '../support/lifecycles.js';
import { settlesAtOnce } from '../support/token-setup.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** An API whose servers learn of a token so late. */
function laggingApi(lagMs: number, now: () => number) {
  const issuedAtMs = new Map<string, number>();
  return {
    issued: (token: string) => issuedAtMs.set(token, now()),
    knows: (token: AccessToken) => now() - (issuedAtMs.get(token.reveal()) ?? now()) >= lagMs,
  };
}

/** A call as the HTTP client makes it: one replay with another token. Gives whether it succeeds. */
async function call(tokens: ConfigurableTokenService, knows: (token: AccessToken) => boolean) {
  const token = await tokens.getToken();
  if (knows(token)) return true;
  const other = await tokens.getToken({ rejected: token });
  return !other.equals(token) && knows(other);
}

describe.each(useLifecycles())('a token that the API learns of late, with $name', ({ setUp }) => {
  it.each([300, 800, 2_500])(
    'G12 after a refresh no call fails and nothing is forced: the earlier token serves (%s ms late)',
    async (lagMs) => {
      const { tokens, server, clock, eventsOf } = setUp();
      const api = laggingApi(lagMs, clock.now);
      api.issued((await tokens.getToken()).reveal());
      await clock.advance(40 * MINUTE - 1);
      tokens.events$.subscribe(({ type }) => {
        if (type === 'refreshed') api.issued(server.issued.at(-1) ?? '');
      });
      await clock.advance(1);
      expect(server.issued).toHaveLength(2);
      let failed = 0;
      for (let passed = 0; passed < 12 * SECOND; passed += 50) {
        if (!(await call(tokens, api.knows))) failed += 1;
        await clock.advance(50);
      }
      expect(failed).toBe(0);
      expect(server.issued).toHaveLength(2);
      expect(eventsOf('invalidated')).toEqual([]);
      expect((await tokens.getToken()).reveal()).toBe(server.issued.at(-1));
    },
  );

  it('G12 a first token that is refused at once is replaced by one that is handed out when it had time to spread', async () => {
    const { tokens, server, clock } = setUp();
    const first = await tokens.getToken();
    const others = Promise.all([
      tokens.getToken({ rejected: first }),
      tokens.getToken({ rejected: first }),
      tokens.getToken(),
    ]);
    await clock.advance(SECOND - 1);
    expect(await settlesAtOnce(others)).toBe(false);
    await clock.advance(1);
    expect(new Set((await others).map((token) => token.reveal()))).toEqual(new Set([server.issued[1]]));
    expect(server.requests).toBe(2);
  });

  it('G12 when the API refuses the earlier token too, a new one is fetched', async () => {
    const { tokens, server, clock, eventsOf } = setUp();
    await tokens.getToken();
    await clock.advance(40 * MINUTE);
    const young = await tokens.getToken();
    await clock.advance(2 * SECOND);
    const earlier = await tokens.getToken({ rejected: young });
    expect(earlier.reveal()).toBe(server.issued[0]);
    expect((await tokens.getToken({ rejected: earlier })).equals(young)).toBe(true);
    const next = await tokens.getToken({ rejected: young });
    expect(next.reveal()).toBe(server.issued[2]);
    expect(eventsOf('invalidated')).toHaveLength(1);
  });

  it('G12 a token that is refused later than 10 s after its issue is replaced, not tried again', async () => {
    const { tokens, server, clock } = setUp();
    await tokens.getToken();
    await clock.advance(40 * MINUTE + 10 * SECOND);
    const token = await tokens.getToken();
    expect((await tokens.getToken({ rejected: token })).reveal()).toBe(server.issued[2]);
  });
});
