import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TestClock, type NovaPostEmulatorOptions } from 'nestjs-nova-post/testing';
import type { PrintQuery, ShipmentFiles } from '../../src/api/shipments/shipment-files.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';
import { DOCUMENTED_ERRORS } from './documented-errors.js';
import { startFiles, type FilesBench } from './files-bench.js';

let api: FilesBench;
let files: ShipmentFiles;
let number: string;
let clock: TestClock;
/** By then the API's servers know of a token for certain. */
const MINUTE = 60_000;

async function start(emulatorOptions: NovaPostEmulatorOptions = {}): Promise<void> {
  clock = new TestClock();
  api = await startFiles({ clock, ...emulatorOptions }, { clock });
  ({ files } = api);
  ({ number } = await api.create());
  await clock.advance(MINUTE);
}

beforeEach(() => start());

const last = () => api.sent().at(-1)!;
const marking = (): PrintQuery => ({ numbers: [number], type: 'marking' });

describe('print', () => {
  it('resolves with the PDF, its type and its name', async () => {
    const { data, ...file } = await files.print(marking());
    expect(data.subarray(0, 5).toString()).toBe('%PDF-');
    expect(data.subarray(-6).toString()).toBe('%%EOF\n');
    expect(data.toString('latin1')).toContain(`(${number})`);
    expect(file).toEqual({ contentType: 'application/pdf', fileName: `marking-${number}.pdf` });
  });

  it('sends every parameter, lists with brackets, and asks for a PDF', async () => {
    const all = { printSizeType: 'size_100_100', deliveryType: 'Pickup' } as const;
    await files.print({ ...marking(), ...all }, { language: 'uk' });
    expect(last()).toMatchObject({
      line: `GET /shipments/print?numbers[]=${number}&type=marking&printSizeType=size_100_100&deliveryType=Pickup`,
      body: undefined,
      headers: { accept: 'application/pdf', 'accept-encoding': 'identity', 'accept-language': 'uk' },
    });
  });

  it('prints several numbers as customs forms and invoices', async () => {
    const other = await api.create();
    const numbers = [number, other.number];
    const { data } = await files.print({ numbers, type: 'international', printSizeType: 'size_A4' });
    expect(data.toString('latin1')).toContain('/Count 2');
    await files.print({ numbers, type: 'invoice' });
    expect(last().line).toBe(`GET /shipments/print?numbers[]=${numbers.join('&numbers[]=')}&type=invoice`);
  });

  it('works in Ukraine', async () => {
    await start({ identifierStyle: 'ukraine' });
    expect(number).toMatch(/^\d{14}$/);
    expect((await files.print(marking())).fileName).toBe(`marking-${number}.pdf`);
  });

  it.each([
    ['a label of several numbers', { numbers: ['A', 'B'], type: 'marking' }, 'numbers'],
    ['a label on A4', { numbers: ['A'], type: 'marking', printSizeType: 'size_A4' }, 'printSizeType'],
    ['no numbers', { numbers: [], type: 'invoice' }, 'numbers'],
    ['a bare number', { numbers: 'A', type: 'invoice' }, 'numbers'],
  ])('does not send %s', async (_what, query, field) => {
    for (const call of [files.print(query as never), files.printStream(query as never)]) {
      expect(await rejection(call)).toMatchObject({
        name: 'NovaPostValidationError',
        code: 'NOVA_POST_INPUT',
        fields: { [field]: [expect.any(String)] },
      });
    }
    expect(api.lines()).toEqual([]);
  });

  it('rejects with the field of an unknown number, asked for in memory or as a stream', async () => {
    const query: PrintQuery = { numbers: [number, 'SHPL0000000000'], type: 'invoice' };
    for (const call of [files.print(query), files.printStream(query)]) {
      expect(await rejection(call)).toMatchObject({
        name: 'NovaPostValidationError',
        fields: { 'numbers.1': ['shipment_not_found'] },
        response: { data: { errors: { 'numbers.1': 'shipment_not_found' } } },
      });
    }
  });

  it('goes out again with a new token when the API has rejected the old one', async () => {
    await files.print(marking());
    api.emulator.revokeAllTokens();
    expect((await files.print(marking())).data.length).toBeGreaterThan(0);
    await clock.advance(MINUTE);
    api.emulator.revokeAllTokens();
    const { stream } = await files.printStream(marking());
    expect((await buffer(stream)).length).toBeGreaterThan(0);
    expect(api.emulator.tokenRequests).toHaveLength(3);
  });

  it('as a stream holds the same bytes', async () => {
    const { data, ...file } = await files.print(marking());
    const { stream, ...described } = await files.printStream(marking());
    expect(await buffer(stream)).toEqual(data);
    expect(described).toEqual({ ...file, contentLength: data.length });
  });

  it('does not take misspelt fields', () => {
    // Never called: the compiler is the test.
    const misspelt = async () => {
      // @ts-expect-error -- numbers
      await files.print({ number: ['A'], type: 'marking' });
      // @ts-expect-error -- no such type
      await files.print({ numbers: ['A'], type: 'label' });
      // @ts-expect-error -- printSizeType
      await files.print({ numbers: ['A'], type: 'marking', printSize: 'size_A4' });
      // @ts-expect-error -- fileName
      await files.upload(1, Buffer.from('x'), { filename: 'a.pdf' });
      // @ts-expect-error -- storageInfo
      return (await files.attachments('A'))[0]?.storage;
    };
    expect(misspelt).toBeInstanceOf(Function);
  });
});

describe('attachments', () => {
  it('lists what was uploaded and what delivering made', async () => {
    const { id, number: own } = await api.create();
    await files.upload(id, Buffer.from('%PDF-1.4 invoice'), { fileName: 'рахунок.pdf' });
    api.emulator.setTrackingStatus(own, 9);
    const rows = await files.attachments(own);
    expect(rows.map(({ storageInfo }) => [storageInfo.name, storageInfo.documentType])).toEqual([
      ['рахунок.pdf', 'upload'],
      [`signature-${own}.png`, 'signature'],
      [`proof-of-delivery-${own}.pdf`, 'proofOfDelivery'],
    ]);
    expect(rows[0]?.shipmentId).toBe(id);
    expect(last().line).toBe(`GET /shipments/${own}/attachments`);
  });

  it('are downloaded byte by byte, in memory and as a stream', async () => {
    const { id, number: own } = await api.create();
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await files.upload(id, bytes, { fileName: 'скан №1.bin' });
    const fileId = (await files.attachments(own))[0]!.storageInfo.id;

    expect(await files.downloadAttachment(own, fileId)).toEqual({
      data: bytes,
      contentType: 'application/octet-stream',
      fileName: 'скан №1.bin',
    });
    expect(last().line).toBe(`GET /shipments/${own}/attachments/${fileId}`);
    const { stream, ...file } = await files.downloadAttachmentStream(own, fileId);
    expect(await buffer(stream)).toEqual(bytes);
    expect(file).toEqual({
      contentType: 'application/octet-stream',
      fileName: 'скан №1.bin',
      contentLength: 256,
    });
  });

  it('of a foreign, an unknown or an empty shipment are refused with 422 and a plain error', async () => {
    const calls = (shipment: string) => [
      files.attachments(shipment),
      files.downloadAttachment(shipment, 'f'),
      files.downloadAttachmentStream(shipment, 'f'),
    ];
    for (const shipment of ['SHPL0000000000', number]) {
      for (const call of calls(shipment)) {
        const error = await rejection(call);
        expect(error).toMatchObject({
          name: 'NovaPostValidationError',
          status: 422,
          fields: { '': [expect.stringContaining('not found')] },
        });
        expect(error.message).toContain('not found');
      }
    }
  });

  it('have their ids encoded in the path, and none that would name something else', async () => {
    await rejection(files.downloadAttachment('a b', 'print?x'));
    expect(last().line).toBe('GET /shipments/a%20b/attachments/print%3Fx');
    for (const name of ['', '..', '.', '../print', 'a\\b', 'a\nb', '\uD800']) {
      expect(await rejection(files.attachments(name))).toMatchObject({
        code: 'NOVA_POST_INPUT',
        fields: { shipmentNumber: [expect.any(String)] },
      });
    }
  });
});

describe('Each call', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['print', () => files.print(marking())],
    ['printStream', () => files.printStream(marking())],
    ['attachments', () => files.attachments(number)],
    ['downloadAttachment', () => files.downloadAttachment(number, 'f')],
    ['downloadAttachmentStream', () => files.downloadAttachmentStream(number, 'f')],
    ['upload', () => files.upload(1, Buffer.from('x'))],
    ['upload of a form', () => files.upload(1, Buffer.from('x'), { format: 'multipart' })],
  ])('%s rejects with what the API says', async (_name, call) => {
    for (const [status, name] of DOCUMENTED_ERRORS) {
      const body = { errors: { 'numbers.0': 'refused here', errorMessage: 'refused' } };
      const fault = api.emulator.misbehave({ on: 'api', then: { status, body } });
      const failed = rejection(call());
      const state = { ended: false };
      void failed.then(() => (state.ended = true));
      // The upload is sent again with a token that is so new that it waits for it to be known everywhere.
      await until(() => state.ended || clock.msToNextTimer <= 1_000);
      if (!state.ended) await clock.advance(1_000);
      expect(await failed).toMatchObject({
        name,
        status,
        fields: { 'numbers.0': ['refused here'], '': ['refused'] },
      });
      fault.remove();
    }
  });

  it.each<[string, (options: { timeoutMs: number }) => Promise<unknown>]>([
    ['print', (options) => files.print(marking(), options)],
    ['downloadAttachment', (options) => files.downloadAttachment(number, 'f', options)],
    ['upload', (options) => files.upload(1, Buffer.from('x'), options)],
  ])('%s ends with its time limit', async (_name, call) => {
    api.emulator.misbehave({ on: 'api', then: { hang: true } });
    const failed = rejection(call({ timeoutMs: 50 }));
    await api.emulator.waitForRequests(2, 'api');
    await clock.advance(50);
    expect(await failed).toMatchObject({
      name: 'NovaPostNetworkError',
      code: 'ECONNABORTED',
    });
  });
});
