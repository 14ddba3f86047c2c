import type { ShipmentDeleted } from '../contract/contract.generated.js';
import { hasUnknownOutcome } from '../unknown-outcome.js';

/**
 * What a call that deletes gives when its repeat is told that the waybill was deleted already: what it was to do is done,
 * be it by its own attempt whose answer was lost. When is not said.
 *
 * @throws the error, if it says anything else.
 */
export function deletedByLostAttempt(error: unknown): ShipmentDeleted {
  if (hasUnknownOutcome(error) && 'fields' in error) {
    const texts = Object.values(error.fields).flat();
    if (error.status === 422 && texts.includes('shipment_was_deleted')) return {};
  }
  throw error;
}
