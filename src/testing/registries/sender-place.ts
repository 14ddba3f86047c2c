import type { StoredShipment } from '../shipments/shipment-store.js';

/** The same text for shipments that one company sends from one place. */
export function senderPlace({ input }: StoredShipment): string {
  const { companyTin, countryCode, divisionId, divisionID, divisionNumber, settlementId, addressParts } =
    input.sender;
  const { city, street, building } = addressParts ?? {};
  const place = [divisionId ?? divisionID, divisionNumber, settlementId, city, street, building];
  return JSON.stringify([companyTin, countryCode, ...place].map((part) => part ?? ''));
}
