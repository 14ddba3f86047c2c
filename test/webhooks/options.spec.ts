import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { isNovaPostError, type NovaPostConfigError } from 'nestjs-nova-post';
import {
  InjectNovaPostWebhooks,
  NovaPostWebhooks,
  NovaPostWebhooksModule,
  getNovaPostWebhooksToken,
  type NovaPostWebhooksOptions,
  type NovaPostWebhooksOptionsFactory,
} from 'nestjs-nova-post/webhooks';
import { until } from '../support/until.js';
import { createApp, PLATFORMS, SECRET, startWebhookApp, Tracker } from './webhook-bench.js';

const BODY = { eventType: 'Received', number: 'SHPL6145000001' };
const HEADER = { headerName: 'X-Other' };

@Injectable()
class Settings implements NovaPostWebhooksOptionsFactory {
  readonly secretToken = SECRET;

  createNovaPostWebhooksOptions(): NovaPostWebhooksOptions {
    return { secretToken: this.secretToken, ...HEADER };
  }
}

@Module({ providers: [Settings], exports: [Settings] })
class SettingsModule {}

const path = 'hooks/tracking';

describe.each(PLATFORMS)('registration on %s', (platform) => {
  it.each<[string, () => DynamicModule]>([
    ['register', () => NovaPostWebhooksModule.register({ path, secretToken: SECRET, ...HEADER })],
    [
      'registerAsync with inject and useFactory',
      () =>
        NovaPostWebhooksModule.registerAsync({
          path,
          imports: [SettingsModule],
          inject: [Settings],
          useFactory: ({ secretToken }: Settings) => Promise.resolve({ secretToken, ...HEADER }),
        }),
    ],
    ['registerAsync with useClass', () => NovaPostWebhooksModule.registerAsync({ path, useClass: Settings })],
    [
      'registerAsync with useExisting',
      () => NovaPostWebhooksModule.registerAsync({ path, imports: [SettingsModule], useExisting: Settings }),
    ],
  ])('with %s receives at its path', async (_title, register) => {
    const { post, tracker } = await startWebhookApp({ platform, imports: [register()] });
    const headers = { 'x-other': SECRET };
    expect((await post(BODY, { path: '/hooks/tracking', headers })).status).toBe(200);
    await until(() => tracker.received.length === 1);
  });
});

describe('registration', () => {
  it('listens at nova-post/webhook unless told otherwise', async () => {
    const { post } = await startWebhookApp({
      imports: [NovaPostWebhooksModule.registerAsync({ useFactory: () => ({ secretToken: SECRET }) })],
    });
    expect((await post(BODY, { path: '/nova-post/webhook' })).status).toBe(200);
  });

  it('takes a path with slashes around it', async () => {
    const { post } = await startWebhookApp({
      imports: [NovaPostWebhooksModule.register({ path: '/hooks/', secretToken: SECRET })],
    });
    expect((await post(BODY, { path: '/hooks' })).status).toBe(200);
  });

  it('gives each its service, by name', async () => {
    @Injectable()
    class Watcher {
      constructor(
        @InjectNovaPostWebhooks() readonly unnamed: NovaPostWebhooks,
        @InjectNovaPostWebhooks('ukraine') readonly ukraine: NovaPostWebhooks,
      ) {}
    }
    const { app } = await startWebhookApp({
      imports: [
        NovaPostWebhooksModule.register({ path: 'a', secretToken: SECRET }),
        NovaPostWebhooksModule.register({ path: 'b', secretToken: SECRET, name: 'ukraine' }),
      ],
      providers: [Tracker, Watcher],
    });
    const { unnamed, ukraine } = app.get(Watcher);
    expect([unnamed.status().path, ukraine.status().path]).toEqual(['a', 'b']);
    expect(app.get(getNovaPostWebhooksToken('ukraine'))).toBe(ukraine);
  });

  it('imported twice is one registration', async () => {
    const shared = NovaPostWebhooksModule.register({ secretToken: SECRET });
    @Module({ imports: [shared] })
    class Feature {}
    const { post, tracker } = await startWebhookApp({ imports: [shared, Feature] });
    expect((await post(BODY)).status).toBe(200);
    await until(() => tracker.received.length === 1);
  });
});

/** The error a start ends with. */
async function refusalOf(...imports: DynamicModule[]): Promise<NovaPostConfigError> {
  @Module({ imports })
  class AppModule {}
  const app = await createApp(AppModule).catch((reason: unknown) => reason);
  const error: unknown = isNovaPostError(app)
    ? app
    : await (app as { init(): Promise<unknown> }).init().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'NovaPostConfigError' });
  return error as NovaPostConfigError;
}

describe('options that are refused when the application starts', () => {
  it.each<[string, string, object]>([
    ['no secret', 'secretToken', {}],
    ['a secret that is undefined', 'secretToken', { secretToken: undefined }],
    ['an empty secret', 'secretToken', { secretToken: '' }],
    ['a secret of one character', 'secretToken', { secretToken: 'x' }],
    ['a secret of seven characters', 'secretToken', { secretToken: '7-chars' }],
    ['no secrets', 'secretToken', { secretToken: [] }],
    ['an empty one of several', 'secretToken.1', { secretToken: [SECRET, ''] }],
    ['a secret that is no text', 'secretToken', { secretToken: 7 }],
    ['a secret with a line break at its end', 'secretToken', { secretToken: `${SECRET}\n` }],
    ['a secret longer than the API takes', 'secretToken', { secretToken: 'x'.repeat(601) }],
    ['a header name with a space', 'headerName', { secretToken: SECRET, headerName: 'X Key' }],
    ['an empty header name', 'headerName', { secretToken: SECRET, headerName: '' }],
    ['a path with a place', 'path', { secretToken: SECRET, path: 'hooks/:id' }],
    ['an empty path', 'path', { secretToken: SECRET, path: '' }],
    ['a body limit of nothing', 'bodyLimitBytes', { secretToken: SECRET, bodyLimitBytes: 0 }],
    ['an unknown answer', 'answer', { secretToken: SECRET, answer: 'later' }],
    ['dedupe that is true', 'dedupe', { secretToken: SECRET, dedupe: true }],
    ['a part of dedupe', 'dedupe.ttlMs', { secretToken: SECRET, dedupe: { ttlMs: '1d' } }],
    ['a misspelt part of dedupe', 'dedupe.ttl', { secretToken: SECRET, dedupe: { ttl: 1 } }],
    ['a store that is none', 'dedupe.store', { secretToken: SECRET, dedupe: { store: {} } }],
    ['a hook that is no function', 'onError', { secretToken: SECRET, onError: 'log' }],
    ['a shutdown without end', 'shutdownTimeoutMs', { secretToken: SECRET, shutdownTimeoutMs: Infinity }],
    ['a logger that is none', 'logger', { secretToken: SECRET, logger: { warn: () => undefined } }],
    ['a misspelt option', 'secret', { secretToken: SECRET, secret: SECRET }],
  ])('%s', async (_title, option, options) => {
    const error = await refusalOf(NovaPostWebhooksModule.register(options as never));
    expect(error.options).toContain(option);
    expect(error.message).toContain(`- ${option}: `);
  });

  it.each<[string, unknown]>([
    ['no secret', {}],
    ['null for a secret', { secretToken: null }],
    ['no options', undefined],
  ])('%s is said once, in words of this module', async (_title, options) => {
    const error = await refusalOf(
      NovaPostWebhooksModule.registerAsync({ useFactory: () => options as never }),
    );
    expect(error.message).toBe(
      'Invalid Nova Post webhook options:\n- secretToken: is missing. Give the secretToken of your subscription; ' +
        'without one, anyone could push events.',
    );
    expect(error.options).toEqual(['secretToken']);
  });

  it('a short secret is called too short', async () => {
    const error = await refusalOf(NovaPostWebhooksModule.register({ secretToken: 'x' }));
    expect(error.message).toContain('- secretToken: is too short: it must have 8 characters at least.');
  });

  it('every one is named at once', async () => {
    const error = await refusalOf(NovaPostWebhooksModule.register({ secretToken: '', headerName: '' }));
    expect([...error.options].sort()).toEqual(['headerName', 'secretToken']);
  });

  it('those that a factory gives, a path that comes too late among them', async () => {
    const useFactory = () => ({ secretToken: '' });
    expect((await refusalOf(NovaPostWebhooksModule.registerAsync({ useFactory }))).options).toEqual([
      'secretToken',
    ]);
    const late = await refusalOf(
      NovaPostWebhooksModule.registerAsync({ useFactory: () => ({ secretToken: SECRET, path: 'hooks' }) }),
    );
    expect(late.message).toContain('path: must be known before the factory runs');
    const nothing = await refusalOf(
      NovaPostWebhooksModule.registerAsync({ useFactory: () => undefined as never }),
    );
    expect(nothing.options).toContain('secretToken');
  });

  it('two registrations with the same path', async () => {
    const error = await refusalOf(
      NovaPostWebhooksModule.register({ path: 'hooks', secretToken: SECRET }),
      NovaPostWebhooksModule.register({ path: '/hooks/', secretToken: SECRET }),
    );
    expect(error.message).toContain('is registered twice with the path hooks');
  });
});
