import { Body, Controller, Module, Post, Put } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ApiBody, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PickupInput, ShipmentInput, SubscriptionInput } from 'nestjs-nova-post';
import { NovaPostBodyPipe, bodyReference, bodySchema, withBodySchemas } from 'nestjs-nova-post/schemas';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { shipmentInput } from '../support/shipment-sample.js';

@Controller()
class ShopController {
  @Post('shipments')
  @ApiBody({ schema: bodyReference('POST /shipments') })
  ship(@Body(new NovaPostBodyPipe('POST /shipments')) input: ShipmentInput): object {
    return { parcels: input.parcels.length };
  }

  @Post('pickups')
  @ApiBody({ schema: bodyReference('POST /pickups') })
  pickUp(@Body(new NovaPostBodyPipe('POST /pickups')) input: PickupInput): object {
    return { note: input.note };
  }

  @Put('subscriptions')
  subscribe(@Body(new NovaPostBodyPipe('POST /tracking-push/subscribers')) input: SubscriptionInput): object {
    return { type: input.type };
  }
}

@Module({ controllers: [ShopController] })
class ShopModule {}

let app: INestApplication;
let origin: string;

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [ShopModule] }).compile();
  app = module.createNestApplication();
  const config = new DocumentBuilder().setTitle('Shop').build();
  SwaggerModule.setup('api', app, withBodySchemas(SwaggerModule.createDocument(app, config)));
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  origin = `http://127.0.0.1:${String(port)}`;
});

afterAll(() => app.close());

async function send(
  method: string,
  path: string,
  body: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${origin}/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('A body that an operation takes', () => {
  it('reaches the controller as it is', async () => {
    expect(await send('POST', 'shipments', shipmentInput())).toEqual({ status: 201, body: { parcels: 1 } });
    expect(await send('POST', 'pickups', { note: 'Gate 4' })).toEqual({
      status: 201,
      body: { note: 'Gate 4' },
    });
    const subscription = {
      type: 'creator',
      url: 'https://shop.example/np',
      isActive: true,
      eventTypes: ['New'],
    };
    expect(await send('PUT', 'subscriptions', subscription)).toEqual({
      status: 200,
      body: { type: 'creator' },
    });
  });

  it('may have a declared value as decimal text, and a branch as a number or as text', async () => {
    const [parcel] = shipmentInput().parcels;
    const parcels = [{ ...parcel, insuranceCost: '0.01' }];
    for (const divisionId of [10_001, '10001', null]) {
      const sender = { ...shipmentInput().sender, divisionId };
      expect(await send('POST', 'shipments', { ...shipmentInput(), sender, parcels })).toMatchObject({
        status: 201,
      });
    }
  });
});

describe('A body in the other forms that the typed API takes', () => {
  it('reaches the controller as it is: sizes as text, phones as numbers, one service without a list', async () => {
    const [parcel] = shipmentInput().parcels;
    const sizes = { width: '100', length: '200', height: '50', actualWeight: '1237', rowNumber: '1' };
    const { sender, recipient } = shipmentInput();
    const body = {
      ...shipmentInput(),
      parcels: [{ ...parcel, ...sizes }],
      sender: { ...sender, phone: 48_211_111_111 },
      recipient: { ...recipient, phone: 37_360_000_000 },
      services: { serviceCode: 'COD', amount: 5, payerType: 'Recipient' },
    };
    expect(await send('POST', 'shipments', body)).toEqual({ status: 201, body: { parcels: 1 } });
  });
});

describe('A body that an operation does not take', () => {
  const parcel = shipmentInput().parcels[0]!;
  it.each<[string, unknown, Record<string, string[]>]>([
    ['a list', [], { body: ['must be an object, but it is a list'] }],
    [
      'nothing in it',
      {},
      {
        payerType: ['The payerType field is required.'],
        parcels: ['The parcels field is required.'],
        sender: ['The sender field is required.'],
        recipient: ['The recipient field is required.'],
      },
    ],
    [
      'a misspelt field',
      { ...shipmentInput(), clientOrderId: 'x' },
      { clientOrderId: ['is not a field of the body of POST /shipments; did you mean `clientOrder`?'] },
    ],
    [
      'a misspelt field inside',
      { ...shipmentInput(), parcels: [{ ...parcel, widht: 1 }] },
      { 'parcels.0.widht': ['is not a field of parcels.0; did you mean `width`?'] },
    ],
    ['no parcel', { ...shipmentInput(), parcels: [] }, { parcels: ['must have at least 1 item'] }],
    [
      'a wrong type',
      { ...shipmentInput(), parcels: [{ ...parcel, width: 'x', insuranceCost: true }] },
      {
        'parcels.0.width': ['must be a whole number, also as text'],
        'parcels.0.insuranceCost': ['must be a number or text, but it is true or false'],
      },
    ],
    [
      'a value that there is not',
      { ...shipmentInput(), payerType: 'sender' },
      { payerType: ['must be `Sender`, `Recipient` or `ThirdPerson`'] },
    ],
    [
      'text that is too long',
      { ...shipmentInput(), note: 'x'.repeat(256) },
      { note: ['must have at most 255 characters'] },
    ],
    [
      'an address that is none',
      { ...shipmentInput(), sender: { ...shipmentInput().sender, addressParts: 5 } },
      { 'sender.addressParts': ['must be an object, but it is an integer'] },
    ],
    [
      'a wrong invoice',
      { ...shipmentInput(), invoice: { incoterm: 'DAF' } },
      { 'invoice.incoterm': ['must be `DAP` or `DDP`'] },
    ],
    [
      'the spelling that the API does not read',
      { ...shipmentInput(), sender: { ...shipmentInput().sender, divisionID: 1 } },
      { 'sender.divisionID': ['is not a field of sender; did you mean `divisionId`?'] },
    ],
  ])('because it has %s, is answered 422 with the fields', async (_what, body, fields) => {
    const answer = await send('POST', 'shipments', body);
    expect(answer).toEqual({
      status: 422,
      body: { statusCode: 422, message: expect.stringContaining('see fields'), fields },
    });
  });

  it('is not quoted', async () => {
    const { body } = await send('POST', 'shipments', {
      ...shipmentInput(),
      note: 5,
      payerType: 'canary-secret',
    });
    expect(JSON.stringify(body)).not.toContain('canary');
  });
});

describe('The document of @nestjs/swagger', () => {
  it('has the schemas of the bodies with their descriptions, and every reference leads somewhere', async () => {
    const response = await fetch(`${origin}/api-json`);
    const document = (await response.json()) as {
      openapi: string;
      components: { schemas: Record<string, { properties: Record<string, unknown> }> };
      paths: Record<string, Record<string, { requestBody: unknown }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(document.paths['/shipments']!['post']!.requestBody).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/ShipmentInput' } } },
    });
    expect(document.components.schemas['ShipmentInput']!.properties['clientOrder']).toMatchObject({
      type: 'string',
      maxLength: 50,
      description: expect.stringContaining('Own number of the order'),
    });
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
    expect(JSON.stringify(document)).not.toContain('#/$defs/');
  });

  it('keeps schemas of the application’s own, and can have those of some operations only', () => {
    const own = { openapi: '3.1.1', components: { schemas: { Own: {}, AddressParts: { mine: true } } } };
    expect(withBodySchemas(own, ['PUT /registry/{id}/rename'])).toMatchObject({ openapi: '3.1.1' });
    const { schemas } = withBodySchemas(own, ['POST /pickups']).components;
    expect(Object.keys(schemas).sort()).toEqual(['AddressParts', 'CountryCode', 'Own', 'PickupCreateInput']);
    expect(schemas.AddressParts).toEqual({ mine: true });
  });
});

it('The schema of a body is complete in itself, for any validator', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    bodySchema('POST /shipments'),
  );
  expect(validate(shipmentInput())).toBe(true);
  expect(validate({ ...shipmentInput(), clientOrderId: 'x' })).toBe(false);
});
