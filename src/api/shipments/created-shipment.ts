import type { EntityId, Shipment, ShipmentResult } from '../contract/contract.generated.js';

/** What creating a shipment gives. */
export interface CreatedShipment extends ShipmentResult {
  /**
   * True when the answer was lost and the shipment was found by its `clientOrder` instead. It then has what a
   * list row tells with certainty: `id`, `number`, `status`, dates and `parcelsAmount`; `cost`, `services`
   * and `parcels` are missing.
   */
  readonly recovered: boolean;
}

/** The part of a list row that means the same in the answer to creating. */
export function recoveredShipment(row: Shipment): CreatedShipment {
  const { number, status, scheduledDeliveryDate, parcelsAmount, createdAt, updatedAt, deletedAt } = row;
  return {
    id: plainId(row.id),
    number,
    status,
    ...(scheduledDeliveryDate !== undefined && { scheduledDeliveryDate }),
    ...(parcelsAmount !== undefined && { parcelsAmount }),
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    ...(deletedAt !== undefined && { deletedAt }),
    recovered: true,
  };
}

/** Lists give integer ids as text, creating gives integers. */
function plainId(id: EntityId): EntityId {
  return typeof id === 'string' && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : id;
}
