import type { Attachment, UploadInput } from '../../api/contract/contract.generated.js';
import { RawAnswer, type Call, type Handlers } from '../api/call.js';
import { Refusal, refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import type { RecordedRequest } from '../server/recorded-request.js';
import type { ShipmentStore, StoredShipment } from '../shipments/shipment-store.js';
import { isClosed } from '../shipments/tracking-statuses.js';
import { deliveryForm, printedForms, type FormType } from './forms.js';

/** A file that belongs to a shipment. */
interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** `signature` and `proofOfDelivery` are the published ones. */
  readonly documentType: string;
  readonly bytes: Buffer;
  /** Server milliseconds. */
  readonly createdAt: number;
}

/** One dark pixel: signatures are PNGs in the published samples. */
const SIGNATURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
);

/** Printed forms, uploads and attachments of waybills. */
export function fileHandlers(shipments: ShipmentStore): Handlers {
  const uploads = new WeakMap<StoredShipment, readonly StoredFile[]>();
  const uploadsOf = (shipment: StoredShipment): readonly StoredFile[] => uploads.get(shipment) ?? [];
  // In the words of the attachment calls: 422 for what is foreign, unknown, or has no files.
  const attached = ({
    params,
    account,
  }: Call): { shipment: StoredShipment; files: readonly StoredFile[] } => {
    const own = shipments.ownedBy(account.id);
    const shipment = own.find(({ number }) => number === params['shipmentNumber']) ?? notFound('Shipment');
    return { shipment, files: [...uploadsOf(shipment), ...proofsOf(shipment)] };
  };
  return {
    printShipments: (call) => print(shipments, call),
    uploadShipmentFile: async (call) => {
      const shipment = shipments.presentNamed(call);
      const before = uploadsOf(shipment);
      const id = `${shipment.number}-upload-${String(before.length + 1)}`;
      const file = await readUpload(call.request);
      uploads.set(shipment, [...before, { ...file, id, documentType: 'upload', createdAt: call.now }]);
      return { success: true };
    },
    getShipmentAttachments: (call) => {
      const { shipment, files } = attached(call);
      return files.length === 0 ? notFound('Attachments') : files.map((one) => rowOf(shipment, one));
    },
    downloadShipmentAttachment: (call) => {
      const found = attached(call).files.find(({ id }) => id === call.params['fileId']) ?? notFound('File');
      return fileAnswer(found.bytes, found.name);
    },
  };
}

function print(store: ShipmentStore, { query, account }: Call): RawAnswer {
  const numbers = query.list('numbers');
  const type = (query.text('type') ?? 'marking') as FormType;
  const printSizeType = query.text('printSizeType');
  const present = store.present(account.id);
  const found = numbers.map((wanted) => present.find(({ number }) => number === wanted));
  const missing = [...found.keys()].filter((row) => found[row] === undefined);
  refuseFields({
    ...(type === 'marking' && numbers.length > 1 && { numbers: 'Only one number for marking.' }),
    ...(type === 'marking' &&
      printSizeType === 'size_A4' && { printSizeType: 'The selected printSizeType is invalid for marking.' }),
    ...Object.fromEntries(missing.map((row) => [`numbers.${String(row)}`, 'shipment_not_found'])),
  });
  const size = type === 'marking' || printSizeType === 'size_100_100' ? 'label' : 'a4';
  const shipments = found.filter((shipment) => shipment !== undefined);
  return fileAnswer(printedForms(shipments, type, size), `${type}-${numbers[0] ?? ''}.pdf`);
}

/** Signature and proof of delivery, from the moment the shipment was handed over. */
function proofsOf(shipment: StoredShipment): StoredFile[] {
  const createdAt = shipment.history.find(({ code }) => isClosed(code))?.at;
  if (createdAt === undefined) return [];
  const { number } = shipment;
  const proof = (kind: string, extension: string, documentType: string, bytes: Buffer): StoredFile => ({
    ...{ id: `${number}-${kind}`, name: `${kind}-${number}.${extension}` },
    ...{ documentType, bytes, createdAt },
  });
  return [
    proof('signature', 'png', 'signature', SIGNATURE),
    proof('proof-of-delivery', 'pdf', 'proofOfDelivery', deliveryForm(shipment, createdAt)),
  ];
}

/** The documented JSON, or a form with its fields, which is not documented but what many servers take. */
async function readUpload({
  headers,
  body,
  rawBody,
}: RecordedRequest): Promise<Pick<StoredFile, 'name' | 'bytes'>> {
  const contentType = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    const { file, fileName } = body as UploadInput;
    return uploaded(Buffer.from(file, 'base64'), fileName);
  }
  const form = await new Response(rawBody, { headers: { 'Content-Type': contentType } })
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- for its use of memory, which 10 MB do not matter to
    .formData()
    .catch(() => refuseFile('The form cannot be read.'));
  const file = form.get('file');
  if (!(file instanceof Blob)) return refuseFile('The file field is required.');
  return uploaded(Buffer.from(await file.arrayBuffer()), form.get('fileName') ?? file.name);
}

/** The API calls a file that came without a name `invoice`. */
function uploaded(bytes: Buffer, name: unknown): Pick<StoredFile, 'name' | 'bytes'> {
  if (bytes.length === 0) refuseFile('The file is empty.');
  return { name: typeof name === 'string' && name !== '' ? name : 'invoice', bytes };
}

function refuseFile(message: string): never {
  throw new Refusal(422, { errors: { file: message } });
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
function fileAnswer(body: Buffer, name: string): RawAnswer {
  const isPdf = body.subarray(0, 5).toString('latin1') === '%PDF-';
  const ascii = name.replace(/[^ -~]|["\\]/g, '_');
  // RFC 5987 wants a few more characters written as codes than `encodeURIComponent` does.
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  const headers = {
    'Content-Type': isPdf ? 'application/pdf' : 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
  };
  return new RawAnswer({ status: 200, headers, body });
}
