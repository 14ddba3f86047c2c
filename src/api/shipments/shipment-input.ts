import type {
  EntityId,
  Shipment,
  ShipmentInput as ContractInput,
  ShipmentRecipient as ContractRecipient,
  ShipmentResult,
  ShipmentSender as ContractSender,
} from '../contract/contract.generated.js';

/** Sending side. Its branch is `divisionId`; the spelling `divisionID` of some references is answered with 422. */
export type ShipmentSender = Omit<ContractSender, 'divisionID'>;

/** Receiving side. Its branch is `divisionId`; the spelling `divisionID` of some references is answered with 422. */
export type ShipmentRecipient = Omit<ContractRecipient, 'divisionID'>;

/** A waybill as it is created and replaced: lengths in millimetres, weights in grams. */
export type ShipmentInput = Omit<ContractInput, 'sender' | 'recipient'> & {
  sender: ShipmentSender;
  recipient: ShipmentRecipient;
};

/** What creating a shipment gives. */
export type CreatedShipment = ShipmentResult & {
  /**
   * True when the answer was lost and the shipment was found by its `clientOrder` instead. It then has what a list row
   * tells with certainty: `id`, `number`, `status`, dates and `parcelsAmount`; `cost`, `services` and `parcels` are missing.
   */
  readonly recovered: boolean;
};

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
