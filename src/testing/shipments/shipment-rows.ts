import { apiTime, UNKNOWN_TIME } from '../server/api-time.js';
import { inSnakeCase } from '../server/snake-case.js';
import { describeStatus } from './tracking-statuses.js';
import {
  currentStatus,
  type SentParcel,
  type SentParty,
  type StatusEntry,
  type StoredShipment,
} from './shipment-store.js';

const CURRENCIES: Readonly<Record<string, string>> = {
  UA: 'UAH',
  PL: 'PLN',
  MD: 'MDL',
  RO: 'RON',
  CZ: 'CZK',
};

/** What POST /shipments and PUT /shipments/{id} answer. */
export function shipmentResult(shipment: StoredShipment) {
  const { id, number, input, createdAt, updatedAt } = shipment;
  return {
    id,
    number,
    scheduledDeliveryDate: UNKNOWN_TIME,
    status: documentStatus(shipment),
    cost: deliveryCost(shipment),
    parcelsAmount: input.parcels.length,
    createdAt: apiTime(createdAt),
    updatedAt: apiTime(updatedAt),
    deletedAt: null,
    services: [],
    parcels: input.parcels.map((parcel) => ({
      number: parcelNumber(shipment, parcel),
      rowNumber: Number(parcel.rowNumber),
    })),
  };
}

/** A row of GET /shipments. It mixes camel and snake case because the real one does. */
export function shipmentRow(shipment: StoredShipment) {
  const { id, number, input, createdAt, updatedAt, deletedAt } = shipment;
  const status = currentStatus(shipment);
  const { label } = describeStatus(status.code);
  const sum = (field: 'actualWeight' | 'insuranceCost'): number =>
    input.parcels.reduce((total, parcel) => total + Number(parcel[field]), 0);
  return {
    id: String(id),
    version: shipment.history.length + shipment.replacements,
    number,
    clientOrder: input.clientOrder ?? null,
    dateTime: apiTime(createdAt),
    scheduledDeliveryDate: UNKNOWN_TIME,
    closingDate: null,
    createdAt: apiTime(createdAt),
    updatedAt: apiTime(Math.max(status.at, updatedAt)),
    deletedAt: deletedAt === undefined ? null : apiTime(deletedAt),
    status: documentStatus(shipment),
    paymentStatus: 'NeedPay',
    currencyCode: CURRENCIES[input.sender.countryCode] ?? 'EUR',
    parcelsAmount: input.parcels.length,
    note: input.note ?? '',
    payerType: input.payerType,
    payerContractNumber: input.payerContractNumber ?? null,
    sender: partyRow(input.sender),
    recipient: partyRow(input.recipient),
    parcels: input.parcels.map((parcel) => inSnakeCase(parcelRow(shipment, parcel))),
    services: [],
    onlineTracking: {
      tracking_status_code: status.code,
      tracking_update_date: apiTime(status.at),
      short_description: label,
      long_description: label,
      info: '',
      label,
    },
    tracking: shipment.history.map((entry) => inSnakeCase(trackingEvent(shipment, entry))),
    totalWeight: sum('actualWeight') / 1000,
    totalInsuranceCost: sum('insuranceCost'),
    totalCost: deliveryCost(shipment),
  };
}

export function parcelNumber({ number }: StoredShipment, { rowNumber }: SentParcel): string {
  return Number(rowNumber) === 1 ? number : `${number}-${String(rowNumber)}`;
}

function documentStatus({ input, deletedAt }: StoredShipment): string {
  return deletedAt === undefined ? (input.status ?? 'Draft') : 'Deleted';
}

/** No real tariff: 50 a parcel and 10 a kilogram, so that tests see a number that moves. */
function deliveryCost({ input }: StoredShipment): number {
  return input.parcels.reduce((total, { actualWeight }) => total + 50 + Number(actualWeight) / 100, 0);
}

function partyRow(party: SentParty) {
  const { city = '', street = '', building = '', postCode = '' } = party.addressParts ?? {};
  return {
    companyTin: party.companyTin ?? '',
    companyName: party.companyName ?? null,
    phone: String(party.phone),
    email: party.email ?? '',
    name: party.name,
    countryCode: party.countryCode,
    settlementId: String(party.settlementId ?? ''),
    address: [city, street, building].filter(Boolean).join(', '),
    addressParts: { city, street, building, post_code: postCode },
    divisionId: String(party.divisionId ?? ''),
    archive: false,
  };
}

/** Millimetres and grams; the real service rounds weights down to 10 g. */
export function parcelRow(shipment: StoredShipment, parcel: SentParcel) {
  return {
    number: parcelNumber(shipment, parcel),
    rowNumber: Number(parcel.rowNumber),
    untied: false,
    cargoCategoryGroup: parcel.cargoCategory,
    parcelDescription: parcel.parcelDescription,
    insuranceCost: Number(parcel.insuranceCost),
    length: Number(parcel.length),
    width: Number(parcel.width),
    height: Number(parcel.height),
    actualWeight: Math.floor(Number(parcel.actualWeight) / 10) * 10,
    volumetricWeight: Number(parcel.volumetricWeight ?? 0),
  };
}

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
    eventName: label,
  };
}
