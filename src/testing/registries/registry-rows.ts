import type { Registry } from '../../api/contract/contract.generated.js';
import { apiTime } from '../server/api-time.js';
import type { StoredShipment } from '../shipments/shipment-store.js';
import { shipmentsOf, type StoredRegistry } from './registry-store.js';

/** A registry as a list has it. */
export function registryRow(
  registry: StoredRegistry,
  style: 'europe' | 'ukraine',
  withShipmentsInfo = false,
): Registry {
  const shipments = shipmentsOf(registry);
  return {
    id: registry.id,
    number: registry.number,
    versionTracking: null,
    ...(style === 'europe' && {
      status: 'Open',
      scannedBarcodesAmount: 0,
      forScanBarcodesAmount: shipments.reduce((sum, { input }) => sum + input.parcels.length, 0),
    }),
    createdAt: apiTime(registry.createdAt),
    updatedAt: apiTime(registry.updatedAt),
    deletedAt: null,
    posted: false,
    printed: false,
    description: registry.description,
    ...senderFields(registry.shipments[0]),
    shipments: shipments.map(({ id, number }) => ({ shipmentId: String(id), shipmentNumber: number })),
    ...(withShipmentsInfo && { shipmentsInfo: shipments.map(shipmentInfo) }),
  };
}

/** What creating a registry answers: in Ukraine its time lacks `T` and the zone, as in the published sample. */
export function createdRegistry(registry: StoredRegistry, style: 'europe' | 'ukraine'): Registry {
  const row = registryRow(registry, style);
  if (style === 'europe') return row;
  return { ...row, createdAt: new Date(registry.createdAt).toISOString().slice(0, 19).replace('T', ' ') };
}

function senderFields(shipment: StoredShipment | undefined): Partial<Registry> {
  if (!shipment) return {};
  const { sender } = shipment.input;
  const { city = '', street = '', building = '', postCode = '' } = sender.addressParts ?? {};
  return {
    senderCompanyId: null,
    senderCompanyTin: sender.companyTin ?? '',
    senderPhone: sender.phone,
    senderCountryCode: sender.countryCode,
    senderSettlementId: String(sender.settlementId ?? ''),
    senderSettlementName: city ?? '',
    senderDivisionId: textOrNull(sender.divisionId),
    senderAddress: textOrNull([city, street, building].filter(Boolean).join(', ')),
    senderAddressParts: { city, street, building, postCode },
  };
}

function shipmentInfo({ id, number, input }: StoredShipment) {
  return { shipmentId: String(id), shipmentNumber: number, parcelsAmount: input.parcels.length };
}

function textOrNull(value: number | string | null | undefined): string | null {
  return value === undefined || value === null || value === '' ? null : String(value);
}
