import { isClosed } from '../tracking/tracking-statuses.js';
import type { StoredShipment } from '../shipments/shipment-store.js';
import { deliveryForm } from './forms.js';

/** A file that belongs to a shipment. */
export interface StoredFile {
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

/** What was uploaded, and what delivering made, by shipment. */
export class FileStore {
  readonly #uploads = new WeakMap<StoredShipment, StoredFile[]>();

  add(shipment: StoredShipment, file: Pick<StoredFile, 'name' | 'bytes'>, now: number): void {
    const files = this.#uploads.get(shipment) ?? [];
    const id = `${shipment.number}-upload-${String(files.length + 1)}`;
    this.#uploads.set(shipment, [...files, { ...file, id, documentType: 'upload', createdAt: now }]);
  }

  /** Oldest first. */
  of(shipment: StoredShipment): readonly StoredFile[] {
    return [...(this.#uploads.get(shipment) ?? []), ...proofsOf(shipment)];
  }
}

/** Proof of delivery and signature, from the moment the shipment was handed over. */
function proofsOf(shipment: StoredShipment): StoredFile[] {
  const delivered = shipment.history.find(({ code }) => isClosed(code));
  if (!delivered) return [];
  const { number } = shipment;
  const createdAt = delivered.at;
  return [
    {
      id: `${number}-signature`,
      name: `signature-${number}.png`,
      documentType: 'signature',
      bytes: SIGNATURE,
      createdAt,
    },
    {
      id: `${number}-proof-of-delivery`,
      name: `proof-of-delivery-${number}.pdf`,
      documentType: 'proofOfDelivery',
      bytes: deliveryForm(shipment, createdAt),
      createdAt,
    },
  ];
}
