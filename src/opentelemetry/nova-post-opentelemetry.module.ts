import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountServicesModule } from '../accounts/account-services.module.js';
import { NovaPostTelemetry } from './nova-post-telemetry.js';

/**
 * Metrics and spans of `@opentelemetry/api` for every account, call and webhook of the application. Import it once, beside
 * `NovaPostModule`; start the OpenTelemetry SDK before the application. Without an SDK nothing is measured. No key, token,
 * query, body or id is in any of it.
 *
 * @example @Module({ imports: [NovaPostModule.forRoot({ apiKey }), NovaPostOpenTelemetryModule] })
 */
@Module({ imports: [AccountServicesModule, DiscoveryModule], providers: [NovaPostTelemetry] })
export class NovaPostOpenTelemetryModule {}
