import {
  Injectable,
  Module,
  type INestApplicationContext,
  type LoggerService,
  type ModuleMetadata,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import {
  NovaPostClient,
  NovaPostModule,
  type NovaPostModuleOptions,
  type ShipmentInput,
} from 'nestjs-nova-post';
import { optionsFromEnvironment } from 'nestjs-nova-post/config';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { API_KEY, closeAfterTest, startEmulator } from '../support/app-setup.js';
import { freePort, startRedis, withClient } from '../support/redis.js';
import { shipmentInput } from '../support/shipment-sample.js';
import { until } from '../support/until.js';

/** Each message must say what is wrong, where, and what to do. */
describe('A typical mistake is told with its place and its cure', () => {
  it('no key', async () => {
    const message = await refusal(NovaPostModule.forRoot(optionsFromEnvironment({})));
    expect(message).toMatch(/^Invalid Nova Post options:\n- apiKey: is missing/);
    expect(message).toMatch(/NOVA_POST_API_KEY/);
  });

  it('a wrong key', async () => {
    const emulator = await startEmulator();
    const { novaPost } = await startApplication({
      baseURL: emulator.baseURL,
      apiKey: 'canary-api-key-wrong-0a1b2c3d',
    });
    const message = await messageOf(novaPost.divisions.list());
    expect(message).toMatch(/refused the credentials \((401|403|422)\)/);
    expect(message).toMatch(/Check the credentials for this environment/);
    expect(message).toContain(new URL(emulator.baseURL).host);
  });

  it('a wrong environment', async () => {
    const message = await refusal(
      NovaPostModule.forRoot(optionsFromEnvironment({ ...KEY, NOVA_POST_ENVIRONMENT: 'test' })),
    );
    expect(message).toMatch(/environment: must be one of 'production', 'ukraine', 'sandbox', but is 'test'/);
  });

  it('plain http', async () => {
    const message = await refusal(
      NovaPostModule.forRoot(
        optionsFromEnvironment({ ...KEY, NOVA_POST_BASE_URL: 'http://api.novapost.com/v.1.0' }),
      ),
    );
    expect(message).toMatch(/baseURL: .*https.*allowInsecureHttp/);
  });

  it('a base URL without /v.1.0', async () => {
    const emulator = await startEmulator();
    const { novaPost } = await startApplication({ baseURL: emulator.origin, apiKey: emulator.apiKey });
    expect(await messageOf(novaPost.divisions.list())).toMatch(/404.*\/v\.1\.0/);
  });

  it('the module is not imported', async () => {
    const message = await refusal();
    expect(message).toMatch(/can't resolve dependencies of the Shop .*NovaPostClient/);
  });

  it('the module is imported bare', async () => {
    expect(await refusal(NovaPostModule)).toMatch(/imported without options.+forRoot\(\{ apiKey \}\)/);
  });

  it('a misspelt option, and a misspelt field of a shipment', async () => {
    const options = { apikey: API_KEY } as NovaPostModuleOptions;
    expect(await refusal(NovaPostModule.forRoot(options))).toMatch(
      /apikey: is not an option\. Did you mean apiKey\?/,
    );

    const emulator = await startEmulator();
    const { novaPost } = await startApplication({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
    const { recipient, ...rest } = shipmentInput() as unknown as Record<string, unknown>;
    const misspelt = { ...rest, recipent: recipient } as unknown as ShipmentInput;
    expect(await messageOf(novaPost.shipments.create(misspelt))).toMatch(/recipent|recipient/);
  });

  it('Redis is not running', async () => {
    const port = await freePort();
    const { lines, novaPost } = await startSharing(`redis://127.0.0.1:${port}`);
    await novaPost.divisions.list();
    await until(() => lines.some((line) => line.includes(`127.0.0.1:${port}: ECONNREFUSED`)));
    expect(lines.join('\n')).toMatch(/token store does not answer .*continues with its own token/);
  });

  it('Redis without rights', async () => {
    const redis = await startRedis();
    closeAfterTest(() => redis.stop());
    await withClient(redis.url, (client) =>
      client.call('ACL', 'SETUSER', 'guest', 'on', '>guest', '-@all', '+ping'),
    );
    const { lines, novaPost } = await startSharing(redis.url.replace('redis://', 'redis://guest:guest@'));
    await novaPost.divisions.list();
    await until(() => lines.some((line) => line.includes('NOPERM')));
    expect(lines.join('\n')).toContain(new URL(redis.url).host);
  });
});

const KEY = { NOVA_POST_API_KEY: API_KEY };

@Injectable()
class Shop {
  constructor(readonly novaPost: NovaPostClient) {}
}

interface Running {
  readonly novaPost: NovaPostClient;
  readonly lines: string[];
}

const clients: Redis[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});

async function startSharing(url: string): Promise<Running> {
  const emulator = await startEmulator();
  const client = new Redis(url, { enableReadyCheck: false }).on('error', () => undefined);
  clients.push(client);
  return startApplication({
    baseURL: emulator.baseURL,
    apiKey: emulator.apiKey,
    tokenStore: new RedisTokenStore(client),
  });
}

async function startApplication(options: NovaPostModuleOptions): Promise<Running> {
  const lines: string[] = [];
  const app = await create([NovaPostModule.forRoot({ ...options, token: { startMode: 'lazy' } })], lines);
  closeAfterTest(() => app.close());
  return { novaPost: app.get(Shop).novaPost, lines };
}

/** What an application says that does not start. */
async function refusal(...imports: NonNullable<ModuleMetadata['imports']>): Promise<string> {
  return messageOf(create(imports, []));
}

function create(
  imports: NonNullable<ModuleMetadata['imports']>,
  lines: string[],
): Promise<INestApplicationContext> {
  @Module({ imports, providers: [Shop] })
  class AppModule {}
  const note = (message: unknown) => lines.push(String(message));
  const logger: LoggerService = { log: note, warn: note, error: note };
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  return NestFactory.createApplicationContext(AppModule as Type, { logger, abortOnError: false });
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'It worked.',
    (error: unknown) => (error as Error).message,
  );
}
