import 'reflect-metadata';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { createApp } from './platform.js';
import { Shop, ShopModule, tour } from './shop.js';

/** Boots the shop against the emulator, takes the tour and prints what came of it. */
async function main(): Promise<void> {
  const emulator = await NovaPostEmulator.start({});
  const app = await createApp(ShopModule.for(emulator));
  await app.listen(0, '127.0.0.1');
  const result = await tour(app.get(Shop), emulator, await app.getUrl());
  await app.close();
  await emulator.stop();
  console.log(JSON.stringify(result));
}

void main();
