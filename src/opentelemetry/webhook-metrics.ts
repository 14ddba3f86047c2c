import type { Meter } from '@opentelemetry/api';
import type { NovaPostWebhooks } from '../webhooks/nova-post-webhooks.js';
import { seconds } from './instruments.js';

/** Measures deliveries and handlers of all registrations. Gives what ends it. */
export function measureWebhooks(meter: Meter, webhooks: readonly NovaPostWebhooks[]): () => void {
  const deliveries = meter.createObservableCounter('nova_post.webhook.deliveries', {
    unit: '{request}',
    description: 'Deliveries: accepted with something new in it, or refused',
  });
  const copies = meter.createObservableCounter('nova_post.webhook.copies', {
    unit: '{event}',
    description: 'Copies of events, dropped',
  });
  const duration = seconds(meter, 'nova_post.webhook.handler.duration', 'Calls of handlers');
  const observe: Parameters<Meter['addBatchObservableCallback']>[0] = (result) => {
    for (const one of webhooks) {
      const { path, counters } = one.status();
      const attributes = { 'nova_post.webhook.path': path };
      result.observe(deliveries, counters.deliveries, {
        ...attributes,
        'nova_post.webhook.result': 'accepted',
      });
      result.observe(deliveries, counters.refused, { ...attributes, 'nova_post.webhook.result': 'refused' });
      result.observe(copies, counters.duplicates, attributes);
    }
  };
  meter.addBatchObservableCallback(observe, [deliveries, copies]);
  const subscriptions = webhooks.map((one) =>
    one.handled$.subscribe(({ handler, durationMs, succeeded }) => {
      duration.record(durationMs / 1000, {
        'nova_post.webhook.path': one.status().path,
        'nova_post.webhook.handler': handler,
        'nova_post.webhook.result': succeeded ? 'handled' : 'failed',
      });
    }),
  );
  return () => {
    meter.removeBatchObservableCallback(observe, [deliveries, copies]);
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}
