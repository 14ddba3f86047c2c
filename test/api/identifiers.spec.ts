import { describe, expect, it } from '@jest/globals';
import type { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startApi } from '../support/api-setup.js';
import { shipmentInput } from '../support/shipment-sample.js';

describe('White space around an identifier, as spreadsheets leave it', () => {
  it('does not hide a shipment that is looked for', async () => {
    const { client } = await startApi();
    const { id, number } = await client.shipments.create(shipmentInput());
    for (const name of [` ${number}\n`, ` ${String(id)} `]) {
      expect(await client.shipments.find(name)).toMatchObject({ number });
    }
  });

  it('does not make a tracked shipment a missing one', async () => {
    const { client, sent } = await startApi();
    const { number } = await client.shipments.create(shipmentInput());
    const { tracking } = client;
    for (const track of [
      (numbers: string[]) => tracking.track(numbers),
      (numbers: string[]) => tracking.history(numbers),
    ]) {
      const { items, missing } = await track([`${number}\r\n`, number]);
      expect([items.length, missing]).toEqual([1, []]);
    }
    expect(sent().at(-1)?.line).toBe(`GET /shipments/tracking/history?numbers[]=${number}`);
  });
});

describe('An identifier that is none', () => {
  const none = [undefined, null, Number.NaN, 1.5, '', ' ', '.', '..', {}] as unknown as string[];

  it.each<[string, (client: NovaPostClient, id: string) => Promise<unknown>]>([
    ['shipments.update', ({ shipments }, id) => shipments.update(id, shipmentInput())],
    ['shipments.delete', ({ shipments }, id) => shipments.delete(id)],
    ['shipments.upload', ({ shipments }, id) => shipments.upload(id, Buffer.from('a'))],
    ['shipments.attachments', ({ shipments }, id) => shipments.attachments(id)],
    ['registries.rename', ({ registries }, id) => registries.rename(id, 'a')],
    ['registries.delete', ({ registries }, id) => registries.delete(id)],
    ['registries.addShipments', ({ registries }, id) => registries.addShipments(id, ['a'])],
    ['subscriptions.delete', ({ subscriptions }, id) => subscriptions.delete(id)],
  ])('is refused by %s before anything is sent', async (_method, call) => {
    const { client, sent } = await startApi();
    for (const id of none) {
      await expect(call(client, id)).rejects.toMatchObject({ code: 'NOVA_POST_INPUT' });
    }
    expect(sent()).toEqual([]);
  });
});
