import type { OnApplicationShutdown, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import type { ApplicationConfig, DiscoveryService, HttpAdapterHost, MetadataScanner } from '@nestjs/core';
import type { ServerResponse } from 'node:http';
import { contextLogger, type ContextLogger } from '../context-logger.js';
import { describeForeignError, NovaPostConfigError } from '../nova-post.errors.js';
import { readDelivery, type DeliveredEvent } from './delivery.js';
import { DeliveryProcessor } from './delivery-processor.js';
import { EventClaims } from './event-claims.js';
import { EventDispatcher } from './event-dispatcher.js';
import { describeHandler, findHandlers } from './find-handlers.js';
import { InFlightDeliveries } from './in-flight-deliveries.js';
import { isKnownEventName, KNOWN_EVENT_NAMES } from './known-event-names.js';
import { RawBodyRecorder } from './raw-body-recorder.js';
import { readBody, type PostRequest } from './read-body.js';
import { sendAnswer } from './send-answer.js';
import { WarningThrottle } from './warning-throttle.js';
import { DeliveryRefusal } from './webhook-failure.js';
import type { ResolvedWebhooksOptions } from './webhook-options.js';
import { isAddressedTo, mountedPath } from './webhook-path.js';
import type { SecretRefusal } from './webhook-secrets.js';

/** What the receiver needs of the application it is in. */
export interface HostApplication {
  readonly adapterHost: HttpAdapterHost;
  readonly config: ApplicationConfig;
  readonly discovery: DiscoveryService;
  readonly scanner: MetadataScanner;
}

type Middleware = (request: PostRequest, response: ServerResponse, next: () => void) => void;

/**
 * The endpoint of one registration: lets in who has the secret, and sees to it that handlers get each event
 * once.
 */
export class WebhookReceiver implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  readonly #options: ResolvedWebhooksOptions;
  readonly #host: HostApplication;
  readonly #logger: ContextLogger;
  readonly #warnings: WarningThrottle;
  readonly #recorder: RawBodyRecorder;
  readonly #inFlight = new InFlightDeliveries();
  readonly #processor: DeliveryProcessor;
  readonly dispatcher: EventDispatcher;
  #refused = 0;
  #mountedPath: string | undefined;
  #closed: Promise<void> | undefined;

  constructor(options: ResolvedWebhooksOptions, host: HostApplication) {
    this.#options = options;
    this.#host = host;
    this.#logger = contextLogger('NovaPostWebhooks', options.logger);
    this.#warnings = new WarningThrottle(options.clock, this.#logger);
    this.#recorder = new RawBodyRecorder(options.bodyLimitBytes);
    this.dispatcher = new EventDispatcher(this.#logger, options);
    const claims = new EventClaims(options, this.#warnings);
    this.#processor = new DeliveryProcessor(options, claims, this.dispatcher);
    // There is an adapter by now, or it comes before the application puts up its body parsers.
    host.adapterHost.init$.subscribe(() => {
      this.#adapter?.use(this.guard);
    });
  }

  get path(): string {
    return this.#options.path;
  }

  get counters(): { deliveries: number; duplicates: number; refused: number } {
    return { ...this.#processor.counters, refused: this.#refused };
  }

  /** Deliveries whose handlers are running. */
  get running(): number {
    return this.#inFlight.count;
  }

  onModuleInit(): void {
    this.#assertUniquePath();
    const { discovery, scanner } = this.#host;
    this.dispatcher.use(findHandlers(discovery, scanner));
    this.#logStart();
  }

  /** No new deliveries; those that have been taken get the time the options give them. */
  onModuleDestroy(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { clock, shutdownTimeoutMs } = this.#options;
    const left = await this.#inFlight.ended(clock, shutdownTimeoutMs);
    if (left > 0) {
      this.#logger.warn(
        `Shutting down although the handlers of ${String(left)} deliveries have not finished within ` +
          `${String(shutdownTimeoutMs)} ms (option shutdownTimeoutMs)`,
      );
    }
  }

  onApplicationShutdown(): void {
    this.dispatcher.errors$.complete();
    this.dispatcher.handled$.complete();
  }

  /**
   * A middleware before the body parsers of the application: without the secret not a byte of the body is
   * read or kept, and the answer is the same whatever it holds.
   */
  readonly guard: Middleware = (request, response, next) => {
    this.#mountedPath ??= mountedPath(this.path, this.#host.config);
    if (request.method !== 'POST' || !isAddressedTo(request.url, this.#mountedPath)) {
      next();
      return;
    }
    try {
      this.#authorize(request);
    } catch (error) {
      this.#refuse(response, error);
      return;
    }
    this.#recorder.record(request);
    next();
  };

  /** The middleware at the path, on Node's own request and response. */
  readonly handle = (request: PostRequest, response: ServerResponse): void => {
    void this.#serve(request, response);
  };

  async #serve(request: PostRequest, response: ServerResponse): Promise<void> {
    try {
      const delivered = await this.#admit(request);
      // A body may take so long that the application has begun to shut down.
      this.#refuseWhenClosed();
      const work = this.#processor.process(delivered, response);
      this.#inFlight.add(work);
      await work;
    } catch (error) {
      this.#refuse(response, error);
    }
  }

  async #admit(request: PostRequest): Promise<readonly DeliveredEvent[]> {
    const { receiver, bodyLimitBytes, clock } = this.#options;
    this.#refuseWhenClosed();
    const recorded = this.#recorder.recordingOf(request);
    // The guard has seen what is recorded, and no request that an adapter for a platform without a server brings here.
    if (recorded === undefined) this.#authorize(request);
    const rawBody = await readBody(request, bodyLimitBytes, recorded);
    return readDelivery(rawBody, request.headers, { receiver, nowMs: clock.now() });
  }

  #authorize(request: PostRequest): void {
    const { secrets, headerName } = this.#options;
    const refusal = secrets.refusal(request, headerName);
    if (refusal === undefined) return;
    throw new DeliveryRefusal(401, describeSecretRefusal(refusal, headerName), 'Unauthorized');
  }

  #refuseWhenClosed(): void {
    if (this.#closed !== undefined) throw new DeliveryRefusal(503, 'the application is shutting down');
  }

  #refuse(response: ServerResponse, error: unknown): void {
    this.#refused += 1;
    const refusal =
      error instanceof DeliveryRefusal
        ? error
        : new DeliveryRefusal(500, `internal error (${describeForeignError(error)})`, 'Internal error');
    this.#warnings.warn(
      `A delivery to ${this.path} was refused (${String(refusal.status)}): ${refusal.reason}`,
    );
    void sendAnswer(response, refusal.status, { statusCode: refusal.status, message: refusal.message });
  }

  /** The first of two registrations on one path would take everything. */
  #assertUniquePath(): void {
    const twins = this.#host.discovery
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

  /** There is none in an application without HTTP, whatever the type says. */
  get #adapter(): HttpAdapterHost['httpAdapter'] | null | undefined {
    return this.#host.adapterHost.httpAdapter;
  }

  #logStart(): void {
    const { handlers } = this.dispatcher;
    const where = `POST ${this.path} (below the global prefix, if there is one)`;
    if (this.#adapter?.getHttpServer() === undefined) {
      this.#logger.warn(`There is no HTTP server in this application, so that nothing listens on ${where}.`);
    } else if (handlers.length === 0) {
      this.#logger.warn(
        `Events of Nova Post on ${where} are accepted and dropped: no provider has a method with @OnNovaPostEvent.`,
      );
    } else {
      this.#logger.log(`Events of Nova Post on ${where} go to ${handlers.map(describeHandler).join(', ')}`);
    }
    for (const { label, names } of handlers) {
      for (const name of names.filter((one) => !isKnownEventName(one))) this.#warnOfName(label, name);
    }
  }

  #warnOfName(label: string, name: string): void {
    this.#logger.warn(
      `@OnNovaPostEvent('${name}') on ${label}: no event is known by this name, so the method may never be called. Known are ` +
        `${KNOWN_EVENT_NAMES.slice(0, 3).join(', ')} and the movements of tracking, such as ArrivalRecipientWarehouse.`,
    );
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
