// Must not compile: each line that ends with "refused: NAME" has a mistake of which the compiler has to name NAME.
import {
  NovaPostModule,
  type NovaPostAccounts,
  type NovaPostClient,
  type ShipmentInput,
} from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { NovaPostWebhooksModule, type NovaPostEvent } from 'nestjs-nova-post/webhooks';

export async function misspelt(novaPost: NovaPostClient, accounts: NovaPostAccounts, event: NovaPostEvent) {
  await novaPost.divisions.list({ countryCode: ['PL'] }); // refused: countryCode
  await novaPost.divisions.list({ countryCodes: ['PL'] }, { timeout: 1 }); // refused: timeout
  const { items } = await novaPost.divisions.list({ limit: 1 });
  const division = items[0]!;
  console.log(division.id, division.adress); // refused: adress

  const shipment: ShipmentInput = {
    payerType: 'Sender',
    sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionID: 1 }, // refused: divisionID
    recipient: { phone: '37360000000', name: 'Ion Rusu', countryCode: 'MD', divisionId: 1 },
    parcels: [],
  };
  await novaPost.shipments.create({ ...shipment, payerTyp: 'Sender' }); // refused: payerTyp
  await novaPost.shipments.create(shipment, { onUnknownOutcome: 'adapt' }); // refused: adapt
  await novaPost.shipments.print({ numbers: ['SHPL6145000001'], type: 'label' }); // refused: label
  for await (const row of novaPost.shipments.iterate({ clientOrders: 'order-1' })) console.log(row.number); // refused: clientOrders
  for await (const row of novaPost.shipments.iterate()) console.log(row.nummer); // refused: nummer

  accounts.use({ apikey: 'KEY' }); // refused: apikey
  console.log(event.name, event.waybills); // refused: waybills
  NovaPostModule.forRoot({ apiKeys: 'KEY' }); // refused: apiKeys
  NovaPostWebhooksModule.register({ secretTokn: 'SECRET' }); // refused: secretTokn
  await NovaPostEmulator.start({ tokenLifetime: 1 }); // refused: tokenLifetime
}
