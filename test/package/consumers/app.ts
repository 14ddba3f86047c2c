import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NovaPostHttpService, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { map, type Observable } from 'rxjs';

@Controller()
class DivisionsController {
  constructor(private readonly http: NovaPostHttpService) {}

  @Get('divisions')
  divisions(): Observable<unknown> {
    return this.http
      .get<unknown>('divisions', { params: { limit: 1 } })
      .pipe(map((response) => response.data));
  }
}

/** Boots an application against the emulator, asks it for one division page and prints what came back. */
async function main(): Promise<void> {
  const emulator = await NovaPostEmulator.start({});

  @Module({
    imports: [
      NovaPostModule.forRootAsync({
        useFactory: () => ({ baseURL: emulator.baseURL, apiKey: emulator.apiKey }),
      }),
    ],
    controllers: [DivisionsController],
  })
  class AppModule {}

  const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
  await app.listen(0, '127.0.0.1');
  const response = await fetch(`${await app.getUrl()}/divisions`);
  const page: unknown = await response.json();
  await app.close();
  const tokenRequests = emulator.tokenRequests.length;
  await emulator.stop();
  console.log(JSON.stringify({ status: response.status, page, tokenRequests }));
}

void main();
