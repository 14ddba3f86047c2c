import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { explain, listen } from '../../../gateway/src/listen.js';
import { followLauncher, report } from '../app/launcher-link.js';
import { ProcessLogger } from '../app/process.logger.js';
import { GatewayModule } from './gateway.module.js';

try {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule, {
    logger: new ProcessLogger(),
    abortOnError: false,
    forceCloseConnections: true,
  });
  followLauncher(app);
  await listen(app);
  report({ kind: 'ready', url: await app.getUrl() });
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
