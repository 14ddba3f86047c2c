import { Writable } from 'node:stream';
import { Logger as NestLogger, type LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger, LoggerModule } from 'nestjs-pino';
import {
  ConfigurableTokenService,
  NovaPostAccountsModule,
  NovaPostAccounts,
  NovaPostModule,
  type NovaPostModuleOptions,
} from 'nestjs-nova-post';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { resolveOptions } from '../../src/resolve-options.js';
import { API_KEY, closeAfterTest, startApp, startEmulator, startModule } from '../support/app-setup.js';
import { rejection, setUpTokens } from '../support/token-setup.js';

interface Line {
  readonly level: string;
  readonly message: string;
  readonly context: unknown;
}

function collector(): LoggerService & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const write = (level: string) => (message: string, context: unknown) =>
    void lines.push({ level, message, context });
  return {
    lines,
    log: write('log'),
    warn: write('warn'),
    error: write('error'),
    debug: write('debug'),
  };
}

const token = String.raw`token #\w+`;
const account = String.raw` \(account #\w{12}\)$`;

afterEach(() => NestLogger.overrideLogger(false));

describe('the option logger', () => {
  it('gets one line for each event of a token’s life, with its level and one context', async () => {
    const emulator = await startEmulator();
    const logger = collector();
    const { tokens } = await startApp(emulator, { logger });
    await tokens.getToken();
    emulator.misbehave({ on: 'token', times: 1, then: { status: 400 } });
    await rejection(tokens.refresh());
    await tokens.invalidate();
    const patterns = [
      ['debug', `^New ${token}, valid until .*, next refresh .*${account}`],
      ['warn', `^No new token: .* refused .*The last token ends at .*${account}`],
      ['log', `^T${token.slice(1)} has been invalidated${account}`],
    ] as const;
    expect(logger.lines.map(({ level, context }) => [level, context])).toEqual(
      patterns.map(([level]) => [level, 'NovaPost']),
    );
    for (const [index, [, pattern]] of patterns.entries()) {
      expect(logger.lines[index]?.message).toMatch(new RegExp(pattern, 's'));
    }
    expectNoSecrets(logger.lines, { apiKey: API_KEY });
  });

  it('the end of a trouble is a line at the usual level', async () => {
    const logger = collector();
    const { tokens, server, clock } = setUpTokens({ logger });
    server.next({ status: 500, body: {} });
    await rejection(tokens.getToken());
    await clock.advance(1_000);
    await tokens.getToken();
    await tokens.refresh();
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn', 'log', 'debug']);
  });

  it('false writes nothing, whatever goes wrong', async () => {
    const emulator = await startEmulator();
    emulator.misbehave({ on: 'token', then: { status: 401 } });
    const [quiet, loud] = [await startApp(emulator, { logger: false }), await startApp(emulator)];
    const application = collector();
    NestLogger.overrideLogger(application);
    await rejection(quiet.tokens.getToken());
    expect(application.lines).toEqual([]);
    await rejection(loud.tokens.getToken());
    expect(application.lines).toMatchObject([{ level: 'warn', context: 'NovaPost' }]);
  });

  it('holds for the accounts of NovaPostAccounts', async () => {
    const emulator = await startEmulator();
    const logger = collector();
    const module = await Test.createTestingModule({
      imports: [NovaPostAccountsModule.forRoot({ baseURL: emulator.baseURL, logger })],
    }).compile();
    const app = await module.init();
    closeAfterTest(() => app.close());
    const accounts = app.get(NovaPostAccounts);
    for (const apiKey of [emulator.apiKey, emulator.addApiKey()])
      await accounts.use({ apiKey }).tokens.getToken();
    expect(logger.lines.map(({ level, context }) => [level, context])).toEqual([
      ['debug', 'NovaPost'],
      ['debug', 'NovaPost'],
    ]);
  });

  it('that is no logger is refused at the start', () => {
    const wrong = { apiKey: API_KEY, logger: { warn: () => undefined } } as unknown as NovaPostModuleOptions;
    expect(() => resolveOptions(wrong)).toThrow(
      'logger: must be false or a Nest logger, with the methods log, warn and error',
    );
  });
});

describe('nestjs-pino', () => {
  // It has one root for all modules of the process.
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const logging = LoggerModule.forRoot({ pinoHttp: [{ level: 'debug' }, stream] });
  const ours = () => lines.filter(({ context }) => context === 'NovaPost').map(({ level }) => level);
  const LEVEL = { debug: 20, warn: 40 };

  beforeEach(() => {
    lines.length = 0;
  });

  it('gets the lines when it is the logger of the application', async () => {
    const emulator = await startEmulator();
    const { baseURL, apiKey } = emulator;
    const register = NovaPostModule.forRoot({ baseURL, apiKey, token: { startMode: 'lazy' } });
    const { app } = await startModule(logging, register);
    app.useLogger(app.get(Logger));
    const tokens = app.get(ConfigurableTokenService);
    await tokens.getToken();
    emulator.misbehave({ on: 'token', times: 1, then: { status: 401 } });
    await rejection(tokens.refresh());
    expect(ours()).toEqual([LEVEL.debug, LEVEL.warn]);
    expect(lines.at(-1)?.['msg']).toMatch(/^No new token: /);
    expectNoSecrets(lines, { apiKey });
  });

  it('gets them as the option logger, too', async () => {
    const emulator = await startEmulator();
    const { tokens } = await startModule(
      logging,
      NovaPostModule.forRootAsync({
        inject: [Logger],
        useFactory: (logger: Logger) => ({
          baseURL: emulator.baseURL,
          apiKey: emulator.apiKey,
          token: { startMode: 'lazy' as const },
          logger,
        }),
      }),
    );
    await tokens.getToken();
    expect(ours()).toEqual([LEVEL.debug]);
  });
});
