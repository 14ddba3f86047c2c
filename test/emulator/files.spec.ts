import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pdfOf } from '../../src/testing/files/pdf.js';
import { shipmentBody } from '../support/shipment-sample.js';
import { TestClock } from '../../src/testing/test-clock.js';
import { bench, NOON, stopAll, type Bench } from './support.js';

let server: Bench;
let token: string;

async function start(...args: Parameters<typeof bench>): Promise<void> {
  server = await bench({ clock: new TestClock(NOON), ...args[0] });
  token = await server.token();
}

beforeEach(() => start());
afterEach(stopAll);

interface Made {
  id: number | string;
  number: string;
}

async function create(changes: Record<string, unknown> = {}): Promise<Made> {
  const answer = await server.send('POST', '/shipments', shipmentBody(changes), token);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Made;
}

const print = (query: string, as = token) => server.get(`/shipments/print?${query}`, as);
const upload = (id: number | string, body: unknown) =>
  server.send('POST', `/shipments/uploads/${String(id)}`, body, token);
const attachments = (number: string, as = token) => server.get(`/shipments/${number}/attachments`, as);

async function answered(answer: Promise<Response>): Promise<[number, unknown]> {
  const { status, ...response } = await answer.then(async (got) => ({
    status: got.status,
    body: await got.json(),
  }));
  return [status, response.body];
}

async function bytesOf(answer: Promise<Response>): Promise<Buffer> {
  return Buffer.from(await (await answer).arrayBuffer());
}

/** Follows the file from its end to each of its objects, as a reader does. */
function objectsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  expect(text).toMatch(/^%PDF-1\.4\n/);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const [, size = '', entries = ''] =
    /^xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] \n)+)trailer\n/.exec(text.slice(start)) ?? [];
  const offsets = entries.match(/.{20}/gs)!.map((entry) => Number(entry.slice(0, 10)));
  expect(offsets).toHaveLength(Number(size));
  return offsets.slice(1).map((offset, index) => {
    const [, number, content = ''] = /^(\d+) 0 obj\n([^]*?)\nendobj\n/.exec(text.slice(offset)) ?? [];
    expect(number).toBe(String(index + 1));
    const [, length, stream = ''] = /<< \/Length (\d+) >>\nstream\n([^]*)\nendstream$/.exec(content) ?? [];
    expect(stream.length).toBe(Number(length ?? 0));
    return content;
  });
}

describe('printing', () => {
  it('answers a PDF with a label for each parcel, the same for the same shipment', async () => {
    const [parcel] = shipmentBody().parcels;
    const { number } = await create({ parcels: [parcel, { ...parcel, rowNumber: 2 }] });
    const answer = await print(`numbers[]=${number}&type=marking`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain(`filename="marking-${number}.pdf"`);
    const pdf = Buffer.from(await answer.arrayBuffer());
    const pages = objectsOf(pdf).filter((object) => object.includes('/Type /Page '));
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain('[0 0 283 283]');
    expect(await bytesOf(print(`numbers[]=${number}&type=marking`))).toEqual(pdf);
  });

  it('answers a page for each shipment in other forms', async () => {
    const [a, b] = [await create(), await create()];
    const numbers = `numbers[]=${a.number}&numbers[1]=${b.number}`;
    const pdf = await bytesOf(print(`${numbers}&type=invoice`));
    expect(objectsOf(pdf).join()).toContain(`(Invoice ${b.number})`);
    expect(objectsOf(pdf).join()).toContain('[0 0 595 842]');
    const small = await bytesOf(print(`${numbers}&type=international&printSizeType=size_100_100`));
    expect(objectsOf(small).join()).toContain('[0 0 283 283]');
  });

  it('writes names so that they cannot break the file', () => {
    const objects = objectsOf(pdfOf([{ size: 'a4', lines: [String.raw`a) Tj (\ `, 'Київ'] }]));
    expect(objects.join()).toContain(String.raw`(a\) Tj \(\\ )`);
    expect(objects.join()).toContain('(????)');
  });

  it('refuses unknown, foreign and deleted numbers by their place', async () => {
    const [own, deleted] = [await create(), await create()];
    await server.send('DELETE', `/shipments/${String(deleted.id)}`, undefined, token);
    const query = `numbers[]=${own.number}&numbers[]=SHPL0000000000&numbers[]=${deleted.number}&type=invoice`;
    const text = 'shipment_not_found';
    expect(await answered(print(query))).toEqual([422, { errors: { 'numbers.1': text, 'numbers.2': text } }]);
    const stranger = await server.token(server.emulator.addApiKey());
    expect((await print(`numbers[]=${own.number}&type=invoice`, stranger)).status).toBe(422);
  });

  it.each([
    ['several labels at once', 'type=marking&numbers[]=X', 'numbers'],
    ['a label on A4', 'type=marking&printSizeType=size_A4', 'printSizeType'],
    ['an unknown form', 'type=label', 'type'],
    ['no form', '', 'type'],
  ])('refuses %s', async (_what, query, field) => {
    const { number } = await create();
    const [status, body] = await answered(print(`numbers[]=${number}&${query}`));
    expect([status, Object.keys((body as { errors: object }).errors)]).toEqual([
      422,
      expect.arrayContaining([field]),
    ]);
  });

  it('needs a token', async () => {
    expect((await print('numbers[]=A&type=marking', 'nonsense')).status).toBe(401);
  });
});

describe('uploading', () => {
  const file = Buffer.from('%PDF-1.4 invoice').toString('base64');

  it('keeps the file with the shipment', async () => {
    const { id, number } = await create();
    expect(
      await answered(upload(id, { file, fileName: 'a.pdf', fileContentType: 'application/pdf' })),
    ).toEqual([201, { success: true }]);
    expect((await upload(id, { file })).status).toBe(201);
    const [status, rows] = await answered(attachments(number));
    expect([status, rows]).toEqual([
      200,
      ['a.pdf', 'invoice'].map((name, index) => ({
        shipmentId: id,
        storageInfo: { id: `${number}-upload-${String(index + 1)}`, name, documentType: 'upload' },
        createdAt: '2026-01-15T12:00:00.000000Z',
      })),
    ]);
    const answer = server.get(`/shipments/${number}/attachments/${number}-upload-1`, token);
    expect((await answer).headers.get('content-type')).toBe('application/pdf');
    expect(String(await bytesOf(answer.then((got) => got.clone())))).toBe('%PDF-1.4 invoice');
  });

  it('takes a form with the same fields', async () => {
    const { id, number } = await create();
    const form = new FormData();
    form.set('file', new Blob([Buffer.from([0, 255, 13, 10])]), 'x.bin');
    const send = () =>
      fetch(`${server.emulator.baseURL}/shipments/uploads/${String(id)}`, {
        method: 'POST',
        headers: { Authorization: token },
        body: form,
      });
    expect((await send()).status).toBe(201);
    form.set('fileName', 'named.bin');
    expect((await send()).status).toBe(201);
    const [, rows] = await answered(attachments(number));
    expect((rows as { storageInfo: { name: string } }[]).map((row) => row.storageInfo.name)).toEqual([
      'x.bin',
      'named.bin',
    ]);
    const bytes = await bytesOf(server.get(`/shipments/${number}/attachments/${number}-upload-1`, token));
    expect([...bytes]).toEqual([0, 255, 13, 10]);

    form.set('file', new Blob([]));
    expect(await answered(send())).toEqual([422, { errors: { file: 'The file is empty.' } }]);
    form.delete('file');
    expect(await answered(send())).toEqual([422, { errors: { file: 'The file field is required.' } }]);
  });

  it('refuses a form that cannot be read, and other types', async () => {
    const { id } = await create();
    const send = (contentType: string) =>
      fetch(`${server.emulator.baseURL}/shipments/uploads/${String(id)}`, {
        method: 'POST',
        headers: { Authorization: token, 'Content-Type': contentType },
        body: 'x',
      });
    expect(await answered(send('multipart/form-data; boundary=b'))).toEqual([
      422,
      { errors: { file: 'The form cannot be read.' } },
    ]);
    expect((await send('application/pdf')).status).toBe(422);
  });

  it.each([
    ['no file', {}],
    ['an empty file', { file: '' }],
    ['a file that is no base64', { file: '%%%%' }],
    ['base64 that was cut', { file: 'YWJ' }],
  ])('refuses %s', async (_what, body) => {
    const { id } = await create();
    const [status, answer] = await answered(upload(id, body));
    expect([status, Object.keys((answer as { errors: object }).errors)]).toEqual([422, ['file']]);
  });

  it('refuses more than 10 MB', async () => {
    const { id } = await create();
    expect((await upload(id, { file: 'A'.repeat(10 * 1024 * 1024) })).status).toBe(413);
  });

  it('needs a shipment of one’s own that is not deleted', async () => {
    const { id } = await create();
    expect(await answered(upload(404_404, { file }))).toEqual([
      404,
      { errors: { errorMessage: 'shipment_not_found' } },
    ]);
    await server.send('DELETE', `/shipments/${String(id)}`, undefined, token);
    expect((await upload(id, { file })).status).toBe(422);
  });
});

describe('attachments', () => {
  it('hold signature and proof of delivery from the day of delivery', async () => {
    const { id, number } = await create();
    expect((await attachments(number)).status).toBe(422);
    server.emulator.setTrackingStatus(number, 7);
    expect((await attachments(number)).status).toBe(422);
    server.emulator.setTrackingStatus(number, 9);
    server.emulator.setTrackingStatus(number, 11);
    const [, rows] = await answered(attachments(number));
    expect(rows).toMatchObject([
      { shipmentId: id, storageInfo: { documentType: 'signature' } },
      { shipmentId: id, storageInfo: { documentType: 'proofOfDelivery' } },
    ]);
    const proof = await bytesOf(
      server.get(`/shipments/${number}/attachments/${number}-proof-of-delivery`, token),
    );
    expect(objectsOf(proof).join()).toContain('Handed to Ion Rusu');
    const signature = await bytesOf(
      server.get(`/shipments/${number}/attachments/${number}-signature`, token),
    );
    expect(signature.subarray(1, 4).toString()).toBe('PNG');
  });

  it('have no shipmentId in Ukraine, where ids are UUIDs', async () => {
    await start({ identifierStyle: 'ukraine' });
    const { number } = await create();
    server.emulator.setTrackingStatus(number, 106);
    const [status, rows] = await answered(attachments(number));
    expect(status).toBe(200);
    expect((rows as object[]).every((row) => !('shipmentId' in row))).toBe(true);
  });

  it('that are foreign or unknown are answered with 422 and a plain error', async () => {
    const { number } = await create();
    server.emulator.setTrackingStatus(number, 9);
    const stranger = await server.token(server.emulator.addApiKey());
    const missing = [422, { error: 'Shipment not found' }];
    expect(await answered(attachments(number, stranger))).toEqual(missing);
    expect(await answered(attachments('SHPL0000000000'))).toEqual(missing);
    const file = `/shipments/${number}/attachments/${number}-signature`;
    expect(await answered(server.get(file, stranger))).toEqual(missing);
    expect(await answered(server.get(`/shipments/${number}/attachments/none`, token))).toEqual([
      422,
      { error: 'File not found' },
    ]);
  });
});
