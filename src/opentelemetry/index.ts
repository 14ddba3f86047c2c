export { NovaPostOpenTelemetryModule } from './nova-post-opentelemetry.module.js';
