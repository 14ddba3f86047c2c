import { Logger, type OnApplicationShutdown, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { DiscoveryService, HttpAdapterHost, MetadataScanner } from '@nestjs/core';
import type { ServerResponse } from 'node:http';
import { describeForeignError, NovaPostConfigError } from '../nova-post.errors.js';
import { BodyTap, type TappedServer } from './body-tap.js';
import { readDelivery, type Delivery } from './delivery.js';
import { EventDispatcher, DeliveriesUnderWay } from './event-dispatcher.js';
import { describeHandler, findHandlers } from './find-handlers.js';
import { GuardedDedupe } from './guarded-dedupe.js';
import { RareWarnings } from './rare-warnings.js';
import { readBody, type PostRequest } from './read-body.js';
import { sendAnswer } from './send-answer.js';
import { DeliveryRefusal } from './webhook-failure.js';
import type { ResolvedWebhooksOptions } from './webhook-options.js';
import type { SecretRefusal } from './webhook-secrets.js';

const RETRY_AFTER_S = 5;

/** The endpoint of one registration: lets in who has the secret, and sees to it that handlers get each event once. */
export class WebhookReceiver implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  readonly #options: ResolvedWebhooksOptions;
  readonly #adapterHost: HttpAdapterHost;
  readonly #discovery: DiscoveryService;
  readonly #scanner: MetadataScanner;
  readonly #logger = new Logger('NovaPostWebhooks');
  readonly #warnings: RareWarnings;
  readonly #dedupe: GuardedDedupe;
  readonly #tap: BodyTap;
  readonly #work = new DeliveriesUnderWay();
  readonly dispatcher: EventDispatcher;
  readonly counters = { deliveries: 0, duplicates: 0, refused: 0 };
  #untap: () => void = () => undefined;
  #closed: Promise<void> | undefined;

  constructor(
    options: ResolvedWebhooksOptions,
    adapterHost: HttpAdapterHost,
    discovery: DiscoveryService,
    scanner: MetadataScanner,
  ) {
    this.#options = options;
    this.#adapterHost = adapterHost;
    this.#discovery = discovery;
    this.#scanner = scanner;
    this.#warnings = new RareWarnings(options.clock, this.#logger);
    this.#dedupe = new GuardedDedupe(options, this.#warnings);
    this.#tap = new BodyTap(options.path, options.bodyLimitBytes);
    this.dispatcher = new EventDispatcher(this.#logger, options.onError);
  }

  get path(): string {
    return this.#options.path;
  }

  /** Deliveries whose handlers are running. */
  get running(): number {
    return this.#work.count;
  }

  onModuleInit(): void {
    this.#refuseTwins();
    this.dispatcher.use(findHandlers(this.#discovery, this.#scanner));
    // There is none in an application without HTTP, whatever the type says.
    const adapter = this.#adapterHost.httpAdapter as HttpAdapterHost['httpAdapter'] | undefined;
    const server = adapter?.getHttpServer() as TappedServer | undefined;
    if (typeof server?.prependListener === 'function') this.#untap = this.#tap.attach(server);
    this.#logStart(server !== undefined);
  }

  /** No new deliveries; those that have been taken get the time the options give them. */
  onModuleDestroy(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { clock, shutdownTimeoutMs } = this.#options;
    const left = await this.#work.ended(clock, shutdownTimeoutMs);
    if (left > 0) {
      this.#logger.warn(
        `Shutting down although the handlers of ${String(left)} deliveries have not finished within ` +
          `${String(shutdownTimeoutMs)} ms (option shutdownTimeoutMs)`,
      );
    }
  }

  onApplicationShutdown(): void {
    this.#untap();
    this.dispatcher.errors$.complete();
  }

  /** A middleware for Express and Fastify, on Node's own request and response. */
  readonly handle = (request: PostRequest, response: ServerResponse): void => {
    void this.#serve(request, response);
  };

  async #serve(request: PostRequest, response: ServerResponse): Promise<void> {
    try {
      const delivery = await this.#admit(request);
      // A body may take so long that the application has begun to shut down.
      this.#refuseWhenClosed();
      const work = this.#take(delivery, response);
      this.#work.add(work);
      await work;
    } catch (error) {
      this.#refuse(response, error);
    }
  }

  async #admit(request: PostRequest): Promise<Delivery> {
    const { secrets, headerName, bodyLimitBytes, clock } = this.#options;
    this.#refuseWhenClosed();
    const refusal = secrets.refusal(request, headerName);
    if (refusal !== undefined) {
      throw new DeliveryRefusal(401, describeSecretRefusal(refusal, headerName), 'Unauthorized');
    }
    const rawBody = await readBody(request, bodyLimitBytes, this.#tap.bodyOf(request));
    return readDelivery(rawBody, request.headers, {
      receiver: this.#options.receiver,
      nowMs: clock.now(),
    });
  }

  #refuseWhenClosed(): void {
    if (this.#closed !== undefined) throw new DeliveryRefusal(503, 'the application is shutting down');
  }

  async #take(delivery: Delivery, response: ServerResponse): Promise<void> {
    const claim = await this.#dedupe.claim(delivery.id);
    if (claim !== 'claimed') {
      this.#answerCopy(response, claim);
      return;
    }
    this.counters.deliveries += 1;
    await this.#process(delivery, response);
  }

  async #process(delivery: Delivery, response: ServerResponse): Promise<void> {
    const early = this.#options.answer === 'immediately';
    if (early) await sendAnswer(response, 200, { received: true });
    const succeeded = await this.dispatcher.dispatch(delivery.events);
    await this.#dedupe.settle(delivery.id, succeeded);
    if (early) return;
    if (succeeded) await sendAnswer(response, 200, { received: true });
    else await sendAnswer(response, 500, { statusCode: 500, message: 'A handler of this event failed.' });
  }

  /** While the first copy is being handled and may yet fail, a sender who counts on the answer has to come again. */
  #answerCopy(response: ServerResponse, claim: 'running' | 'done'): void {
    this.counters.duplicates += 1;
    if (claim === 'done' || this.#options.answer === 'immediately') {
      void sendAnswer(response, 200, { received: true, duplicate: true });
      return;
    }
    const message = 'A copy of this delivery is being handled. Come again.';
    void sendAnswer(response, 503, { statusCode: 503, message }, { 'retry-after': String(RETRY_AFTER_S) });
  }

  #refuse(response: ServerResponse, error: unknown): void {
    this.counters.refused += 1;
    const refusal =
      error instanceof DeliveryRefusal
        ? error
        : new DeliveryRefusal(500, `of a mistake in here (${describeForeignError(error)})`, 'Internal error');
    this.#warnings.warn(
      `A delivery to ${this.path} was refused (${String(refusal.status)}): ${refusal.reason}`,
    );
    void sendAnswer(response, refusal.status, { statusCode: refusal.status, message: refusal.message });
  }

  /** The first of two registrations on one path would take everything. */
  #refuseTwins(): void {
    const twins = this.#discovery
      .getProviders()
      .map(({ instance }) => instance as unknown)
      .filter((instance) => instance instanceof WebhookReceiver && instance.path === this.path);
    if (new Set(twins).size < 2) return;
    throw new NovaPostConfigError(
      `NovaPostWebhooksModule is registered twice with the path ${this.path}. Give each registration a path of its own, ` +
        'or register once and import that.',
      ['path'],
    );
  }

  #logStart(hasServer: boolean): void {
    const { handlers } = this.dispatcher;
    const where = `POST ${this.path} (below the global prefix, if there is one)`;
    if (!hasServer) {
      this.#logger.warn(`There is no HTTP server in this application, so that nothing listens on ${where}.`);
    } else if (handlers.length === 0) {
      this.#logger.warn(
        `Events of Nova Post on ${where} are taken and dropped: no provider has a method with @OnNovaPostEvent.`,
      );
    } else {
      this.#logger.log(`Events of Nova Post on ${where} go to ${handlers.map(describeHandler).join(', ')}`);
    }
  }
}

function describeSecretRefusal(refusal: SecretRefusal, headerName: string): string {
  switch (refusal) {
    case 'missing':
      return `it has no header ${headerName} (option headerName; secretTokenHeaderName of the subscription)`;
    case 'repeated':
      return `it has the header ${headerName} more than once`;
    case 'too-long':
      return `its header ${headerName} is longer than any secret`;
    case 'wrong':
      return `its header ${headerName} is not the secretToken`;
  }
}
