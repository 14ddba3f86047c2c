import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { metrics, trace } from '@opentelemetry/api';
import { Registrations } from '../accounts/registrations.js';
import { CallEvents } from '../http/call-events.js';
import { TokenServices } from '../token/app/token-services.js';
import type { ConfigurableTokenService } from '../token/configurable-token.service.js';
import { NovaPostWebhooks } from '../webhooks/nova-post-webhooks.js';
import { SCOPE } from './attributes.js';
import { measureCalls } from './call-metrics.js';
import { CallSpan } from './call-spans.js';
import { observeTokens } from './token-gauges.js';
import { TokenTelemetry } from './token-telemetry.js';
import { measureWebhooks } from './webhook-metrics.js';

/** Follows all accounts, calls and webhooks of the application. */
@Injectable()
export class NovaPostTelemetry implements OnModuleInit, OnApplicationShutdown {
  readonly #discovery: DiscoveryService;
  readonly #endings: (() => void)[] = [];

  /** From the beginning: no provider does anything before all of them are there. */
  constructor(
    calls: CallEvents,
    services: TokenServices,
    registrations: Registrations,
    discovery: DiscoveryService,
  ) {
    this.#discovery = discovery;
    const tracer = trace.getTracer(SCOPE);
    const meter = metrics.getMeter(SCOPE);
    const tokens = new TokenTelemetry(meter, tracer);
    const open = new Set<ConfigurableTokenService>();
    const labelOf = (service: ConfigurableTokenService) => registrations.nameOf(service);
    const measured = measureCalls(meter, calls.calls$);
    calls.observer = (call) => new CallSpan(tracer, call, tokens.lastRefresh);
    this.#endings.push(
      () => measured.unsubscribe(),
      () => (calls.observer = undefined),
      services.onOpen((service) => {
        open.add(service);
        service.events$.subscribe({ complete: () => open.delete(service) });
        tokens.follow(service, () => labelOf(service) ?? 'on-demand');
      }),
      observeTokens(meter, {
        *registered() {
          for (const service of open) {
            const label = labelOf(service);
            if (label !== undefined) yield [label, service];
          }
        },
        *onDemand() {
          for (const service of open) if (labelOf(service) === undefined) yield service;
        },
      }),
    );
  }

  onModuleInit(): void {
    const found = this.#discovery
      .getProviders()
      .map(({ instance }) => instance as unknown)
      .filter((instance) => instance instanceof NovaPostWebhooks);
    this.#endings.push(measureWebhooks(metrics.getMeter(SCOPE), [...new Set(found)]));
  }

  onApplicationShutdown(): void {
    for (const end of this.#endings.splice(0)) end();
  }
}
