import { describe, expect, it } from '@jest/globals';
import { isNovaPostError } from 'nestjs-nova-post';
import { HOUR, MINUTE, startMarket, type Market } from './accounts-setup.js';
import { seededRandom } from './seeded-random.js';

const MERCHANTS = 50;
const ROUNDS = 40;
const CALLS_PER_ROUND = 250;

/** `SEED=…` repeats a run that failed. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

interface Run extends Market {
  readonly random: () => number;
  readonly merchants: readonly Merchant[];
  /** How often the server has revoked all tokens. */
  revocations: number;
  /** Calls that have ended. */
  ended: number;
  /** Calls that ended with an error for which nothing had happened. */
  readonly unexplained: string[];
  /** Anything that is of another account than it should be. */
  readonly mixedUp: string[];
}

interface Merchant {
  /** How often the account was removed. */
  removals: number;
  /** The last of the server's revocations after which a new call was answered. */
  recoveredFrom: number;
}

describe('50 accounts, 10 000 calls in random order', () => {
  it('no token of one account is ever on a request of another', async () => {
    const market = await startMarket({
      merchants: MERCHANTS,
      options: {
        random: seededRandom(SEED + 1),
        // Time jumps between rounds, so no limit of time may end a call.
        http: { timeoutMs: 0 },
        token: { requestTimeoutMs: 60_000 },
      },
    });
    const random = seededRandom(SEED);
    const merchants = market.keys.map(() => ({ removals: 0, recoveredFrom: 0 }));
    const run: Run = { ...market, random, merchants, revocations: 0, ended: 0, unexplained: [], mixedUp: [] };
    try {
      for (let round = 1; round <= ROUNDS; round += 1) await playRound(run, round % 10 === 0);
      expect(run.mixedUp).toEqual([]);
      expect(run.unexplained).toEqual([]);
      expect(run.ended).toBe(ROUNDS * CALLS_PER_ROUND);
    } catch (error) {
      throw new Error(`Repeat this run with SEED=${String(SEED)}`, { cause: error });
    }
  }, 600_000);
});

async function playRound(run: Run, thenRest: boolean): Promise<void> {
  const { emulator, accounts, clock, keys, random } = run;
  const calls: Promise<void>[] = [];
  while (calls.length < CALLS_PER_ROUND) {
    const merchant = Math.floor(random() * MERCHANTS);
    calls.push(call(run, merchant));
    if (random() < 0.05) await pause(random);
    if (random() < 0.005) {
      // By now the API's servers know the tokens: it is not that they have yet to learn of them.
      await clock.advance(2_000);
      emulator.revokeAllTokens();
      run.revocations += 1;
    }
    if (random() < 0.02) {
      run.merchants[merchant]!.removals += 1;
      void accounts.remove({ apiKey: keys[merchant]! });
    }
  }
  await finish(run, calls);
  checkRequests(run);
  await letTimePass(run, thenRest);
  checkRequests(run);
}

/** A socket that the server has just closed has a call repeated, or a token request, and the pause before it is on the clock. */
async function finish({ clock, emulator }: Run, calls: readonly Promise<void>[]): Promise<void> {
  let pending = calls.length;
  for (const one of calls) void one.finally(() => (pending -= 1));
  await answered(emulator);
  for (let steps = 0; pending > 0; steps += 1) {
    if (steps === 1_000) throw new Error(`${String(pending)} calls get no answer.`);
    await clock.advance(1_000, () => answered(emulator));
  }
}

async function call(run: Run, index: number): Promise<void> {
  const account = `api-key-${String(index)}`;
  const merchant = run.merchants[index]!;
  const { removals } = merchant;
  const { revocations } = run;
  const { http } = run.accounts.use({ apiKey: run.keys[index]! });
  try {
    const { data } = await http.axiosRef.get<{ account: string }>('whoami', {
      headers: { 'x-merchant': account },
    });
    merchant.recoveredFrom = Math.max(merchant.recoveredFrom, revocations);
    if (data.account !== account) run.mixedUp.push(`${account} was answered as ${data.account}`);
  } catch (error) {
    const { reason, status, name } = error as { reason?: string; status?: number; name: string };
    const how = isNovaPostError(error) ? (reason ?? String(status)) : name;
    const wasRemoved = merchant.removals > removals;
    // A call is sent again with one other token; when that is revoked too, or was so before, it ends. It may have waited for a
    // connection so long that others have recovered meanwhile.
    const wasRevoked = run.revocations > merchant.recoveredFrom || run.revocations >= revocations + 2;
    if (how === 'closed' ? wasRemoved : how === '401' && (wasRemoved || wasRevoked)) return;
    run.unexplained.push(`${account}: ${how}`);
  } finally {
    run.ended += 1;
  }
}

/** What the server saw: whose token each request carried, and whom it was for. */
function checkRequests({ emulator, mixedUp }: Run): void {
  for (const { account, headers } of emulator.apiRequests) {
    if (account !== headers['x-merchant']) {
      mixedUp.push(`a request of ${String(headers['x-merchant'])} carried a token of ${String(account)}`);
    }
  }
  emulator.clearRequests();
}

/** Some seconds, some minutes so that tokens are refreshed or end, or so long that all accounts are dropped. */
async function letTimePass(run: Run, rest: boolean): Promise<void> {
  const { clock, random, emulator, accounts } = run;
  const ms = rest ? HOUR + HOUR * random() : random() < 0.5 ? 5_000 * random() : 30 * MINUTE * random();
  await clock.advance(ms, () => answered(emulator));
  if (!rest) return;
  expect(accounts.size).toBe(0);
  // All begin anew.
  for (const merchant of run.merchants) merchant.recoveredFrom = run.revocations;
}

/** Resolves when all requests have their answers and those have been read. */
async function answered({ requests }: Run['emulator']): Promise<void> {
  const waits = ({ status, aborted }: (typeof requests)[number]) => status === undefined && !aborted;
  do {
    for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  } while (requests.slice(-CALLS_PER_ROUND).some(waits));
}

/** Lets answers come in between. */
async function pause(random: () => number): Promise<void> {
  for (let turns = random() * 10; turns > 0; turns -= 1)
    await new Promise((resolve) => setImmediate(resolve));
}
