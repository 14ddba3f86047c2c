import { describe, expect, it } from '@jest/globals';
import { TestClock } from '../../src/testing/test-clock.js';
import { useLifecycles } from '../support/lifecycles.js';
import { MemoryTokenStore } from '../support/memory-token-store.js';
import { NOVA_POST } from '../support/scheme-kinds.js';
import { setUpTokens } from '../support/token-setup.js';

const MINUTE = 60_000;
/** Past this age a refused token is not one that the API has yet to learn of. */
const OLD_MS = 11_000;

describe.each(useLifecycles())('a refresh that a rejected token forces, with $name', ({ setUp }) => {
  it('G5 a rejection that finds a refresh under way costs nothing of the five in five minutes', async () => {
    const { tokens, server, clock } = setUp();
    // A session limit of 1 and a rotation every few seconds: each makes a call in flight meet a 401.
    for (let rotation = 0; rotation < 12; rotation += 1) {
      const token = await tokens.getToken();
      await clock.advance(OLD_MS);
      let answer: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      server.next(async () => {
        await held;
        return { body: server.body() };
      });
      const rotated = tokens.refresh();
      const replaced = tokens.getToken({ rejected: token });
      answer();
      expect((await replaced).equals(token)).toBe(false);
      expect((await replaced).equals(await rotated)).toBe(true);
    }
    expect(server.requests).toBe(13);
  });

  it('G5 after five forced refreshes the refused token is given back, until five minutes are over', async () => {
    const { tokens, server, clock } = setUp();
    for (let forced = 0; forced < 5; forced += 1) {
      const token = await tokens.getToken();
      await clock.advance(OLD_MS);
      expect((await tokens.getToken({ rejected: token })).equals(token)).toBe(false);
    }
    const token = await tokens.getToken();
    await clock.advance(OLD_MS);
    expect(await tokens.getToken({ rejected: token })).toBe(token);
    expect(server.requests).toBe(6);
    await clock.advance(5 * MINUTE);
    expect((await tokens.getToken({ rejected: token })).equals(token)).toBe(false);
  });
});

describe('two services that share a store', () => {
  it('G5 a forced refresh that finds a newer token in the store is given back to the budget', async () => {
    const clock = new TestClock();
    const store = new MemoryTokenStore(clock);
    const ours = setUpTokens({ tokenStore: store }, NOVA_POST, clock);
    const theirs = setUpTokens({ tokenStore: store }, NOVA_POST, clock);
    for (let round = 0; round < 8; round += 1) {
      const token = await ours.tokens.getToken();
      await theirs.tokens.getToken();
      await clock.advance(OLD_MS);
      const newer = await theirs.tokens.refresh();
      expect((await ours.tokens.getToken({ rejected: token })).equals(newer)).toBe(true);
    }
  });
});
