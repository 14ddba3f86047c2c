import { apiTime, UNKNOWN_TIME } from '../server/api-time.js';
import { parcelRow, trackingEvent } from '../shipments/shipment-rows.js';
import { currentStatus, type StoredShipment } from '../shipments/shipment-store.js';
import { describeStatus, isClosed } from '../shipments/tracking-statuses.js';

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
    parcels: input.parcels.map((parcel) => {
      const { length, width, height, actualWeight, volumetricWeight, ...row } = parcelRow(shipment, parcel);
      const centimetres = { length: length / 10, width: width / 10, height: height / 10 };
      const kilograms = { actualWeight: actualWeight / 1000, volumetricWeight: volumetricWeight / 1000 };
      return { ...row, ...centimetres, ...kilograms };
    }),
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
