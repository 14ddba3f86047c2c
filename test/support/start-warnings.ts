import { Logger, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { closeAfterTest } from './app-setup.js';

/** Starts an application and gives what it has warned of so far. */
export async function startAndCollectWarnings(
  imports: readonly DynamicModule[],
): Promise<{ readonly app: INestApplicationContext; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const silent = () => undefined;
  const module = await Test.createTestingModule({ imports: [...imports] })
    .setLogger({ log: silent, error: silent, debug: silent, warn: (line: string) => warnings.push(line) })
    .compile();
  const app = await module.init();
  closeAfterTest(() => app.close());
  Logger.overrideLogger(false);
  return { app, warnings };
}
