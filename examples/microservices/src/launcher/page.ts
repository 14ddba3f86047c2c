import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { servePage } from '../../../gateway/src/page/page.js';
import { SettingError } from '../../../gateway/src/setting.js';
import type { Fleet } from './fleet.js';
import type { FleetSource } from './fleet-source.js';
import { LauncherModule } from './launcher.module.js';

/** Serves the page; once the processes are ready. */
export async function openPage(
  port: number,
  fleet: Fleet,
  source: FleetSource,
): Promise<NestExpressApplication> {
  const secretToken = randomUUID();
  const module = LauncherModule.with({ fleet, source, secretToken });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
    forceCloseConnections: true,
  });
  servePage(app);
  try {
    await app.listen(port, '127.0.0.1');
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    throw new SettingError(`The launcher cannot listen on port ${port} (${code}); PORT=0 takes free ports.`);
  }
  // One of the processes subscribes for the account; the pushes come here.
  const url = `${await app.getUrl()}/nova-post/webhook`;
  fleet.running[0]?.send({ kind: 'subscribe', url, secretToken });
  return app;
}
