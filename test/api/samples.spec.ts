import { describe, expect, it } from '@jest/globals';
import * as testing from 'nestjs-nova-post/testing';
import { startApi } from '../support/api-setup.js';

const {
  sampleCalculation,
  sampleCashOnDelivery,
  sampleConversion,
  sampleGoodsUpdate,
  sampleLightReturn,
  samplePickup,
  sampleRegistry,
  sampleShipment,
  sampleSubscription,
  sampleTimeInterval,
} = testing;

type Api = Awaited<ReturnType<typeof startApi>>;

describe('A sample is taken by the emulator as it is', () => {
  it.each<[keyof typeof testing, (api: Api) => Promise<unknown>]>([
    ['sampleShipment', ({ client }) => client.shipments.create(sampleShipment())],
    [
      'sampleCashOnDelivery',
      ({ client }) => client.shipments.create(sampleShipment({ services: [sampleCashOnDelivery()] })),
    ],
    ['sampleCalculation', ({ client }) => client.shipments.calculate(sampleCalculation())],
    [
      'sampleLightReturn',
      async ({ client, emulator }) => {
        const services = [{ serviceCode: 'AllowedLightReturn', amount: 0, payerType: 'Sender' }] as const;
        const { number } = await client.shipments.create(sampleShipment({ services }));
        emulator.setTrackingStatus(number, 9);
        return client.shipments.createLightReturn(sampleLightReturn(number));
      },
    ],
    ['samplePickup', ({ client }) => client.pickups.create(samplePickup())],
    [
      'sampleRegistry',
      async ({ client }) => {
        const { number } = await client.shipments.create(sampleShipment());
        return client.registries.create(sampleRegistry([number]));
      },
    ],
    ['sampleSubscription', ({ client }) => client.subscriptions.create(sampleSubscription())],
    ['sampleTimeInterval', ({ client }) => client.pickups.findTimeIntervals(sampleTimeInterval())],
    ['sampleConversion', ({ client }) => client.exchangeRates.convert(sampleConversion())],
    [
      'sampleGoodsUpdate',
      ({ client }) =>
        client.fulfilment.updateGoods('PL', '5c412e3a-5868-48b9-a60a-0e039284ec46', sampleGoodsUpdate()),
    ],
  ])('%s', async (_name, call) => {
    expect(await call(await startApi())).toEqual(expect.any(Object));
  });

  it('and may be changed', () => {
    expect(sampleShipment({ clientOrder: undefined, note: 'x' })).toMatchObject({
      clientOrder: undefined,
      note: 'x',
    });
    expect(sampleShipment()).not.toBe(sampleShipment());
  });

  it('is here for each of them', () => {
    const exported = Object.keys(testing).filter((name) => name.startsWith('sample'));
    expect(exported).toHaveLength(10);
  });
});
