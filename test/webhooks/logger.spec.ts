import type { LoggerService } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { NovaPostWebhooks } from 'nestjs-nova-post/webhooks';
import { until } from '../support/until.js';
import { logLines, startWebhookApp } from './webhook-bench.js';

const BODY = { eventType: 'Received', number: 'SHPL6145000001' };

/** Lines as `[level, context, message]`. */
function collector(): LoggerService & { readonly lines: [string, unknown, string][] } {
  const lines: [string, unknown, string][] = [];
  const write =
    (level: string) =>
    (message: string, ...rest: unknown[]) =>
      void lines.push([level, rest.at(-1), message]);
  return { lines, log: write('log'), warn: write('warn'), error: write('error') };
}

/** An application that starts, refuses a delivery, and has a handler that fails. */
async function startInTrouble(logger: LoggerService | false | undefined) {
  const started = await startWebhookApp({ webhooks: { logger } });
  const { app, post, tracker } = started;
  const failures: unknown[] = [];
  app.get(NovaPostWebhooks).errors$.subscribe((failure) => failures.push(failure));
  tracker.before = () => {
    throw new Error('the warehouse is shut');
  };
  expect((await post(BODY, { secret: 'not-the-secret' })).status).toBe(401);
  expect((await post(BODY)).status).toBe(200);
  await until(() => failures.length === 1);
}

const ofTheApplication = () => logLines.filter((line) => line.endsWith(' NovaPostWebhooks'));

describe('the option logger of NovaPostWebhooksModule', () => {
  it('gets every line, with its level and one context, in the place of the application’s logger', async () => {
    const logger = collector();
    await startInTrouble(logger);
    expect(logger.lines).toEqual([
      ['log', 'NovaPostWebhooks', expect.stringMatching(/^Events of Nova Post on POST nova-post\/webhook/)],
      ['warn', 'NovaPostWebhooks', expect.stringMatching(/was refused \(401\)/)],
      ['error', 'NovaPostWebhooks', expect.stringMatching(/^Tracker\.onReceived failed with Received/)],
    ]);
    expect(ofTheApplication()).toEqual([]);
  });

  it('gets the stack of what a handler has thrown', async () => {
    const stacks: unknown[] = [];
    const logger = { ...collector(), error: (_message: string, stack: unknown) => void stacks.push(stack) };
    await startInTrouble(logger);
    expect(stacks).toEqual([expect.stringMatching(/^Error: the warehouse is shut\n\s+at /)]);
  });

  it('false writes nothing, whatever goes wrong', async () => {
    await startInTrouble(false);
    expect(ofTheApplication()).toEqual([]);
  });

  it('left out, the application’s logger gets the lines', async () => {
    await startInTrouble(undefined);
    expect(ofTheApplication().map((line) => line.split(' ')[0])).toEqual(['log', 'warn', 'error']);
  });
});
