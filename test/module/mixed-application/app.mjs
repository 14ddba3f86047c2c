/** An application of ES modules with a part in CommonJS. Which is loaded first, what else it needs: arguments. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const [first, baseURL, apiKey] = process.argv.slice(2);
if (first === 'require') await import('./feature.cjs');
const { NovaPostClient, NovaPostModule } = await import('nestjs-nova-post');
const { Feature, FeatureModule } = await import('./feature.cjs');

class AppModule {}
Module({
  imports: [
    NovaPostModule.forRoot({ baseURL, apiKey, isGlobal: true, token: { startMode: 'lazy' } }),
    FeatureModule,
  ],
})(AppModule);

const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'], abortOnError: false });
const feature = app.get(Feature);
const client = app.get(NovaPostClient);
const { items } = await client.divisions.list({ limit: 1 });
console.log(
  JSON.stringify({
    sameClient: feature.client === client,
    divisions: items.length,
    error: await feature.describeError(),
  }),
);
await app.close();
