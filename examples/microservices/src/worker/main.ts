import 'reflect-metadata';
import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import type { AsyncMicroserviceOptions } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { explain } from '../../../gateway/src/listen.js';
import { followLauncher, report } from '../app/launcher-link.js';
import { messagesOverRedis } from '../app/messages.js';
import { ProcessLogger } from '../app/process.logger.js';
import { WorkerModule } from './worker.module.js';

try {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = await NestFactory.createMicroservice<AsyncMicroserviceOptions>(WorkerModule, {
    logger: new ProcessLogger(),
    abortOnError: false,
    inject: [ConfigService],
    useFactory: messagesOverRedis,
  });
  followLauncher(app);
  await app.listen();
  // Nest does not wait until Redis has taken the subscription; a ping on the same connection is answered after it.
  const [, subscriber] = app.unwrap<[Redis, Redis]>();
  await subscriber.ping();
  report({ kind: 'ready' });
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
