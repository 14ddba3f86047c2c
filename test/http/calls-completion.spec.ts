import { describe, expect, it } from '@jest/globals';
import { NovaPostAccounts, type NovaPostCall, type NovaPostHttpService } from 'nestjs-nova-post';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { startApi } from '../support/api-setup.js';
import { gate } from '../support/gate.js';
import { rejection } from '../support/token-setup.js';

type Calls = Pick<NovaPostHttpService, 'calls$'>;

/** How often each of them has completed. */
function completionsOf(...sources: readonly Calls[]): number[] {
  const counts = sources.map(() => 0);
  sources.forEach(({ calls$ }, index) => calls$.subscribe({ complete: () => (counts[index]! += 1) }));
  return counts;
}

async function startWithAccounts() {
  const { app, http, client, emulator } = await startApi();
  const accounts = app.get(NovaPostAccounts);
  const merchant = accounts.use({ apiKey: emulator.addApiKey() });
  return { app, http, client, accounts, merchant, emulator };
}

/** Outcomes and the end, as they come. */
function endingsOf({ calls$ }: Calls): string[] {
  const seen: string[] = [];
  calls$.subscribe({ next: ({ outcome }) => seen.push(outcome), complete: () => seen.push('complete') });
  return seen;
}

describe('calls$ completes', () => {
  it('when the application closes', async () => {
    const { app, http, client, accounts, merchant } = await startWithAccounts();
    const counts = completionsOf(http, client, accounts, merchant.http, merchant.client);
    await http.axiosRef.get('divisions');
    await merchant.client.divisions.list();
    expect(counts).toEqual([0, 0, 0, 0, 0]);
    await app.close();
    expect(counts).toEqual([1, 1, 1, 1, 1]);
  });

  it.each([
    ['registered nowhere else', (emulator: NovaPostEmulator) => emulator.addApiKey()],
    ['also registered with the module', (emulator: NovaPostEmulator) => emulator.apiKey],
  ])('when the account is removed, one that is %s', async (_what, keyOf) => {
    const { http, client, accounts, emulator } = await startWithAccounts();
    const apiKey = keyOf(emulator);
    const account = accounts.use({ apiKey });
    const counts = completionsOf(account.http, account.client);
    const others = completionsOf(http, client, accounts);
    await accounts.remove({ apiKey });
    expect(counts).toEqual([1, 1]);
    expect(others).toEqual([0, 0, 0]);
    const again = accounts.use({ apiKey });
    const records: NovaPostCall[] = [];
    again.http.calls$.subscribe((call) => records.push(call));
    await again.http.axiosRef.get('divisions');
    expect(records).toHaveLength(1);
  });

  it('at once when it is asked for after that', async () => {
    const { app, http, client, accounts, merchant } = await startWithAccounts();
    await app.close();
    expect(completionsOf(http, client, accounts, merchant.http, merchant.client)).toEqual([1, 1, 1, 1, 1]);
  });

  it('after the record of a call that was under way', async () => {
    const { app, http, emulator } = await startWithAccounts();
    const { opened, open } = gate();
    emulator.misbehave({ on: '/divisions', then: { until: opened } });
    const seen = endingsOf(http);
    const call = http.axiosRef.get('divisions');
    await emulator.waitForRequests(1, '/divisions');
    await app.close();
    expect(seen).toEqual([]);
    open();
    await call;
    expect(seen).toEqual(['succeeded', 'complete']);
  });

  it('after the record of a call that waits for a token, which ends with the application', async () => {
    const { app, http, emulator } = await startWithAccounts();
    emulator.hangTokenRequests(1);
    const seen = endingsOf(http);
    const call = rejection(http.axiosRef.get('divisions'));
    await emulator.waitForRequests(1, 'token');
    await app.close();
    await call;
    expect(seen).toEqual(['failed', 'complete']);
  });
});
