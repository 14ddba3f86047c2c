import { expect, it } from '@jest/globals';
import type { Division, NovaPostClient, Shipment } from 'nestjs-nova-post';
import type { ShipmentInput } from '../../src/api/contract/contract.generated.js';

/** Never run: the compiler is what is tested. A mistake that compiles fails the type check, by its unused directive. */
export async function naturalUse(
  client: NovaPostClient,
  input: ShipmentInput,
  division: Division,
  row: Shipment,
  numbers: readonly string[],
): Promise<void> {
  const { addresses, dictionaries, divisions, pickups, registries, shipments, subscriptions, tracking } =
    client;
  const countryCodes = ['PL', 'CZ'] as const;
  const parcels = [{ ...input.parcels[0]!, cargoCategory: 'parcel' }] as const;
  const order = { ...input, parcels, services: [{ amount: 1, payerType: 'Sender' }] } as const;

  // Lists that are read-only, and lists that are not.
  await divisions.list({ countryCodes });
  await shipments.list({ numbers, ids: [1, '2'] as const });
  await shipments.print({ numbers, type: 'marking' });
  await shipments.internationalStatuses({ refs: numbers, state: 'Order' });
  await registries.list({ ids: numbers });
  await pickups.list({ numbers });
  await dictionaries.listCurrencies({ codes: numbers });
  await subscriptions.test({ numbers });
  await subscriptions.create({ type: 'numbers', url: 'x', isActive: true, eventTypes: numbers });
  await pickups.create({ services: numbers, pickedTimeFrom: new Date() });
  await tracking.track({ ids: [1, '2'] as const });
  await shipments.create(order);
  await shipments.update(1, order);
  await shipments.calculate({
    payerType: 'Sender',
    parcels,
    sender: order.sender,
    recipient: order.recipient,
  });
  await shipments.create({ ...input, clientOrder: undefined, parcels: [...input.parcels, ...parcels] });

  // Ids as they come from anywhere, and what one answer gives to the next question.
  await shipments.update('1', { ...input, sender: { ...input.sender, divisionId: division.id } });
  await shipments.delete(row.id);
  await shipments.upload(row.id, Buffer.from('a'));
  const { id, number } = await shipments.create(input, { signal: undefined, timeoutMs: undefined });
  await pickups.addShipments('1', [id]);
  await registries.rename((await registries.create({ description: 'a', shipments: [number] })).id, 'b');
  await addresses.listStreets({ settlementId: division.settlement?.id ?? 1 });
  for (const { id: subscriber } of (await subscriptions.list()).items) {
    await subscriptions.delete(subscriber);
  }
}

/** Never run, either. */
export async function mistakes(
  { shipments, divisions, tracking, pickups }: NovaPostClient,
  input: ShipmentInput,
) {
  const { sender, recipient, parcels } = input;
  const parcel = parcels[0]!;
  // @ts-expect-error -- misspelt
  await shipments.create({ ...input, clientOrdr: 'x' });
  // @ts-expect-error -- misspelt
  await shipments.create({ ...input, sender: { ...sender, divisonId: 5 } });
  // @ts-expect-error -- the spelling the API does not read
  await shipments.create({ ...input, sender: { ...sender, divisionID: 5 } });
  // @ts-expect-error -- misspelt
  await shipments.create({ ...input, recipient: { ...recipient, addressParts: { streat: 'b' } } });
  // @ts-expect-error -- misspelt
  await shipments.create({ ...input, parcels: [{ ...parcel, widht: 1 }] });
  // @ts-expect-error -- misspelt
  await shipments.create({ ...input, invoice: { incotermss: 'DAP' } });
  // @ts-expect-error -- misspelt
  await shipments.create({ ...input, invoice: { items: [{ hscode: '1' }] } });
  // @ts-expect-error -- misspelt
  await shipments.create({ ...input, services: [{ amount: 1, payerType: 'Sender', serviceCod: 'x' }] });
  // @ts-expect-error -- a wrong value
  await shipments.create({ ...input, payerType: 'sender' });
  // @ts-expect-error -- a wrong value
  await shipments.create({ ...input, parcels: [{ ...parcel, cargoCategory: 'parcels' }] });
  // @ts-expect-error -- a wrong option
  await shipments.create(input, { timeout: 5 });
  // @ts-expect-error -- the wrong way round
  await shipments.update(input, 5);
  // @ts-expect-error -- the wrong way round
  await shipments.upload(Buffer.from('x'), 5);
  // @ts-expect-error -- a forgotten argument
  await shipments.downloadAttachment('SHPL6145344878', { timeoutMs: 1 });
  // @ts-expect-error -- misspelt
  await shipments.list({ clientorder: 'x' });
  // @ts-expect-error -- no list
  await divisions.list({ countryCodes: 'PL' });
  // @ts-expect-error -- no list
  await tracking.track('SHPL6145344878');
  // @ts-expect-error -- an option of history
  await tracking.track({ numbers: ['a'], extended: true });
  // @ts-expect-error -- without a lockVersion
  await pickups.setStatus(1, 'Created');
  // @ts-expect-error -- a forgotten await
  for (const { id } of shipments.iterate()) await shipments.delete(id);
  // @ts-expect-error -- a forgotten await
  return [shipments.list().items];
}

it('compiles, mistakes aside', () => {
  expect([naturalUse, mistakes]).toHaveLength(2);
});
