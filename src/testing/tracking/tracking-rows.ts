import { apiTime, UNKNOWN_TIME } from '../server/api-time.js';
import { currentStatus, type StatusEntry, type StoredShipment } from '../shipments/shipment-store.js';
import { describeStatus, isClosed } from './tracking-statuses.js';

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

/** An item of GET /shipments/tracking: the values of the published sample read as centimetres and kilograms. */
export function trackingItem(shipment: StoredShipment, countryCode: string | undefined) {
  const { number, input, createdAt, history } = shipment;
  const { code, at } = currentStatus(shipment);
  const events = history
    .map((entry) => trackingEvent(shipment, entry))
    .filter((event) => countryCode === undefined || event.countryCode === countryCode);
  return {
    currentStatus: {
      number,
      createdDate: apiTime(createdAt),
      scheduledDate: UNKNOWN_TIME,
      scheduledDateOriginal: null,
      adjustedDate: null,
      closingDate: isClosed(code) ? apiTime(at) : null,
      statusCode: code,
      status: describeStatus(code).label,
      statusDate: apiTime(at),
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
      length: Number(parcel.length) / 10,
      width: Number(parcel.width) / 10,
      height: Number(parcel.height) / 10,
      actualWeight: Number(parcel.actualWeight) / 1000,
      volumetricWeight: Number(parcel.volumetricWeight ?? 0) / 1000,
    })),
  };
}

/** An item of GET /shipments/tracking/history. */
export function trackingHistoryItem(shipment: StoredShipment) {
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
  };
}
