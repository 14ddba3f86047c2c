import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { Shop, ShopModule, tour, type Tour } from './shop';

describe('an application tested with Jest in CommonJS mode', () => {
  let emulator: NovaPostEmulator;
  let app: INestApplication;
  let result: Tour;

  beforeAll(async () => {
    emulator = await NovaPostEmulator.start({});
    const testing = await Test.createTestingModule({ imports: [ShopModule.for(emulator)] }).compile();
    app = testing.createNestApplication({ logger: ['error', 'warn'] });
    await app.listen(0, '127.0.0.1');
    result = await tour(app.get(Shop), emulator, await app.getUrl());
  });

  afterAll(async () => {
    await app.close();
    await emulator.stop();
  });

  it('answers with one division page and asks for one token', () => {
    expect(result.page.status).toBe(200);
    expect(result.page.body.items).toHaveLength(1);
    expect(result.tokenRequests).toBe(1);
  });

  it('lists and iterates divisions', () => {
    expect(result.typedPage.body.items?.map(({ countryCode }) => countryCode)).toEqual(['PL', 'PL']);
    expect(result.iterated).toEqual(['MD', 'MD', 'MD']);
  });

  it('creates, prints, tracks and deletes a shipment', () => {
    const { number, trackedNumber, labelType, labelStart, labelEnd, refusedFields } = result.shipment;
    expect(trackedNumber).toBe(number);
    expect([labelType, labelStart, labelEnd]).toEqual(['application/pdf', '%PDF-', '%%EOF']);
    expect(refusedFields).toContain('shipment_was_deleted');
  });

  it('uses an account that came up later', () => {
    expect(result.merchant).toEqual({ accounts: 1, shipments: 0 });
  });

  it('receives a webhook', () => {
    const { number, answered, intruderAnswered, events } = result.webhook;
    expect([answered, intruderAnswered]).toEqual([200, 401]);
    expect(events).toEqual([{ name: 'Received', numbers: [number] }]);
  });
});
