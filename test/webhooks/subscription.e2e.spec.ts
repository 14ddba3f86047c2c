import { describe, expect, it } from '@jest/globals';
import { NovaPostWebhooks, NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { NovaPostHttpService, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startEmulator } from '../support/app-setup.js';
import { until } from '../support/until.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { logLines, PLATFORMS, SECRET, startWebhookApp } from './webhook-bench.js';

const HEADER = 'X-Shop-Key';

describe.each(PLATFORMS)('an application on %s that subscribes', (platform) => {
  async function start(pushes: { snakeCase?: boolean; retries?: number } = {}) {
    const emulator = await startEmulator({ pushes });
    const bench = await startWebhookApp({
      platform,
      imports: [
        NovaPostModule.forRoot({
          baseURL: emulator.baseURL,
          apiKey: emulator.apiKey,
          token: { startMode: 'lazy' },
        }),
        NovaPostWebhooksModule.register({
          secretToken: SECRET,
          headerName: HEADER,
          answer: pushes.retries === undefined ? 'immediately' : 'after-handlers',
        }),
      ],
    });
    const client = new NovaPostClient(bench.app.get(NovaPostHttpService));
    await client.subscriptions.create({
      type: 'creator',
      url: bench.url,
      isActive: true,
      secretToken: SECRET,
      secretTokenHeaderName: HEADER,
    });
    const { number } = await client.shipments.create(shipmentBody());
    return { emulator, client, number: number, ...bench };
  }

  it.each([false, true])('gets the moves of its shipment, in snake case: %s', async (snakeCase) => {
    const { emulator, tracker, number } = await start({ snakeCase });
    emulator.setTrackingStatus(number, 7);
    await until(() => tracker.others.length === 1);
    emulator.setTrackingStatus(number, 9);
    await until(() => tracker.received.length === 1);
    expect(tracker.others[0]).toMatchObject({
      name: 'ArrivalRecipientWarehouse',
      numbers: [number],
      statusCode: '7',
    });
    expect(tracker.received[0]).toMatchObject({ name: 'Received', numbers: [number], statusCode: '9' });
    expect(tracker.received[0]!.occurredAt).toBeInstanceOf(Date);
    await emulator.waitForPushes(2);
    expect(emulator.pushes.map(({ status }) => status)).toEqual([200, 200]);
    expectNoSecrets([tracker.received, tracker.others, logLines], [SECRET]);
  });

  it('gets a test call', async () => {
    const { client, tracker } = await start();
    await client.subscriptions.test();
    await until(() => tracker.others.length === 1);
    expect(tracker.others[0]).toMatchObject({ name: 'ReadyToShip', numbers: ['SHPL0000000001'] });
  });

  it('gets an event again when its handler failed, and once when it comes twice', async () => {
    const { emulator, tracker, number, app } = await start({ retries: 2 });
    let failures = 0;
    tracker.before = () => {
      if ((failures += 1) <= 2) throw new Error('database is down');
    };
    emulator.setTrackingStatus(number, 9);
    await emulator.waitForPushes(3);
    expect(emulator.pushes.map(({ status }) => status)).toEqual([500, 500, 200]);
    await emulator.push({ name: 'Received', number, note: 'another' }, { times: 3 });
    expect(tracker.received).toHaveLength(2);
    expect(app.get(NovaPostWebhooks).status().counters).toMatchObject({
      duplicates: 2,
      failed: 2,
      handled: 2,
    });
  });

  it('refuses who pushes with another secret', async () => {
    const { emulator, tracker, url, number } = await start();
    const event = { name: 'Received', number };
    const [wrong] = await emulator.push(event, { to: url, headerName: HEADER, secretToken: `${SECRET}x` });
    const [without] = await emulator.push(event, { to: url });
    expect([wrong!.status, without!.status]).toEqual([401, 401]);
    expect(tracker.received).toEqual([]);
  });
});
