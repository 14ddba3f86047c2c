import { describe, expect, it } from '@jest/globals';
import { NovaPostWebhooks } from 'nestjs-nova-post/webhooks';
import { TestClock } from 'nestjs-nova-post/testing';
import { until } from '../support/until.js';
import { gate } from '../support/gate.js';
import { logLines, PLATFORMS, startWebhookApp } from './webhook-bench.js';

const BODY = { eventType: 'Received', number: 'SHPL6145000001' };

describe.each(PLATFORMS)('shutting down on %s', (platform) => {
  it('waits for running handlers', async () => {
    const clock = new TestClock();
    const { app, post, tracker } = await startWebhookApp({ platform, webhooks: { clock } });
    const held = gate();
    tracker.before = () => held.opened;
    await post(BODY);
    let closed = false;
    const closing = app.close().then(() => (closed = true));
    await until(() => clock.msToNextTimer === 5_000);
    await clock.advance(4_999);
    expect(closed).toBe(false);
    held.open();
    await closing;
    expect(tracker.received).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
    expect(logLines.join()).not.toContain('Shutting down although');
  });

  it('goes on without those that do not finish within shutdownTimeoutMs, and says so', async () => {
    const clock = new TestClock();
    const { app, post, tracker } = await startWebhookApp({
      platform,
      webhooks: { clock, shutdownTimeoutMs: 300 },
    });
    tracker.before = () => new Promise(() => undefined);
    await post(BODY);
    const closing = app.close();
    await until(() => clock.msToNextTimer === 300);
    await clock.advance(300);
    await closing;
    expect(logLines.join()).toContain(
      'Shutting down although the handlers of 1 deliveries have not finished within 300 ms',
    );
  });

  it('refuses new deliveries with 503 while it waits', async () => {
    const held = gate();
    const clock = new TestClock();
    const { app, post, tracker } = await startWebhookApp({
      platform,
      webhooks: { clock },
      nest: { forceCloseConnections: false },
    });
    tracker.before = () => held.opened;
    await post(BODY);
    const closing = app.close();
    await until(() => clock.pendingTimers === 1);
    expect((await post({ ...BODY, number: 'SHPL6145000002' })).status).toBe(503);
    held.open();
    await closing;
    expect(tracker.received).toHaveLength(1);
  });

  it('completes errors$ and is quick when nothing runs', async () => {
    const clock = new TestClock();
    const { app } = await startWebhookApp({ platform, webhooks: { clock } });
    let completed = false;
    app.get(NovaPostWebhooks).errors$.subscribe({ complete: () => (completed = true) });
    await app.close();
    expect(completed).toBe(true);
  });
});
