import { apiTime } from '../server/api-time.js';
import { parcelNumber } from '../shipments/shipment-rows.js';
import type { SentParty, StoredShipment } from '../shipments/shipment-store.js';
import { pdfOf, type PdfPage } from './pdf.js';

/** The forms that can be printed. */
export type FormType = 'marking' | 'international' | 'invoice';

/** A label for each parcel, or a page for each shipment. */
export function printedForms(
  shipments: readonly StoredShipment[],
  type: FormType,
  size: PdfPage['size'],
): Buffer {
  const linesOf = (shipment: StoredShipment): string[][] =>
    type === 'marking'
      ? labels(shipment)
      : [sheet(shipment, type === 'invoice' ? 'Invoice' : 'Customs form')];
  return pdfOf(shipments.flatMap(linesOf).map((lines) => ({ size, lines })));
}

export function deliveryForm({ number, input }: StoredShipment, deliveredAt: number): Buffer {
  const lines = ['Proof of delivery', number, `Handed to ${input.recipient.name}`, apiTime(deliveredAt)];
  return pdfOf([{ size: 'a4', lines }]);
}

function labels(shipment: StoredShipment): string[][] {
  const { parcels } = shipment.input;
  return parcels.map((parcel, index) => [
    parcelNumber(shipment, parcel),
    `Parcel ${String(index + 1)} of ${String(parcels.length)}, ${String(parcel.actualWeight)} g`,
    ...parties(shipment),
  ]);
}

function sheet(shipment: StoredShipment, title: string): string[] {
  const contents = shipment.input.parcels.map(
    ({ parcelDescription, insuranceCost }) => `${parcelDescription}: ${String(insuranceCost)}`,
  );
  return [`${title} ${shipment.number}`, ...parties(shipment), ...contents];
}

function parties({ input: { sender, recipient } }: StoredShipment): string[] {
  const line = ({ name, countryCode }: SentParty): string => `${name}, ${countryCode}`;
  return [`From ${line(sender)}`, `To ${line(recipient)}`];
}
