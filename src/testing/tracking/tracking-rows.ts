import { apiTime, UNKNOWN_TIME } from '../server/api-time.js';
import { currentStatus, type StatusEntry, type StoredShipment } from '../shipments/shipment-store.js';
import { describeStatus, isClosed } from './tracking-statuses.js';

/** How tracking is spelled: as in the published sample, or as in the published reference, which differs. */
export type TrackingSpelling = 'sample' | 'reference';

/** One movement, spelled as in the published sample. */
export function trackingEvent(shipment: StoredShipment, entry: StatusEntry) {
  const { label, event } = describeStatus(entry.code);
  return {
    number: shipment.number,
    date: apiTime(entry.at),
    event,
    eventStatus: entry === currentStatus(shipment) ? 'now' : 'passed',
    countryCode: shipment.input.sender.countryCode,
    code: String(entry.code),
    divisionName: null,
    settlementName: null,
    eventName: label,
  };
}

export interface TrackingExtras {
  undeliveryReasons: boolean;
  createdOnTheBasis: boolean;
  /** `external=1`. */
  alternativeNumbers: boolean;
  /** Limits the history to one country. */
  countryCode: string | undefined;
  spelling: TrackingSpelling;
}

/** An item of GET /shipments/tracking. */
export function trackingItem(shipment: StoredShipment, extras: TrackingExtras) {
  const { number, input, createdAt } = shipment;
  const status = currentStatus(shipment);
  const reference = extras.spelling === 'reference';
  const events = shipment.history
    .map((entry) => trackingEvent(shipment, entry))
    .map((event) => (reference ? { ...event, eventStatus: capitalised(event.eventStatus) } : event))
    .filter((event) => extras.countryCode === undefined || event.countryCode === extras.countryCode);
  // The sample's values read as centimetres and kilograms; the reference says millimetres and grams.
  const [lengthUnit, weightUnit] = reference ? [1, 1] : [10, 1000];
  return {
    currentStatus: {
      number,
      createdDate: apiTime(createdAt),
      scheduledDate: UNKNOWN_TIME,
      scheduledDateOriginal: null,
      adjustedDate: null,
      closingDate: isClosed(status.code) ? apiTime(status.at) : null,
      statusCode: reference ? String(status.code) : status.code,
      status: describeStatus(status.code).label,
      statusDate: apiTime(status.at),
      deliveryType: input.deliveryType ?? 'standard',
      deliveryCountry: input.recipient.countryCode,
    },
    detailsTracking: events,
    historyOnlineTracking: events,
    parcels: input.parcels.map((parcel) => ({
      number,
      rowNumber: Number(parcel.rowNumber),
      untied: false,
      cargoCategoryGroup: parcel.cargoCategory,
      parcelDescription: parcel.parcelDescription,
      insuranceCost: Number(parcel.insuranceCost),
      length: Number(parcel.length) / lengthUnit,
      width: Number(parcel.width) / lengthUnit,
      height: Number(parcel.height) / lengthUnit,
      actualWeight: Number(parcel.actualWeight) / weightUnit,
      volumetricWeight: Number(parcel.volumetricWeight ?? 0) / weightUnit,
    })),
    ...(extras.alternativeNumbers && { alternativeNumbers: [], alternativeNumbersGW: [] }),
    ...(extras.undeliveryReasons && { undeliveryReasons: [] }),
    ...(extras.createdOnTheBasis && { createdOnTheBasis: basisRows(shipment, reference) }),
  };
}

function basisRows({ returnedBy }: StoredShipment, reference: boolean) {
  if (!returnedBy) return [];
  const { number, createdAt } = returnedBy;
  const time = apiTime(createdAt);
  return [{ number, type: 'Return', ...(reference ? { createdDate: time } : { createdAt: time }) }];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An item of GET /shipments/tracking/history. */
export function trackingHistoryItem(shipment: StoredShipment, extended: boolean) {
  return {
    id: String(shipment.id),
    number: shipment.number,
    history_tracking: shipment.history.map((entry) => ({
      code: String(entry.code),
      code_name: describeStatus(entry.code).label,
      country_code: shipment.input.sender.countryCode,
      settlement: '',
      date: apiTime(entry.at),
    })),
    ...(extended && { related_numbers: [] }),
  };
}
