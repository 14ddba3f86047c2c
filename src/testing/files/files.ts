import type { Attachment } from '../../api/contract/contract.generated.js';
import { RawAnswer, type Call, type Handlers } from '../api/call.js';
import { Refusal, refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import type { ShipmentStore, StoredShipment } from '../shipments/shipment-store.js';
import { notDeleted } from '../shipments/shipments.js';
import { FileStore, type StoredFile } from './file-store.js';
import { printedForms, type FormType } from './forms.js';
import { readUpload } from './upload.js';

/** Printed forms, uploads and attachments of waybills. */
export function fileHandlers(shipments: ShipmentStore): Handlers {
  const files = new FileStore();
  return {
    printShipments: (call) => print(shipments, call),
    uploadShipmentFile: async ({ request, params, account, now }) => {
      const shipment = notDeleted(shipments.findById(params['id'] ?? '', account.id));
      files.add(shipment, await readUpload(request), now);
      return { success: true };
    },
    getShipmentAttachments: (call) => {
      const shipment = shipmentOf(shipments, call);
      const rows = files.of(shipment);
      return rows.length === 0 ? notFound('Attachments') : rows.map((row) => rowOf(shipment, row));
    },
    downloadShipmentAttachment: (call) => {
      const rows = files.of(shipmentOf(shipments, call));
      const found = rows.find(({ id }) => id === call.params['fileId']);
      return found ? file(found.bytes, found.name) : notFound('File');
    },
  };
}

function print(store: ShipmentStore, { query, account }: Call): RawAnswer {
  const numbers = query.list('numbers');
  const type = (query.text('type') ?? 'marking') as FormType;
  const printSizeType = query.text('printSizeType');
  const owned = store.ownedBy(account.id).filter(({ deletedAt }) => deletedAt === undefined);
  const found = numbers.map((wanted) => owned.find(({ number }) => number === wanted));
  const missing = [...found.entries()].filter(([, shipment]) => shipment === undefined);
  refuseFields({
    ...(type === 'marking' && numbers.length > 1 && { numbers: 'Only one number for marking.' }),
    ...(type === 'marking' &&
      printSizeType === 'size_A4' && { printSizeType: 'The selected printSizeType is invalid for marking.' }),
    ...Object.fromEntries(missing.map(([row]) => [`numbers.${String(row)}`, 'shipment_not_found'])),
  });
  const size = type === 'marking' || printSizeType === 'size_100_100' ? 'label' : 'a4';
  const form = { type, size, deliveryType: query.text('deliveryType') } as const;
  const shipments = found.filter((shipment) => shipment !== undefined);
  return file(printedForms(shipments, form), `${type}-${numbers[0] ?? ''}.pdf`);
}

/** In the words of the attachment calls: 422 for what is foreign, unknown, or has no files. */
function shipmentOf(store: ShipmentStore, { params, account }: Call): StoredShipment {
  const found = store.ownedBy(account.id).find(({ number }) => number === params['shipmentNumber']);
  return found ?? notFound('Shipment');
}

function notFound(what: string): never {
  throw new Refusal(422, { error: `${what} not found` });
}

function rowOf({ id }: StoredShipment, stored: StoredFile): Attachment {
  return {
    // The contract has an integer, which a shipment of Ukraine does not have.
    ...(typeof id === 'number' && { shipmentId: id }),
    storageInfo: { id: stored.id, name: stored.name, documentType: stored.documentType },
    createdAt: apiTime(stored.createdAt),
  };
}

/** The contract names two types; PDFs are recognised by how they begin. */
function file(bytes: Buffer, name: string): RawAnswer {
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  const ascii = name.replace(/[^ -~]|["\\]/g, '_');
  // RFC 5987 wants a few more characters written as codes than `encodeURIComponent` does.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new RawAnswer({
    status: 200,
    headers: {
      'Content-Type': isPdf ? 'application/pdf' : 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    },
    body: bytes,
  });
}
