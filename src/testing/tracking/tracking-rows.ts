import { apiTime, UNKNOWN_TIME } from '../server/api-time.js';
import { currentStatus, type StatusEntry, type StoredShipment } from '../shipments/shipment-store.js';
import { describeStatus, isClosed } from './tracking-statuses.js';

/** One movement, spelled as in the published sample (the published schema differs). */
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
}

/** An item of GET /shipments/tracking. */
export function trackingItem(shipment: StoredShipment, extras: TrackingExtras) {
  const { number, input, createdAt } = shipment;
  const status = currentStatus(shipment);
  const events = shipment.history
    .map((entry) => trackingEvent(shipment, entry))
    .filter((event) => extras.countryCode === undefined || event.countryCode === extras.countryCode);
  return {
    currentStatus: {
      number,
      createdDate: apiTime(createdAt),
      scheduledDate: UNKNOWN_TIME,
      scheduledDateOriginal: null,
      adjustedDate: null,
      closingDate: isClosed(status.code) ? apiTime(status.at) : null,
      statusCode: status.code,
      status: describeStatus(status.code).label,
      statusDate: apiTime(status.at),
      deliveryType: input.deliveryType ?? 'standard',
      deliveryCountry: input.recipient.countryCode,
    },
    detailsTracking: events,
    historyOnlineTracking: events,
    // Centimetres and kilograms: that is how the sample's values read.
    parcels: input.parcels.map((parcel) => ({
      number,
      rowNumber: parcel.rowNumber,
      untied: false,
      cargoCategoryGroup: parcel.cargoCategory,
      parcelDescription: parcel.parcelDescription,
      insuranceCost: parcel.insuranceCost,
      length: parcel.length / 10,
      width: parcel.width / 10,
      height: parcel.height / 10,
      actualWeight: parcel.actualWeight / 1000,
      volumetricWeight: (parcel.volumetricWeight ?? 0) / 1000,
    })),
    ...(extras.alternativeNumbers && { alternativeNumbers: [], alternativeNumbersGW: [] }),
    ...(extras.undeliveryReasons && { undeliveryReasons: [] }),
    ...(extras.createdOnTheBasis && { createdOnTheBasis: [] }),
  };
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
