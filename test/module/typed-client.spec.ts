import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import {
  InjectNovaPost,
  NovaPostAccounts,
  NovaPostAddressesService,
  NovaPostClient,
  NovaPostDictionariesService,
  NovaPostDivisionsService,
  NovaPostExchangeRatesService,
  NovaPostFulfilmentService,
  NovaPostModule,
  NovaPostPickupsService,
  NovaPostRegistriesService,
  NovaPostShipmentsService,
  NovaPostSubscriptionsService,
  NovaPostTrackingService,
  getNovaPostClientToken,
} from 'nestjs-nova-post';
import { NovaPostEmulator, TestClock } from 'nestjs-nova-post/testing';
import { shipmentInput } from '../support/shipment-sample.js';
import { closeAfterTest, startEmulator, startModule } from '../support/app-setup.js';
import { until } from '../support/until.js';

const AREAS = [
  ['divisions', NovaPostDivisionsService],
  ['addresses', NovaPostAddressesService],
  ['dictionaries', NovaPostDictionariesService],
  ['exchangeRates', NovaPostExchangeRatesService],
  ['shipments', NovaPostShipmentsService],
  ['tracking', NovaPostTrackingService],
  ['registries', NovaPostRegistriesService],
  ['pickups', NovaPostPickupsService],
  ['subscriptions', NovaPostSubscriptionsService],
  ['fulfilment', NovaPostFulfilmentService],
] as const;

@Injectable()
class Labels {
  constructor(
    readonly novaPost: NovaPostClient,
    readonly shipments: NovaPostShipmentsService,
    @InjectNovaPost('poland') readonly poland: NovaPostClient,
  ) {}
}

function register(emulator: NovaPostEmulator, apiKey = emulator.apiKey, name?: string) {
  const { baseURL } = emulator;
  return NovaPostModule.forRoot({ baseURL, apiKey, token: { startMode: 'lazy' }, ...(name && { name }) });
}

describe('the typed client', () => {
  it.each(AREAS)('has %s, which is injectable by itself', async (area, service) => {
    const { app } = await startModule(register(await startEmulator()));

    expect(app.get(service)).toBeInstanceOf(service);
    expect(app.get(service)).toBe(app.get(NovaPostClient)[area]);
  });

  it('is injected by class for the unnamed account, and by name for another', async () => {
    const emulator = await startEmulator();
    const poland = emulator.addApiKey();
    const imports = [register(emulator), register(emulator, poland, 'poland')];
    const module = await Test.createTestingModule({ imports, providers: [Labels] }).compile();
    const app = await module.init();
    closeAfterTest(() => app.close());
    const labels = app.get(Labels);

    expect(labels.shipments).toBe(labels.novaPost.shipments);
    expect(labels.poland).toBe(app.get(getNovaPostClientToken('poland')));
    await labels.novaPost.divisions.list({ limit: 1 });
    await labels.poland.divisions.list({ limit: 1 });
    expect(emulator.apiRequests.map(({ account }) => account)).toEqual(['api-key-0', 'api-key-1']);
  });

  it('of an account known only at run time uses that account’s token', async () => {
    const emulator = await startEmulator();
    const { app } = await startModule(register(emulator));
    const merchant = app.get(NovaPostAccounts).use({ apiKey: emulator.addApiKey() });

    await merchant.client.divisions.list({ limit: 1 });

    expect(emulator.apiRequests.map(({ account }) => account)).toEqual(['api-key-1']);
    expect(merchant.client).toBe(merchant.client);
  });

  it('looks a shipment up by the clock of its module', async () => {
    const clock = new TestClock();
    const emulator = await startEmulator({ clock });
    const { baseURL, apiKey } = emulator;
    const { app } = await startModule(
      NovaPostModule.forRoot({ baseURL, apiKey, clock, retry: false, token: { startMode: 'lazy' } }),
    );
    emulator.misbehave({ on: '/shipments', method: 'POST', then: { reset: true } });

    const { signal, abort } = cancellation();

    const created = app
      .get(NovaPostShipmentsService)
      .create(shipmentInput(), { onUnknownOutcome: 'recover', signal })
      .catch((error: unknown) => error);
    await emulator.waitForRequests(1, ({ method, path }) => method === 'GET' && path === '/shipments');
    // The pause before the second look; without it, the next timer is the end of the call in some seconds.
    await until(() => clock.msToNextTimer <= 250);
    abort();

    expect(await created).toMatchObject({ code: 'ERR_CANCELED' });
  });
});

function cancellation(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
