import { Controller, Inject, Injectable, Module, Scope, type Provider } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import {
  NovaPostWebhooks,
  NovaPostWebhooksModule,
  OnNovaPostEvent,
  type NovaPostEvent,
  type WebhookHandlerFailure,
  type WebhookHandling,
} from 'nestjs-nova-post/webhooks';
import { readFile } from 'node:fs/promises';
import { TestClock } from 'nestjs-nova-post/testing';
import { parse } from 'yaml';
import { KNOWN_EVENT_NAMES } from '../../src/webhooks/known-event-names.js';
import { until } from '../support/until.js';
import { gate } from '../support/gate.js';
import { createApp, logLines, PLATFORMS, SECRET, startWebhookApp } from './webhook-bench.js';

const body = (eventType: string, number = 'SHPL6145000001') => ({ eventType, number });

describe.each(PLATFORMS)('handlers on %s', (platform) => {
  it('are found on providers and controllers in whatever module, with several names and several decorators', async () => {
    const calls: string[] = [];
    @Controller('somewhere')
    class Board {
      readonly name = 'board';

      @OnNovaPostEvent('Returned', 'Received')
      show(event: NovaPostEvent) {
        calls.push(`${this.name} ${event.name}`);
      }
    }
    @Injectable()
    class Mailer {
      @OnNovaPostEvent('Received')
      @OnNovaPostEvent('ReadyToShip')
      async mail({ name }: NovaPostEvent) {
        await Promise.resolve();
        calls.push(`mail ${name}`);
      }
    }
    @Module({ providers: [Mailer] })
    class Feature {}
    const { post } = await startWebhookApp({
      platform,
      imports: [NovaPostWebhooksModule.register({ secretToken: SECRET }), Feature],
      controllers: [Board],
      providers: [],
    });
    for (const name of ['Received', 'Returned', 'ReadyToShip']) {
      await post(body(name));
      await until(() => calls.some((call) => call.endsWith(name)));
    }
    await until(() => calls.length === 4);
    expect(calls.sort()).toEqual(['board Received', 'board Returned', 'mail ReadyToShip', 'mail Received']);
  });
});

describe('which handler gets an event', () => {
  it.each(['Received', 'received', 'RECEIVED', 'Re-ceived'])('%s is the event of that name', async (name) => {
    const { post, tracker } = await startWebhookApp();
    await post(body(name));
    await until(() => tracker.received.length === 1);
    expect(tracker.received[0]!.name).toBe(name);
    expect(tracker.others).toEqual([]);
  });

  it('one in snake case is the same event', async () => {
    const calls: string[] = [];
    @Injectable()
    class Shelf {
      @OnNovaPostEvent('ReadyToShip')
      pack({ name }: NovaPostEvent) {
        calls.push(name);
      }
    }
    const { post } = await startWebhookApp({ providers: [Shelf] });
    await post({ event_type: 'ready_to_ship' });
    await until(() => calls.length === 1);
    expect(calls).toEqual(['ready_to_ship']);
  });

  it.each(['ArrivalSC', 'Returned', 'something new'])('%s goes to the catch-all', async (name) => {
    const { post, tracker } = await startWebhookApp();
    await post(body(name));
    await until(() => tracker.others.length === 1);
    expect(tracker.received).toEqual([]);
  });

  it('one without a name goes to the catch-all as Unknown', async () => {
    const { post, tracker } = await startWebhookApp();
    await post({ some: { number: 'SHPL6145000001' } });
    await until(() => tracker.others.length === 1);
    expect(tracker.others[0]).toMatchObject({ name: 'Unknown', numbers: ['SHPL6145000001'] });
  });

  it('one without a handler is accepted, counted, and warned of once by its name', async () => {
    const { post, app } = await startWebhookApp({ providers: [] });
    const numbers = ['SHPL6145000001', 'SHPL6145000002', 'SHPL6145000003'];
    expect((await post(body('Received', numbers[0]))).status).toBe(200);
    await post(body('received', numbers[1]));
    await post(body('Returned', numbers[2]));
    await until(() => app.get(NovaPostWebhooks).status().counters.unhandled === 3);
    const warned = logLines.filter((line) => line.includes('and no handler is for it'));
    expect(warned).toHaveLength(2);
    expect(warned[0]).toMatch(/^warn An event Received was received, .* Add @OnNovaPostEvent\('Received'\)/);
    expect(warned[1]).toContain('An event Returned was received');
  });

  it('those without a handler are warned of by a hundred names at most', async () => {
    const { post, app } = await startWebhookApp({ providers: [] });
    await post(Array.from({ length: 150 }, (_, code) => ({ eventType: `Event${String(code)}`, code })));
    await until(() => app.get(NovaPostWebhooks).status().counters.unhandled === 150);
    expect(logLines.filter((line) => line.includes('and no handler is for it'))).toHaveLength(100);
  });

  it('a name that no event is known by is warned of at the start', async () => {
    @Injectable()
    class Misspelt {
      @OnNovaPostEvent('Recieved')
      done() {}

      @OnNovaPostEvent('ready_to_ship', 'ArrivalRecipientWarehouse', 'Unknown')
      moved() {}
    }
    await startWebhookApp({ providers: [Misspelt] });
    const warned = logLines.filter((line) => line.startsWith('warn'));
    expect(warned).toHaveLength(1);
    expect(warned[0]).toContain(
      "@OnNovaPostEvent('Recieved') on Misspelt.done: no event is known by this name",
    );
  });

  it('the known names are those of the contract and of a subscription', async () => {
    const { components } = parse(await readFile('contract/openapi.yaml', 'utf8'));
    const movements: string[] = components.schemas.TrackingEventName['x-known-values'];
    const subscribed = ['ReadyToShip', 'Received', 'Returned'];
    expect([...KNOWN_EVENT_NAMES].sort()).toEqual([...subscribed, ...movements].sort());
  });

  it('many in one body leave the process time for other work between them', async () => {
    let turns = 0;
    let counting = true;
    const count = () => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    const seen: number[] = [];
    const { post, tracker } = await startWebhookApp();
    tracker.before = () => seen.push(turns);
    setImmediate(count);
    await post(Array.from({ length: 10 }, (_, code) => ({ eventType: 'Received', code })));
    await until(() => seen.length === 10);
    counting = false;
    expect(new Set(seen).size).toBe(10);
  });

  it('an instance under two tokens gets it once, inherited methods count, and methods without a decorator do not', async () => {
    const calls: string[] = [];
    class Base {
      @OnNovaPostEvent('Received')
      inherited() {
        calls.push('inherited');
      }

      @OnNovaPostEvent('Received')
      replaced() {
        calls.push('not to be called');
      }
    }
    @Injectable()
    class Derived extends Base {
      override replaced() {
        calls.push('not to be called either');
      }
    }
    const made: Provider = { provide: 'made', useFactory: () => new Base() };
    const { post } = await startWebhookApp({
      providers: [Derived, { provide: 'alias', useExisting: Derived }, made],
    });
    await post(body('Received'));
    await until(() => calls.length >= 3);
    await post(body('Received', 'SHPL6145000002'));
    await until(() => calls.length >= 6);
    expect(calls.filter((call) => call === 'inherited')).toHaveLength(4);
    expect(calls.filter((call) => call === 'not to be called')).toHaveLength(2);
    expect(calls).toHaveLength(6);
  });
});

describe('handlers that cannot be called', () => {
  const handlerOf = (scope: Scope) => {
    @Injectable({ scope })
    class Scoped {
      @OnNovaPostEvent('Received')
      received() {}
    }
    return Scoped;
  };

  @Injectable({ scope: Scope.REQUEST })
  class PerRequest {}

  @Injectable()
  class Dragged {
    constructor(@Inject(PerRequest) readonly perRequest: PerRequest) {}

    @OnNovaPostEvent('Received')
    received() {}
  }

  it.each<[string, Provider[], string]>([
    ['of a request-scoped class', [handlerOf(Scope.REQUEST)], 'Scoped.received'],
    ['of a transient class', [handlerOf(Scope.TRANSIENT)], 'Scoped.received'],
    ['of a class with something request-scoped in it', [PerRequest, Dragged], 'Dragged.received'],
  ])('%s keep the application from starting', async (_title, providers, label) => {
    @Module({ imports: [NovaPostWebhooksModule.register({ secretToken: SECRET })], providers })
    class AppModule {}
    const app = await createApp(AppModule);
    await expect(app.init()).rejects.toMatchObject({
      name: 'NovaPostConfigError',
      message: expect.stringContaining(`@OnNovaPostEvent on ${label} would never be called`),
    });
  });

  it('with an empty name are refused where they are written', () => {
    expect(() => OnNovaPostEvent('Received', ' ')).toThrow('@OnNovaPostEvent: a name is empty');
  });

  it('with another parameter do not compile', () => {
    class Wrong {
      // @ts-expect-error a handler gets a NovaPostEvent
      @OnNovaPostEvent('Received')
      received(count: number) {
        return count;
      }
    }
    expect(Wrong).toBeDefined();
  });
});

describe('a handler that has ended', () => {
  it('is reported with its time, whether it succeeded or not', async () => {
    const clock = new TestClock();
    const { post, tracker, app } = await startWebhookApp({ webhooks: { clock } });
    const service = app.get(NovaPostWebhooks);
    const handled: WebhookHandling[] = [];
    service.handled$.subscribe((one) => handled.push(one));
    for (const [index, fails] of [false, true].entries()) {
      tracker.before = async () => {
        await clock.advance(250);
        if (fails) throw new Error('no space left');
      };
      await post(body('Received', `SHPL614500000${String(index)}`));
      await until(() => handled.length === index + 1);
    }
    const handling = { handler: 'Tracker.onReceived', name: 'Received', durationMs: 250 };
    expect(handled).toEqual([
      { ...handling, receiver: service.status().path, succeeded: true },
      { ...handling, receiver: service.status().path, succeeded: false },
    ]);
  });
});

describe('a handler that fails', () => {
  it.each([
    [
      'throws',
      () => {
        throw new Error('no space left');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no space left'))],
  ])('and %s stops no other, and is logged, counted and reported', async (_title, fail) => {
    const calls: string[] = [];
    @Injectable()
    class Others {
      @OnNovaPostEvent('Received')
      first() {
        calls.push('first');
      }

      @OnNovaPostEvent('Received')
      fails() {
        return fail();
      }

      @OnNovaPostEvent('Received')
      last() {
        calls.push('last');
      }
    }
    const hooked: WebhookHandlerFailure[] = [];
    const { post, app } = await startWebhookApp({
      providers: [Others],
      webhooks: { onError: (failure) => hooked.push(failure) },
    });
    const service = app.get(NovaPostWebhooks);
    const seen: WebhookHandlerFailure[] = [];
    service.errors$.subscribe((failure) => seen.push(failure));

    expect((await post([body('Received'), body('Received', 'SHPL6145000002')])).status).toBe(200);
    await until(() => service.status().counters.failed === 2 && service.status().running === 0);

    expect(calls.sort()).toEqual(['first', 'first', 'last', 'last']);
    expect(seen).toEqual(hooked);
    expect(seen[0]).toMatchObject({
      handler: 'Others.fails',
      error: { message: 'no space left' },
      event: { name: 'Received', numbers: ['SHPL6145000001'] },
    });
    const line = logLines.find((text) => text.startsWith('error Others.fails failed with Received'));
    expect(line).toContain('no space left');
    expect(service.status().counters).toMatchObject({ handled: 4, failed: 2 });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('hook');
      },
    ],
    ['rejects', () => Promise.reject(new Error('hook'))],
  ])('does no harm when the hook %s as well, whatever was thrown', async (_title, onError) => {
    const { post, tracker, app } = await startWebhookApp({ webhooks: { onError } });
    for (const [index, thrown] of [new Error('x'), undefined, 'text', null].entries()) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      tracker.before = () => Promise.reject(thrown);
      await post(body('Received', `SHPL614500000${String(index)}`));
      await until(() => app.get(NovaPostWebhooks).status().counters.failed === index + 1);
    }
    tracker.before = () => undefined;
    await post(body('Received', 'SHPL6145000009'));
    await until(() => tracker.received.length === 1);
    expect(logLines.filter((line) => line.includes('The onError hook itself failed'))).toHaveLength(4);
  });
});

describe('when the sender is answered', () => {
  it('immediately means before the handlers run', async () => {
    const { post, tracker, app } = await startWebhookApp();
    const held = gate();
    tracker.before = () => held.opened;
    expect((await post(body('Received'))).status).toBe(200);
    expect(tracker.received).toEqual([]);
    expect(app.get(NovaPostWebhooks).status().running).toBe(1);
    held.open();
    await until(() => tracker.received.length === 1);
  });

  it('after-handlers means when all have succeeded', async () => {
    const { post, tracker } = await startWebhookApp({ webhooks: { answer: 'after-handlers' } });
    const held = gate();
    tracker.before = () => held.opened;
    let answered = false;
    const reply = post(body('Received')).finally(() => (answered = true));
    await until(() => logLines.length > 0);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    held.open();
    expect((await reply).status).toBe(200);
    expect(tracker.received).toHaveLength(1);
  });

  it('after-handlers answers 500 when one of them fails, without its message', async () => {
    const { post, tracker } = await startWebhookApp({ webhooks: { answer: 'after-handlers' } });
    tracker.before = () => Promise.reject(new Error('password of the database'));
    const reply = await post(body('Received'));
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('database');
  });
});
