import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NovaPostHttpService } from 'nestjs-nova-post';
import { EmbeddedEmulator } from './embedded-emulator.js';
import { GatewayLogger } from './gateway.logger.js';
import { GatewayModule } from './gateway.module.js';
import { greeting } from './greeting.js';
import { explain, listen } from './listen.js';
import { serveApiDocs } from './page/api-docs.js';
import { servePage } from './page/page.js';
import { subscribeAtEmulator } from './subscribe.js';

async function createGateway(): Promise<NestExpressApplication> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule, {
    logger: new GatewayLogger(),
    abortOnError: false,
    // Ctrl-C should not wait for an open connection.
    forceCloseConnections: true,
  });
  servePage(app);
  serveApiDocs(app);
  return app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
}

async function greet(app: NestExpressApplication): Promise<void> {
  const emulator = app.get(EmbeddedEmulator);
  const text = greeting({
    url: await app.getUrl(),
    novaPostURL: app.get(NovaPostHttpService, { strict: false }).axiosRef.defaults.baseURL ?? '',
    emulatorTokenLifetimeMs: emulator.options && emulator.tokenLifetimeMs,
  });
  process.stdout.write(text);
}

let app: NestExpressApplication | undefined;
try {
  app = await createGateway();
  await listen(app);
  await subscribeAtEmulator(app);
  await greet(app);
} catch (error) {
  console.error(explain(error));
  await app?.close();
  process.exitCode = 1;
}
