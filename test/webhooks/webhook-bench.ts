import {
  Injectable,
  Module,
  type INestApplication,
  type LoggerService,
  type Provider,
  type Type,
} from '@nestjs/common';
import { NestFactory, type AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach, beforeEach } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { inspect } from 'node:util';
import {
  NovaPostWebhooksModule,
  OnNovaPostEvent,
  type NovaPostEvent,
  type NovaPostWebhooksExtras,
  type NovaPostWebhooksOptions,
} from 'nestjs-nova-post/webhooks';
import { closeAfterTest } from '../support/app-setup.js';

/** What the running test has logged, with the level before each line. */
export const logLines: string[] = [];

const write =
  (level: string) =>
  (...parts: unknown[]): number =>
    logLines.push(
      [level, ...parts.map((part) => (typeof part === 'string' ? part : inspect(part)))].join(' '),
    );

/**
 * Applications of `Test.createTestingModule` swap the logger of the whole process, so each application here brings
 * its own.
 */
export const logger: LoggerService = {
  log: write('log'),
  warn: write('warn'),
  error: write('error'),
  debug: write('debug'),
  verbose: write('verbose'),
  fatal: write('fatal'),
};

beforeEach(() => {
  logLines.length = 0;
});

afterEach(() => {
  if (logLines.some((line) => line.includes('canary-'))) throw new Error('A secret was logged.');
});

export const SECRET = 'canary-webhook-secret-5e1f0a7c9b2d';
export const OTHER_SECRET = 'canary-webhook-secret-0d4c8b3a6f1e';

export type Platform = 'Express' | 'Fastify';
export const PLATFORMS: readonly Platform[] = ['Express', 'Fastify'];

/** Keeps what it gets, and fails when told to. */
@Injectable()
export class Tracker {
  readonly received: NovaPostEvent[] = [];
  readonly others: NovaPostEvent[] = [];
  /** Called with each event before it is kept. */
  before: (event: NovaPostEvent) => unknown = () => undefined;

  @OnNovaPostEvent('Received')
  async onReceived(event: NovaPostEvent): Promise<void> {
    await this.before(event);
    this.received.push(event);
  }

  @OnNovaPostEvent()
  onOther(event: NovaPostEvent): void {
    this.others.push(event);
  }
}

export interface WebhookAppOptions {
  readonly platform?: Platform;
  readonly webhooks?: Partial<NovaPostWebhooksOptions & NovaPostWebhooksExtras>;
  readonly imports?: NonNullable<Parameters<typeof Module>[0]['imports']>;
  readonly providers?: Provider[];
  readonly controllers?: NonNullable<Parameters<typeof Module>[0]['controllers']>;
  readonly nest?: object;
  /** Between creating the application and listening, as a main.ts does. */
  readonly configure?: (app: INestApplication) => void;
}

export interface PostOptions {
  readonly path?: string;
  readonly secret?: string | undefined;
  readonly headers?: Record<string, string | string[]>;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface WebhookApp {
  readonly app: INestApplication;
  readonly origin: string;
  readonly url: string;
  readonly tracker: Tracker;
  /** Sends a body as it is, or as JSON; with the right secret unless told otherwise. */
  post(body: unknown, options?: PostOptions): Promise<Reply>;
}

/** A whole application that listens on a port of its own. */
export async function startWebhookApp(options: WebhookAppOptions = {}): Promise<WebhookApp> {
  const { platform = 'Express', webhooks = {}, nest = {}, configure } = options;
  const {
    imports = [NovaPostWebhooksModule.register({ secretToken: SECRET, ...webhooks })],
    providers = [Tracker],
    controllers = [],
  } = options;

  @Module({ imports, providers, controllers })
  class AppModule {}

  const adapter = platform === 'Express' ? new ExpressAdapter() : new FastifyAdapter();
  const app = await createApp(AppModule, nest, adapter);
  closeAfterTest(() => app.close());
  configure?.(app);
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  const path = `/${webhooks.path ?? 'nova-post/webhook'}`;
  return {
    app,
    origin,
    url: origin + path,
    tracker: providers.includes(Tracker) ? app.get(Tracker) : new Tracker(),
    post: (body, { path: other = path, secret = SECRET, headers = {} } = {}) =>
      send(origin + other, body, { 'content-type': 'application/json', 'x-np-key': secret, ...headers }),
  };
}

/**
 * As a main.ts does it, but with errors instead of an exit. Nest 12 has a class for the options, Nest 11 an
 * interface.
 */
export function createApp(
  module: Type,
  options: object = {},
  adapter: AbstractHttpAdapter = new ExpressAdapter(),
): Promise<INestApplication> {
  return NestFactory.create(module, adapter, { abortOnError: false, logger, ...options } as never);
}

/** What `post` must not send: an empty value leaves a header out. */
export const NO_HEADER = '';

export function send(
  url: string,
  body: unknown,
  headers: Record<string, string | string[]>,
  method = 'POST',
): Promise<Reply> {
  // Bytes, because Node writes the headers before a text in the encoding of the text.
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const given = Object.entries(headers).filter(([, value]) => value !== NO_HEADER);
    const request = httpRequest(url, { method, agent: false, headers: Object.fromEntries(given) });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, text, body: jsonOf(text) });
      });
    });
    request.end(bytes);
  });
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
