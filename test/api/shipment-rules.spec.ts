import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { checkArguments } from '../../src/api/operation.js';
import { isWaybillNumber, shipmentFilter } from '../../src/api/shipments/shipment-identifier.js';
import {
  calculationRules,
  lightReturnRules,
  shipmentListRules,
  shipmentRules,
} from '../../src/api/shipments/shipment-rules.js';
import { shipmentInput } from '../support/shipment-sample.js';

/** The fields refused. */
function refused(rules: z.ZodType, input: unknown): string[] {
  try {
    checkArguments('POST /shipments', { input: rules }, [input]);
    return [];
  } catch (error) {
    return Object.keys((error as { fields: object }).fields);
  }
}

/** The sample with one value put somewhere else. */
function changed(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(shipmentInput());
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  const owner = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy);
  (owner as Record<string, unknown>)[name] = value;
  return copy;
}

describe('a shipment', () => {
  it.each<[string, unknown]>([
    ['sender.phone', 'call me'],
    ['sender.phone', '+48 211'],
    ['recipient.countryCode', 'md'],
    ['recipient.countryCode', 'MDA'],
    ['recipient.name', 'x'.repeat(101)],
    ['sender.companyTin', '1'.repeat(21)],
    ['sender.divisionId', 0],
    ['sender.divisionId', 1.5],
    ['recipient.addressParts.postCode', '1'.repeat(11)],
    ['recipient.addressParts.city', 'x'.repeat(101)],
    ['clientOrder', 'x'.repeat(51)],
    ['note', 'x'.repeat(256)],
    ['payerContractNumber', '1'.repeat(21)],
    ['parcels', []],
    ['parcels', 'one'],
    ['parcels.0.width', 0],
    ['parcels.0.length', 12.5],
    ['parcels.0.height', '5.5'],
    ['parcels.0.actualWeight', -1],
    ['parcels.0.rowNumber', 0],
    ['parcels.0.insuranceCost', -1],
    ['parcels.0.insuranceCurrencyCode', 'eur'],
    ['parcels.0.volumetricWeight', 0.5],
    ['parcels.0.parcelDescription', 'x'.repeat(256)],
  ])('is refused for its %s %j', (path, value) => {
    expect(refused(shipmentRules, changed(path, value))).toEqual([path]);
  });

  it.each<[string, unknown]>([
    ['sender.phone', '+48211111111'],
    ['sender.divisionId', '10001'],
    ['sender.divisionId', 'fc65dab1-7a30-11ea-b81f-94de80a8a9a1'],
    ['sender.divisionId', null],
    ['sender.companyTin', null],
    ['recipient.addressParts', {}],
    ['recipient.addressParts', null],
    ['payerContractNumber', null],
    ['services', { serviceCode: 'COD', amount: 1, payerType: 'Sender' }],
    ['invoice', null],
    ['parcels.0.insuranceCost', 0],
    ['parcels.0.volumetricWeight', 0],
    ['parcels.0.cargoCategory', 'pallet'],
    ['parcels.0.cargoCategory', 'tomorrow'],
    ['parcels.0.number', null],
    ['somethingNew', 1],
  ])('is not refused for its %s %j, which the API takes or may take', (path, value) => {
    expect(refused(shipmentRules, changed(path, value))).toEqual([]);
  });

  it('is told all that is wrong at once, by field', () => {
    const input = { sender: { phone: 'x', countryCode: 'pl' }, parcels: [{ width: 1 }, { width: 0 }] };
    expect(refused(shipmentRules, input)).toEqual(['parcels.1.width', 'sender.countryCode', 'sender.phone']);
    expect(refused(shipmentRules, undefined)).toEqual(['input']);
  });

  it('may name its branch divisionID only beside divisionId', () => {
    expect(refused(shipmentRules, { sender: { divisionID: 1 } })).toEqual(['sender.divisionID']);
    expect(refused(shipmentRules, { sender: { divisionID: 1, divisionId: 1 } })).toEqual([]);
    expect(refused(shipmentRules, { sender: { divisionID: null } })).toEqual([]);
  });
});

describe('other inputs', () => {
  it('a quote does not look at contact data, which the API ignores', () => {
    const party = { countryCode: 'PL', phone: 'none', name: 'x'.repeat(500) };
    expect(refused(calculationRules, { sender: party, recipient: party })).toEqual([]);
    expect(refused(calculationRules, { sender: { countryCode: 'pl' }, parcels: [] })).toEqual([
      'parcels',
      'sender.countryCode',
    ]);
  });

  it('a light return needs the number of a waybill', () => {
    expect(refused(lightReturnRules, { number: 'SHMD0000000000' })).toEqual([]);
    expect(refused(lightReturnRules, { number: '20450000000001', parcels: [] })).toEqual([]);
    expect(refused(lightReturnRules, { number: '500001', senderPhone: '1' })).toEqual([
      'number',
      'senderPhone',
    ]);
  });

  it('a list counts pages from 1', () => {
    expect(refused(shipmentListRules, { limit: 0, page: 0, clientOrder: 'x'.repeat(51) })).toEqual([
      'limit',
      'page',
      'clientOrder',
    ]);
    expect(refused(shipmentListRules, { limit: 5000, page: 1 })).toEqual([]);
  });
});

describe('ids and numbers', () => {
  it('are told apart in both families', () => {
    expect(shipmentFilter(500_001)).toEqual({ ids: [500_001] });
    expect(shipmentFilter(20_450_000_000_001)).toEqual({ ids: [20_450_000_000_001] });
    expect(shipmentFilter('500001')).toEqual({ ids: ['500001'] });
    expect(shipmentFilter('5c412e3a-5868-48b9-a60a-0e039284ec46')).toEqual({
      ids: ['5c412e3a-5868-48b9-a60a-0e039284ec46'],
    });
    expect(shipmentFilter('SHPL6145344878')).toEqual({ numbers: ['SHPL6145344878'] });
    expect(shipmentFilter('20450000000001')).toEqual({ numbers: ['20450000000001'] });
    expect(shipmentFilter('SHPL6145344878-2')).toEqual({ numbers: ['SHPL6145344878-2'] });
  });

  it('every integer and every UUID is an id, every number of either family a number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 1 }), fc.uuid()), (id) => {
        expect(shipmentFilter(id)).toEqual({ ids: [id] });
      }),
    );
    const family = fc.oneof(fc.stringMatching(/^[A-Z]{4}\d{10}$/), fc.stringMatching(/^\d{14}$/));
    fc.assert(
      fc.property(family, (number) => {
        expect(isWaybillNumber(number)).toBe(true);
        expect(shipmentFilter(number)).toEqual({ numbers: [number] });
      }),
    );
  });
});
