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
  await app.get(NovaPostClient, { strict: false }).subscriptions.create({
    type: 'creator',
    url: `${await app.getUrl()}/nova-post/webhook`,
    isActive: true,
    secretToken,
    secretTokenHeaderName: 'X-NP-Key',
  });
}
