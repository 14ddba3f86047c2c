import 'reflect-metadata';
import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NovaPostHttpService, isNovaPostError } from 'nestjs-nova-post';
import { EmbeddedEmulator } from './embedded-emulator.js';
import { GatewayLogger } from './gateway.logger.js';
import { GatewayModule } from './gateway.module.js';
import { greeting } from './greeting.js';
import { SettingError, numberSetting, setting } from './setting.js';

async function createGateway(): Promise<NestExpressApplication> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule, {
    logger: new GatewayLogger(),
    abortOnError: false,
    // Ctrl-C should not wait for somebody's open connection.
    forceCloseConnections: true,
  });
  return app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
}

async function listen(app: NestExpressApplication): Promise<void> {
  const config = app.get(ConfigService);
  const port = numberSetting(config, 'PORT', { fallback: 3000, min: 0, max: 65_535 });
  // Whoever reaches this gateway may use its API key: only this machine, unless HOST says otherwise.
  const host = setting(config, 'HOST') ?? '127.0.0.1';
  try {
    await app.listen(port, host);
  } catch (error) {
    throw cannotListen(host, port, (error as NodeJS.ErrnoException).code);
  }
}

function cannotListen(host: string, port: number, code = 'unknown reason'): SettingError {
  return new SettingError(
    code === 'EADDRINUSE'
      ? `Port ${port} is in use by another program: end that one, or choose another, for example PORT=0 for a free one.`
      : `The gateway cannot listen on ${host}, port ${port} (${code}). Check HOST and PORT.`,
  );
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

/** One sentence for what whoever starts this can put right; the whole story for what they cannot. */
function explain(error: unknown): unknown {
  return error instanceof SettingError || isNovaPostError(error) ? error.message : error;
}

let app: NestExpressApplication | undefined;
try {
  app = await createGateway();
  await listen(app);
  await greet(app);
} catch (error) {
  console.error(explain(error));
  await app?.close();
  process.exitCode = 1;
}
