import {
  Controller,
  Get,
  Inject,
  Injectable,
  Module,
  Query,
  type INestApplicationContext,
  type ModuleMetadata,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { HttpService, HttpModule } from '@nestjs/axios';
import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { map, type Observable } from 'rxjs';
import {
  AccessToken,
  ConfigurableTokenService,
  InjectNovaPostHttp,
  InjectNovaPostToken,
  NovaPostClient,
  NovaPostHttpService,
  NovaPostModule,
  getNovaPostTokenServiceToken,
  type NovaPostModuleOptions,
  type NovaPostOptionsFactory,
} from 'nestjs-nova-post';
import { novaPostConfig, optionsFromEnvironment } from 'nestjs-nova-post/config';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { closeAfterTest, startEmulator, startModule } from '../support/app-setup.js';

let current: NovaPostEmulator;

@Controller()
class DivisionsController {
  constructor(@Inject(NovaPostHttpService) private readonly http: NovaPostHttpService) {}

  @Get('divisions')
  divisions(@Query('countryCode') countryCode: string): Observable<unknown> {
    return this.http
      .get<unknown>('divisions', { params: { countryCodes: [countryCode], limit: 2 } })
      .pipe(map(({ data }) => data));
  }
}

@Injectable()
class EmulatorOptions implements NovaPostOptionsFactory {
  createNovaPostOptions(): NovaPostModuleOptions {
    return lazyOptions();
  }
}

@Module({ providers: [EmulatorOptions], exports: [EmulatorOptions] })
class EmulatorOptionsModule {}

@Injectable()
class Needy {
  constructor(@Inject(NovaPostHttpService) readonly http: NovaPostHttpService) {}
}

function moduleOf(metadata: ModuleMetadata): Type {
  @Module(metadata)
  class SomeModule {}
  return SomeModule;
}

function startContext(module: Type): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false } as never);
}

function lazyOptions(): NovaPostModuleOptions {
  return { baseURL: current.baseURL, apiKey: current.apiKey, token: { startMode: 'lazy' } };
}

describe('registration', () => {
  it.each([
    ['forRoot', () => NovaPostModule.forRoot(lazyOptions())],
    ['forRootAsync with useFactory', () => NovaPostModule.forRootAsync({ useFactory: lazyOptions })],
    [
      'an asynchronous useFactory',
      () => NovaPostModule.forRootAsync({ useFactory: () => Promise.resolve(lazyOptions()) }),
    ],
    ['useClass', () => NovaPostModule.forRootAsync({ useClass: EmulatorOptions })],
    [
      'useExisting',
      () => NovaPostModule.forRootAsync({ imports: [EmulatorOptionsModule], useExisting: EmulatorOptions }),
    ],
    [
      'ConfigService',
      () =>
        NovaPostModule.forRootAsync({
          imports: [ConfigModule.forFeature(() => ({ key: current.apiKey }))],
          inject: [ConfigService],
          useFactory: (config: ConfigService) => ({
            ...lazyOptions(),
            apiKey: config.getOrThrow<string>('key'),
          }),
        }),
    ],
  ])('%s', async (_what, register) => {
    current = await startEmulator();
    const { http } = await startModule(register());
    expect((await http.axiosRef.get('divisions', { params: { limit: 1 } })).status).toBe(200);
  });

  it('novaPostConfig.asProvider() reads the environment', async () => {
    current = await startEmulator();
    const before = { ...process.env };
    Object.assign(process.env, {
      NOVA_POST_API_KEY: current.apiKey,
      NOVA_POST_BASE_URL: current.baseURL,
      NOVA_POST_START_MODE: 'lazy',
      NOVA_POST_LANGUAGE: 'uk',
    });
    try {
      const { http } = await startModule(NovaPostModule.forRootAsync(novaPostConfig.asProvider()));
      await http.axiosRef.get('divisions', { params: { limit: 1 } });
      expect(current.apiRequests[0]?.headers['accept-language']).toBe('uk');
    } finally {
      process.env = before;
    }
  });

  it('environment variables of the wrong kind are named when the module starts', async () => {
    const options = optionsFromEnvironment({
      NOVA_POST_API_KEY: 'k',
      NOVA_POST_TIMEOUT_MS: 'soon',
      NOVA_POST_LANGUAGE: ' ',
    });
    await expect(startModule(NovaPostModule.forRoot(options))).rejects.toMatchObject({
      name: 'NovaPostConfigError',
      options: ['http.timeoutMs'],
    });
  });

  it('isGlobal makes the services injectable in every module', async () => {
    current = await startEmulator();
    @Module({ controllers: [DivisionsController] })
    class FeatureModule {}
    const module = Test.createTestingModule({
      imports: [NovaPostModule.forRootAsync({ useFactory: lazyOptions, isGlobal: true }), FeatureModule],
    });
    const app = await (await module.compile()).init();
    closeAfterTest(() => app.close());
    expect(app.get(DivisionsController, { strict: false })).toBeInstanceOf(DivisionsController);
  });

  it('named accounts live beside each other, and the same account registered twice has one token service', async () => {
    current = await startEmulator();
    const polishKey = current.addApiKey('canary-api-key-poland-1f2e3d4c');
    @Injectable()
    class Shipping {
      constructor(
        @Inject(NovaPostHttpService) readonly http: NovaPostHttpService,
        @InjectNovaPostHttp('poland') readonly poland: NovaPostHttpService,
        @InjectNovaPostToken('poland') readonly polandTokens: ConfigurableTokenService,
      ) {}
    }
    const module = await Test.createTestingModule({
      imports: [
        NovaPostModule.forRoot(lazyOptions()),
        NovaPostModule.forRoot({ name: 'poland', ...lazyOptions(), apiKey: polishKey }),
        NovaPostModule.forRoot({ name: 'again', ...lazyOptions() }),
      ],
      providers: [Shipping],
    }).compile();
    const app = await module.init();
    closeAfterTest(() => app.close());
    const { http, poland, polandTokens } = app.get(Shipping);
    await http.axiosRef.get('divisions');
    await poland.axiosRef.get('divisions');
    const tokensOnTheWire = current.apiRequests.map(({ headers }) => headers.authorization);
    expect(tokensOnTheWire[1]).toBe((await polandTokens.getToken()).reveal());
    expect(tokensOnTheWire[0]).not.toBe(tokensOnTheWire[1]);
    expect(current.tokenRequests).toHaveLength(2);
    expect(app.get(getNovaPostTokenServiceToken('again'))).toBe(app.get(ConfigurableTokenService));
  });

  it.each<[string, () => Type]>([
    ['in the root module', () => moduleOf({ imports: [NovaPostModule], providers: [Needy] })],
    ['that nothing is injected from', () => moduleOf({ imports: [NovaPostModule] })],
    [
      'beside the registration',
      () => {
        const feature = moduleOf({ imports: [NovaPostModule], providers: [Needy] });
        return moduleOf({ imports: [NovaPostModule.forRoot(lazyOptions()), feature] });
      },
    ],
  ])('a bare NovaPostModule %s is refused with the cure', async (_where, module) => {
    current = await startEmulator();
    const error: unknown = await startContext(module()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'NovaPostConfigError',
      message: expect.stringMatching(/imported without options.+forRoot\(\{ apiKey \}\).+isGlobal: true/),
    });
  });

  it('a module that registers the account hands it on by exporting NovaPostModule', async () => {
    current = await startEmulator();
    const shared = moduleOf({ imports: [NovaPostModule.forRoot(lazyOptions())], exports: [NovaPostModule] });
    const app = await startContext(moduleOf({ imports: [shared], providers: [Needy] }));
    expect(app.get(Needy)).toBeInstanceOf(Needy);
  });

  it.each([
    ['without a name', {}, 'without a name'],
    ['with one name', { name: 'poland' }, "with the name 'poland'"],
  ])('two accounts %s are refused', async (_how, extras, said) => {
    current = await startEmulator();
    const first = NovaPostModule.forRoot({ ...lazyOptions(), ...extras });
    const feature = moduleOf({
      imports: [
        NovaPostModule.forRootAsync({
          ...extras,
          useFactory: () => ({ ...lazyOptions(), apiKey: 'canary-api-key-poland-1f2e3d4c' }),
        }),
      ],
    });
    await expect(startContext(moduleOf({ imports: [first, feature] }))).rejects.toMatchObject({
      name: 'NovaPostConfigError',
      message: expect.stringContaining(`NovaPostModule is registered twice ${said}, for different accounts`),
    });
    expect(current.tokenRequests).toEqual([]);
  });

  it.each<[string, (text: string) => Pick<AccessToken, 'reveal'>]>([
    ['access tokens', (text) => new AccessToken(text, new Date(Date.now() + 60_000))],
    ['objects that reveal a text', (text) => ({ reveal: () => text })],
  ])('a token service in tests may be a plain { getToken } that gives %s', async (_what, tokenOf) => {
    current = await startEmulator();
    const { app: real } = await startModule(NovaPostModule.forRoot(lazyOptions()));
    const text = (await real.get(ConfigurableTokenService).getToken()).reveal();
    const asked: unknown[] = [];
    let next = text;
    const getToken = (options?: { rejected?: unknown }) => {
      asked.push(options?.rejected !== undefined);
      return Promise.resolve(tokenOf(next));
    };
    const module = await Test.createTestingModule({
      imports: [NovaPostModule.forRootAsync({ useFactory: () => ({ ...lazyOptions(), token: {} }) })],
    })
      .overrideProvider(ConfigurableTokenService)
      .useValue({ getToken })
      .compile();
    const app = await module.init();
    await app.get(NovaPostHttpService).axiosRef.get('divisions', { params: { limit: 1 } });
    await app.get(NovaPostClient).divisions.list({ limit: 1 });
    next = 'canary-token-that-is-refused';
    await expect(app.get(NovaPostClient).divisions.list({ limit: 1 })).rejects.toMatchObject({ status: 401 });
    await app.close();
    expect(asked).toEqual([false, false, false, true]);
    expect(current.tokenRequests).toHaveLength(1);
  });

  it('one account registered twice without a name is one registration', async () => {
    current = await startEmulator();
    const again = moduleOf({ imports: [NovaPostModule.forRoot(lazyOptions())], providers: [Needy] });
    const app = await startContext(
      moduleOf({ imports: [NovaPostModule.forRoot(lazyOptions()), again], providers: [Needy] }),
    );
    closeAfterTest(() => app.close());
    await app.get(Needy).http.axiosRef.get('divisions', { params: { limit: 1 } });
    expect(current.tokenRequests).toHaveLength(1);
  });

  it.each([
    ['Express', () => new ExpressAdapter()],
    ['Fastify', () => new FastifyAdapter()],
  ])('a controller on %s answers with what the API answers', async (_what, adapter) => {
    current = await startEmulator();
    const module = await Test.createTestingModule({
      imports: [NovaPostModule.forRootAsync({ useFactory: lazyOptions })],
      controllers: [DivisionsController],
    }).compile();
    const app = module.createNestApplication(adapter());
    await app.listen(0, '127.0.0.1');
    closeAfterTest(() => app.close());
    const answer = await axios.get<{ items: unknown[] }>(`${await app.getUrl()}/divisions?countryCode=PL`);
    expect(answer.data.items).toHaveLength(2);
    expect(current.tokenRequests).toHaveLength(1);
  });

  it('the refresh timer is in the SchedulerRegistry of an application that has one', async () => {
    current = await startEmulator();
    const { app, tokens } = await startModule(
      ScheduleModule.forRoot(),
      NovaPostModule.forRoot(lazyOptions()),
    );
    await tokens.getToken();
    const names = app.get(SchedulerRegistry, { strict: false }).getTimeouts();
    expect(names).toEqual([`nova-post-token-${tokens.status().account}`]);
    expect(names.join()).not.toContain(current.apiKey);
  });

  it("the host's own HttpService and the global axios get no token", async () => {
    current = await startEmulator();
    const module = await Test.createTestingModule({
      imports: [HttpModule, NovaPostModule.forRoot(lazyOptions())],
    }).compile();
    const app = await module.init();
    closeAfterTest(() => app.close());
    await app.get(NovaPostHttpService).axiosRef.get('divisions', { params: { limit: 1 } });
    const url = `${current.baseURL}/divisions`;
    const validateStatus = () => true;
    await app.get(HttpService).axiosRef.get(url, { validateStatus });
    await axios.get(url, { validateStatus });
    expect(current.apiRequests.map(({ headers }) => headers.authorization !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
