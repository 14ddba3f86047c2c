import { ConfigService } from '@nestjs/config';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { isNovaPostError } from 'nestjs-nova-post';
import { SettingError, numberSetting, setting } from './setting.js';

/** Listens where PORT and HOST say. */
export async function listen(app: NestExpressApplication): Promise<void> {
  const config = app.get(ConfigService, { strict: false });
  const port = numberSetting(config, 'PORT', { fallback: 3000, min: 0, max: 65_535 });
  // A client that reaches this gateway uses its API key: only this machine, unless HOST says otherwise.
  const host = setting(config, 'HOST') ?? '127.0.0.1';
  try {
    await app.listen(port, host);
  } catch (error) {
    throw cannotListen(host, port, (error as NodeJS.ErrnoException).code);
  }
}

/** One sentence for what the user can put right; the whole error for what they cannot. */
export function explain(error: unknown): unknown {
  return error instanceof SettingError || isNovaPostError(error) ? error.message : error;
}

function cannotListen(host: string, port: number, code = 'unknown reason'): SettingError {
  return new SettingError(
    code === 'EADDRINUSE'
      ? `Port ${port} is in use by another program: end that one, or choose another, for example PORT=0 for a free one.`
      : `The gateway cannot listen on ${host}, port ${port} (${code}). Check HOST and PORT.`,
  );
}
