import type { Attachment } from '../../api/contract/contract.generated.js';
import { errorMessage, fieldErrors, json, type Answer } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';
import type { ShipmentStore, StoredShipment } from '../shipments/shipment-store.js';
import { FileStore, type StoredFile } from './file-store.js';
import { FORM_TYPES, printedForms, type FormType } from './forms.js';
import { readUpload } from './upload.js';

/** Printed forms, uploads and attachments of waybills. */
export function fileRoutes(shipments: ShipmentStore): Route[] {
  const files = new FileStore();
  return [
    {
      method: 'GET',
      path: '/shipments/print',
      token: 'needed',
      handle: (call) => print(shipments, call),
    },
    {
      method: 'POST',
      path: '/shipments/uploads/{id}',
      token: 'needed',
      // The contract knows JSON only; forms are taken as well.
      handlerChecks: ['Content-Type'],
      handle: (call) => upload(shipments, files, call),
    },
    {
      method: 'GET',
      path: '/shipments/{shipmentNumber}/attachments',
      token: 'needed',
      handle: (call) => list(shipments, files, call),
    },
    {
      method: 'GET',
      path: '/shipments/{shipmentNumber}/attachments/{fileId}',
      token: 'needed',
      handle: (call) => download(shipments, files, call),
    },
  ];
}

function print(store: ShipmentStore, { request, account }: AccountCall): Answer {
  const query = new QueryReader(request.query);
  const numbers = query.list('numbers');
  const type = query.text('type') ?? '';
  const printSizeType = query.text('printSizeType');
  if (numbers.length === 0) query.errors['numbers'] ??= 'The numbers field is required.';
  if (!isFormType(type)) return fieldErrors({ ...query.errors, type: 'The selected type is invalid.' });
  if (type === 'marking' && numbers.length > 1) query.errors['numbers'] = 'Only one number for marking.';
  if (type === 'marking' && printSizeType === 'size_A4') {
    query.errors['printSizeType'] = 'The selected printSizeType is invalid for marking.';
  }
  const owned = store.ownedBy(account.id).filter(({ deletedAt }) => deletedAt === undefined);
  const found = numbers.map((wanted) => owned.find(({ number }) => number === wanted));
  for (const [index, shipment] of found.entries()) {
    if (!shipment) query.errors[`numbers.${String(index)}`] = 'shipment_not_found';
  }
  if (query.failed) return fieldErrors(query.errors);
  const size = type === 'marking' || printSizeType === 'size_100_100' ? 'label' : 'a4';
  const form = { type, size, deliveryType: query.text('deliveryType') } as const;
  const shipments = found.filter((shipment) => shipment !== undefined);
  return file(printedForms(shipments, form), `${type}-${numbers[0] ?? ''}.pdf`);
}

async function upload(
  store: ShipmentStore,
  files: FileStore,
  { request, params, account, now }: AccountCall,
): Promise<Answer> {
  const shipment = store.findById(params['id'] ?? '', account.id);
  if (!shipment) return errorMessage(404, 'shipment_not_found');
  if (shipment.deletedAt !== undefined) return errorMessage(422, 'shipment_was_deleted');
  const uploaded = await readUpload(request);
  if (!('bytes' in uploaded)) return uploaded;
  files.add(shipment, uploaded, now);
  return json({ success: true }, 201);
}

/** In the words of the attachment calls: 422 for what is foreign, unknown, or has no files. */
function list(store: ShipmentStore, files: FileStore, call: AccountCall): Answer {
  const shipment = shipmentOf(store, call);
  if (!shipment) return plainError('Shipment not found');
  const rows = files.of(shipment);
  return rows.length === 0
    ? plainError('Attachments not found')
    : json(rows.map((row) => rowOf(shipment, row)));
}

function download(store: ShipmentStore, files: FileStore, call: AccountCall): Answer {
  const shipment = shipmentOf(store, call);
  if (!shipment) return plainError('Shipment not found');
  const found = files.of(shipment).find(({ id }) => id === call.params['fileId']);
  return found ? file(found.bytes, found.name) : plainError('File not found');
}

function shipmentOf(store: ShipmentStore, { params, account }: AccountCall): StoredShipment | undefined {
  return store.ownedBy(account.id).find(({ number }) => number === params['shipmentNumber']);
}

function rowOf({ id }: StoredShipment, file: StoredFile): Attachment {
  return {
    // The contract has an integer, which a shipment of Ukraine does not have.
    ...(typeof id === 'number' && { shipmentId: id }),
    storageInfo: { id: file.id, name: file.name, documentType: file.documentType },
    createdAt: apiTime(file.createdAt),
  };
}

/** The contract names two types; PDFs are told by how they begin. */
function file(bytes: Buffer, name: string): Answer {
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  return {
    status: 200,
    headers: {
      'Content-Type': isPdf ? 'application/pdf' : 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${extended(name)}`,
    },
    body: bytes,
  };
}

function asciiName(name: string): string {
  return name.replace(/[^ -~]|["\\]/g, '_');
}

/** RFC 5987 wants a few more characters written as codes than `encodeURIComponent` does. */
function extended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function plainError(error: string): Answer {
  return json({ error }, 422);
}

function isFormType(type: string): type is FormType {
  return (FORM_TYPES as readonly string[]).includes(type);
}
