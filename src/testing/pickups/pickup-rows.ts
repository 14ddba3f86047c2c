import type { Pickup, PickupShipment } from '../../api/contract/contract.generated.js';
import { apiTime } from '../server/api-time.js';
import { currencyOf } from '../shipments/shipment-rows.js';
import { shipmentsOf, statusOf, type StoredPickup, type StoredPickupShipment } from './pickup-store.js';

/** A pickup as every call answers it. */
export function pickupRow(pickup: StoredPickup): Pickup {
  const { id, number, lockVersion, fields, statuses } = pickup;
  const { services, phone, fullName, countryCode = 'PL', addressParts } = fields;
  const { city = '', street = '', building = '' } = addressParts ?? {};
  return {
    id,
    number,
    versionTracking: null,
    status: statusOf(pickup),
    statusDateTime: apiTime((statuses.at(-1) ?? statuses[0]).at),
    lastUpdatedAt: apiTime(pickup.updatedAt),
    source: 'clientapi',
    executor: null,
    companyTin: fields.companyTin ?? null,
    companyName: fields.companyName ?? null,
    ...(fullName !== undefined && { fullName }),
    ...(phone !== undefined && { phone }),
    email: fields.email ?? null,
    countryCode,
    externalId: null,
    deliveryPartner: null,
    lockVersion,
    divisionId: null,
    settlementId: null,
    settlementName: city,
    address: { string: [city, street, building].filter(Boolean).join(', '), latitude: null, longitude: null },
    addressParts: addressParts ?? null,
    pickedTimeFrom: fields.pickedTimeFrom ?? null,
    pickedTimeTo: fields.pickedTimeTo ?? null,
    note: fields.note ?? null,
    currencyCode: currencyOf(countryCode),
    shipments: shipmentsOf(pickup).map((entry) => pickupShipmentRow(pickup, entry)),
    services: services ?? [],
    statuses: statuses.map((entry) => ({
      id: entry.id,
      pickupId: id,
      status: entry.status,
      dateTime: apiTime(entry.at),
      note: entry.note,
      createdAt: apiTime(entry.at),
      updatedAt: apiTime(entry.at),
      deletedAt: null,
    })),
    createdAt: apiTime(pickup.createdAt),
    updatedAt: apiTime(pickup.updatedAt),
    deletedAt: null,
  };
}

export function pickupShipmentRow(
  pickup: StoredPickup,
  { id, shipment, addedAt }: StoredPickupShipment,
): PickupShipment {
  return {
    id,
    pickupId: pickup.id,
    shipmentId: Number(shipment.id),
    status: 'Added',
    note: null,
    deliveryPartners: [],
    createdAt: apiTime(addedAt),
    updatedAt: apiTime(addedAt),
    deletedAt: null,
  };
}
