export {
  InjectNovaPostWebhooks,
  NovaPostWebhooksModule,
  getNovaPostWebhooksToken,
  type NovaPostWebhooksExtras,
  type NovaPostWebhooksOptionsFactory,
} from './webhooks.module.js';
export type { NovaPostWebhooksDedupe, NovaPostWebhooksOptions } from './webhook-options.js';
export { OnNovaPostEvent } from './on-nova-post-event.js';
export type { NovaPostEvent, NovaPostEventName } from './nova-post-event.js';
export { NovaPostWebhooks, type NovaPostWebhooksStatus } from './nova-post-webhooks.js';
export type { WebhookHandlerFailure, WebhookHandling } from './webhook-failure.js';
export type { WebhookClaim, WebhookDedupeStore } from './webhook-dedupe.js';
