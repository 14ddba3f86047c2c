import type { INestApplication } from '@nestjs/common';
import { NovaPostClient } from 'nestjs-nova-post';
import { EmbeddedEmulator } from './embedded-emulator.js';

/**
 * Has the emulator push to this gateway what happens to its shipments. For the real service an application subscribes
 * once, with a URL that can be reached from outside.
 */
export async function subscribeAtEmulator(app: INestApplication): Promise<void> {
  const secretToken = app.get(EmbeddedEmulator).webhookSecret;
  if (secretToken === undefined) return;
  const url = `${await app.getUrl()}/nova-post/webhook`;
  await subscribe(app.get(NovaPostClient, { strict: false }), { url, secretToken });
}

/** Has all shipments of the account pushed to a URL. */
export async function subscribe(
  novaPost: NovaPostClient,
  { url, secretToken }: { readonly url: string; readonly secretToken: string },
): Promise<void> {
  await novaPost.subscriptions.create({
    type: 'creator',
    url,
    isActive: true,
    secretToken,
    secretTokenHeaderName: 'X-NP-Key',
  });
}
