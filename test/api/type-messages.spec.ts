import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** What a user writes, a line for each mistake; what is right stands without one. */
const SNIPPET = `
import type { CountryCode, NovaPostClient, ShipmentInput, ShipmentServiceInput } from 'nestjs-nova-post';
declare const client: NovaPostClient;
declare const input: ShipmentInput;
export const shipment: ShipmentInput = { ...input, clientOrderId: 'x' };
void client.shipments.create({ ...input, clientOrderId: 'x' });
void client.shipments.create({ ...input, sender: { ...input.sender, divisonId: 1 } });
void client.shipments.create({ ...input, parcels: [{ ...input.parcels[0]!, weight: 1 }] });
void client.shipments.list({ clientOrderId: 'x' });
void client.divisions.list({ country: 'PL' });
void client.pickups.create({ adress: 'x' });
void client.registries.create({ name: 'x', description: 'a', shipments: [] });
void client.subscriptions.create({ type: 'creator', url: 'x', isActive: true, events: [] });
void client.tracking.track({ number: ['x'] });
// What compiles: undefined for what may be left out, values that are not known, lists that are read-only.
export const right: ShipmentInput = { ...input, clientOrder: undefined, note: undefined };
export const service: ShipmentServiceInput = { serviceCode: 'NewService', amount: 1, payerType: 'Sender' };
export const elsewhere: CountryCode = 'US';
void client.subscriptions.create({ type: 'creator', url: 'x', isActive: true, eventTypes: ['Received', 'NewEvent'] });
void client.divisions.list({ countryCodes: ['PL', elsewhere] as const, limit: undefined });
`;

describe('What tsc says of a mistake', () => {
  let messages: readonly string[];
  beforeAll(async () => {
    const folder = await mkdtemp(join(root, 'node_modules/.type-messages-'));
    try {
      await writeFile(join(folder, 'snippet.ts'), SNIPPET);
      const config = {
        extends: join(root, 'tsconfig.json'),
        compilerOptions: { paths: paths() },
        include: ['snippet.ts'],
        exclude: [],
      };
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const { stdout } = await run(process.execPath, [tsc, '-p', folder, '--pretty', 'false']).catch(
        (error: unknown) => error as { stdout: string },
      );
      messages = stdout.split('\n').filter((line) => /\berror TS/.test(line));
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 120_000);

  it.each([
    ["'clientOrderId' does not exist in type 'ShipmentInput'", 2],
    ["'divisonId' does not exist in type 'ShipmentSender'", 1],
    ["'weight' does not exist in type 'ShipmentParcelInput'", 1],
    ["'clientOrderId' does not exist in type 'ShipmentQuery'", 1],
    ["'country' does not exist in type 'DivisionsQuery'", 1],
    ["'adress' does not exist in type 'PickupInput'", 1],
    ["'name' does not exist in type 'RegistryInput'", 1],
    ["'events' does not exist in type 'SubscriptionInput'", 1],
    ["'number' does not exist in type", 1],
  ])('%s', (message, times) => {
    expect(messages.filter((line) => line.includes(message))).toHaveLength(times);
  });

  it('is nothing of what is right', () => {
    expect(messages).toHaveLength(10);
  });
});

function paths(): Record<string, string[]> {
  return { 'nestjs-nova-post': [join(root, 'src/index.ts')] };
}
