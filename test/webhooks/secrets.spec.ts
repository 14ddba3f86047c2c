import { Module } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { NovaPostWebhooks, NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { expectNoSecrets, TestClock } from 'nestjs-nova-post/testing';
import {
  createApp,
  logLines,
  NO_HEADER,
  OTHER_SECRET,
  PLATFORMS,
  SECRET,
  send,
  startWebhookApp,
} from './webhook-bench.js';

const BODY = { eventType: 'Received', number: 'SHPL6145000001' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** As a sender puts a text on the wire that is not ASCII. */
const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const warnings = () => logLines.filter((line) => line.startsWith('warn'));

describe.each(PLATFORMS)('the secret on %s', (platform) => {
  it.each([
    ['missing', NO_HEADER],
    ['another one', OTHER_SECRET],
    ['the beginning of it', SECRET.slice(0, -1)],
    ['the end of it', SECRET.slice(1)],
    ['one character more', `${SECRET}0`],
    ['in capitals', SECRET.toUpperCase()],
    ['twice in one value', `${SECRET}, ${SECRET}`],
    ['longer than any secret', 'x'.repeat(10_000)],
    ['not ASCII', utf8('ключ-від-складу')],
  ])('is refused with 401 when it is %s', async (_title, secret) => {
    const { post, tracker } = await startWebhookApp({ platform });
    expect(await post(BODY, { secret })).toMatchObject({
      status: 401,
      body: { statusCode: 401, message: 'Unauthorized' },
    });
    expect(tracker.received).toEqual([]);
  });

  it('is refused in a header that comes twice, even if both are right', async () => {
    const { url } = await startWebhookApp({ platform });
    const reply = await send(url, BODY, { ...JSON_TYPE, 'X-NP-Key': [SECRET, SECRET] });
    expect(reply.status).toBe(401);
    expect(warnings().join()).toContain('has the header X-NP-Key more than once');
  });

  it('is accepted in whatever case the name of the header is written', async () => {
    const { url } = await startWebhookApp({ platform });
    expect((await send(url, BODY, { ...JSON_TYPE, 'x-NP-KEY': SECRET })).status).toBe(200);
  });

  it('is expected in the header that the options name, and no other', async () => {
    const { url } = await startWebhookApp({ platform, webhooks: { headerName: 'X-Custom-Token' } });
    expect((await send(url, BODY, { ...JSON_TYPE, 'X-NP-Key': SECRET })).status).toBe(401);
    expect((await send(url, BODY, { ...JSON_TYPE, 'x-custom-token': SECRET })).status).toBe(200);
  });

  it('may be the old one or the new one while it is being changed', async () => {
    const { post } = await startWebhookApp({ platform, webhooks: { secretToken: [OTHER_SECRET, SECRET] } });
    expect((await post(BODY, { secret: SECRET })).status).toBe(200);
    expect((await post(BODY, { secret: OTHER_SECRET })).status).toBe(200);
    expect((await post(BODY, { secret: SECRET.slice(0, -1) })).status).toBe(401);
    expect((await post(BODY, { secret: SECRET + OTHER_SECRET })).status).toBe(401);
  });

  it('may be Ukrainian, or have an umlaut in UTF-8 or Latin-1', async () => {
    const secretToken = ['ключ-від-складу', 'schlüssel-zum-lager'];
    const { post } = await startWebhookApp({ platform, webhooks: { secretToken } });
    for (const secret of [utf8(secretToken[0]!), utf8(secretToken[1]!), secretToken[1]!]) {
      expect((await post(BODY, { secret })).status).toBe(200);
    }
    for (const secret of [utf8('ключ-від-склад'), utf8('ключ-від-складу!'), 'schlussel-zum-lager']) {
      expect((await post(BODY, { secret })).status).toBe(401);
    }
  });

  it('may have the 600 characters the API takes', async () => {
    const secretToken = 'ї'.repeat(600);
    const { post } = await startWebhookApp({ platform, webhooks: { secretToken } });
    expect((await post(BODY, { secret: utf8(secretToken) })).status).toBe(200);
    expect((await post(BODY, { secret: utf8('ї'.repeat(599)) })).status).toBe(401);
  });

  it('is asked for before the body is looked at', async () => {
    const { post } = await startWebhookApp({ platform, webhooks: { bodyLimitBytes: 10 } });
    const headers = { 'content-type': 'text/plain' };
    expect((await post('{broken', { secret: OTHER_SECRET, headers })).status).toBe(401);
    expect((await post('x'.repeat(100), { secret: OTHER_SECRET, headers })).status).toBe(401);
  });

  it.each([
    ['malformed JSON', '{broken', {}],
    ['JSON beyond every limit', JSON.stringify('x'.repeat(2_000_000)), {}],
    ['no gzip, though it says so', 'x', { 'content-encoding': 'gzip' }],
    ['JSON in an unknown charset', '{}', { 'content-type': 'application/json; charset=klingon' }],
    ['no body', '', {}],
  ])('is asked for before a parser of the application reads %s', async (_title, body, headers) => {
    const { post } = await startWebhookApp({
      platform,
      configure: (app) => app.setGlobalPrefix('api', { exclude: ['health'] }),
    });
    const path = '/api/nova-post/webhook/?a=1';
    for (const secret of [NO_HEADER, OTHER_SECRET]) {
      expect(await post(body, { secret, headers, path })).toMatchObject({
        status: 401,
        body: { message: 'Unauthorized' },
      });
    }
  });
});

describe('a refused delivery', () => {
  it('is warned of once a minute, with the reason and without the value', async () => {
    const clock = new TestClock();
    const { post } = await startWebhookApp({ webhooks: { clock } });
    for (let count = 0; count < 5; count += 1) await post(BODY, { secret: OTHER_SECRET });
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toContain(
      'A delivery to nova-post/webhook was refused (401): its header X-NP-Key is not the secretToken',
    );

    await clock.advance(59_999);
    await post(BODY, { secret: NO_HEADER });
    expect(warnings()).toHaveLength(1);
    await clock.advance(1);
    await post(BODY, { secret: NO_HEADER });
    expect(warnings()).toHaveLength(2);
    expect(warnings()[1]).toContain('it has no header X-NP-Key');
    expect(warnings()[1]).toContain('and 5 more such warnings since the last');
  });

  it('is counted', async () => {
    const { post, app } = await startWebhookApp();
    await post(BODY, { secret: OTHER_SECRET });
    await post(BODY);
    expect(app.get(NovaPostWebhooks).status()).toMatchObject({
      path: 'nova-post/webhook',
      handlers: ['Tracker.onReceived', 'Tracker.onOther'],
      counters: { refused: 1, deliveries: 1 },
    });
  });
});

describe('secrets stay where they are', () => {
  const secrets = { first: SECRET, second: OTHER_SECRET };

  it('nothing that a registration hands out shows them', async () => {
    const definition = NovaPostWebhooksModule.register({ secretToken: [SECRET, OTHER_SECRET] });
    const { app, post } = await startWebhookApp({ imports: [definition] });
    const event = (await post(BODY)).body;
    expectNoSecrets(
      [definition, app.get(NovaPostWebhooks), app.get(NovaPostWebhooks).status(), event],
      secrets,
    );
    expectNoSecrets(app.get(NovaPostWebhooksModule), secrets);
    expect(inspect(app.get(NovaPostWebhooksModule), { depth: 20, showHidden: true })).not.toContain('canary');
  });

  it('neither does anything in the container of the application', async () => {
    const useFactory = () => ({ secretToken: SECRET });
    const { app } = await startWebhookApp({
      imports: [NovaPostWebhooksModule.registerAsync({ useFactory })],
    });
    const container = (app as unknown as { container: { getModules(): Map<string, object> } }).container;
    expectNoSecrets([...container.getModules().values()], secrets);
    expect(inspect(container, { depth: 12 })).not.toContain('canary');
  });

  it.each([
    ['white space', { secretToken: `${SECRET}\n` }],
    ['an unknown option', { secretToken: SECRET, sekretToken: OTHER_SECRET }],
    ['a wrong option', { secretToken: [SECRET, OTHER_SECRET], answer: SECRET }],
    ['a wrong header name', { secretToken: SECRET, headerName: `${OTHER_SECRET} x` }],
  ])('the refusal of %s does not quote them', async (_title, options) => {
    @Module({ imports: [NovaPostWebhooksModule.register(options as never)] })
    class AppModule {}
    const error: unknown = await createApp(AppModule).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'NovaPostConfigError' });
    expectNoSecrets(error, secrets);
  });
});
