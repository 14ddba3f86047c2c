import { apiTime } from '../server/api-time.js';
import type { SentParty } from '../shipments/sent-shipment.js';
import { parcelNumber } from '../shipments/shipment-rows.js';
import type { StoredShipment } from '../shipments/shipment-store.js';
import { pdfOf, type PdfPage } from './pdf.js';

/** The forms that can be printed. */
export type FormType = 'marking' | 'international' | 'invoice';

export interface PrintRequest {
  readonly type: FormType;
  readonly size: PdfPage['size'];
  /** First or last mile. */
  readonly deliveryType: string | undefined;
}

/** A label for each parcel, or a page for each shipment. */
export function printedForms(shipments: readonly StoredShipment[], request: PrintRequest): Buffer {
  return pdfOf(
    shipments.flatMap((shipment) =>
      request.type === 'marking' ? labels(shipment, request) : [sheet(shipment, request)],
    ),
  );
}

export function deliveryForm({ number, input }: StoredShipment, deliveredAt: number): Buffer {
  const lines = ['Proof of delivery', number, `Handed to ${input.recipient.name}`, apiTime(deliveredAt)];
  return pdfOf([{ size: 'a4', lines }]);
}

function labels(shipment: StoredShipment, { size, deliveryType }: PrintRequest): PdfPage[] {
  const { input } = shipment;
  return input.parcels.map((parcel, index) => ({
    size,
    lines: [
      parcelNumber(shipment, parcel),
      `Parcel ${String(index + 1)} of ${String(input.parcels.length)}, ${String(parcel.actualWeight)} g`,
      ...parties(shipment),
      ...(deliveryType === undefined ? [] : [deliveryType]),
    ],
  }));
}

function sheet(shipment: StoredShipment, { type, size }: PrintRequest): PdfPage {
  const contents = shipment.input.parcels.map(
    ({ parcelDescription, insuranceCost }) => `${parcelDescription}: ${String(insuranceCost)}`,
  );
  const title = type === 'invoice' ? 'Invoice' : 'Customs form';
  return { size, lines: [`${title} ${shipment.number}`, ...parties(shipment), ...contents] };
}

function parties({ input: { sender, recipient } }: StoredShipment): string[] {
  const line = ({ name, countryCode }: SentParty): string => `${name}, ${countryCode}`;
  return [`From ${line(sender)}`, `To ${line(recipient)}`];
}
