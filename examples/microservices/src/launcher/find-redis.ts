import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ConfigService } from '@nestjs/config';
import { Redis } from 'ioredis';
import { SettingError, setting } from '../../../gateway/src/setting.js';
import type { GuardReport } from './redis-guard.js';

export interface FoundRedis {
  readonly url: string;
  /** Of the server that was started here; `undefined` for that of REDIS_URL. */
  readonly own?: { readonly pid: number; readonly port: number };
  /** Resolves when the server that was started here has ended. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** REDIS_URL, or a redis-server of our own. */
export async function findRedis(config: ConfigService): Promise<FoundRedis> {
  const url = setting(config, 'REDIS_URL');
  return url === undefined ? startRedis() : useRedis(url);
}

async function useRedis(url: string): Promise<FoundRedis> {
  if (!/^rediss?:\/\/[^/?#]/.test(url) || !URL.canParse(url)) {
    throw new SettingError('REDIS_URL must be of the form redis://127.0.0.1:6379.');
  }
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 3_000 });
  let code = 'no answer';
  redis.on('error', (error: NodeJS.ErrnoException) => (code = error.code ?? error.message.slice(0, 60)));
  try {
    await redis.connect();
  } catch {
    throw new SettingError(`Redis at ${new URL(url).host} cannot be used (${code}). Check REDIS_URL.`);
  } finally {
    redis.disconnect();
  }
  return { url, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
}

async function startRedis(): Promise<FoundRedis> {
  const guard = fork(fileURLToPath(import.meta.resolve('./redis-guard.js')));
  const ended = once(guard, 'exit');
  const [report] = (await Promise.race([once(guard, 'message'), ended])) as [GuardReport | number | null];
  if (typeof report !== 'object' || report?.kind !== 'ready') throw noRedis(report);
  const { port, pid } = report;
  return {
    url: `redis://127.0.0.1:${port}`,
    own: { pid, port },
    ended,
    stop: async () => {
      if (guard.connected) guard.disconnect();
      await ended;
    },
  };
}

function noRedis(report: GuardReport | number | null): SettingError {
  const missing = typeof report === 'object' && report?.kind === 'failed' && report.code === 'ENOENT';
  return new SettingError(
    missing
      ? 'These processes share their token on Redis, and there is no redis-server in PATH. Install one (Debian, Ubuntu: ' +
          'apt-get install redis-server; macOS: brew install redis), or set REDIS_URL to one that may be written to, ' +
          'for example that of "docker run --rm -p 6379:6379 redis": REDIS_URL=redis://127.0.0.1:6379'
      : 'redis-server does not start. Try it by hand, or set REDIS_URL to a Redis that may be written to.',
  );
}
