import type { CalculationInput } from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import type { Divisions } from '../divisions/divisions.js';
import { refuse, refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { STATUS_READY } from '../tracking/tracking-statuses.js';
import { lightReturn } from './light-return.js';
import type { SentShipment } from './sent-shipment.js';
import { isGiven, shipmentErrors } from './shipment-refusals.js';
import { shipmentResult, shipmentRow } from './shipment-rows.js';
import { currentStatus, type ShipmentStore, type StoredShipment } from './shipment-store.js';

/** Waybills, and what is asked about them before they exist. */
export function shipmentHandlers(store: ShipmentStore, divisions: Divisions): Handlers {
  const checked = (body: unknown): SentShipment => {
    refuseFields(shipmentErrors(body as SentShipment, divisions));
    return body as SentShipment;
  };
  return {
    // Not idempotent, as at the real service: the same `clientOrder` twice makes two waybills.
    createShipment: ({ body, account, now }) => shipmentResult(store.create(checked(body), account.id, now)),
    getShipments: (call) => list(store, call),
    updateShipment: ({ body, params, account, now }) => {
      const shipment = notDeleted(store.findById(params['id'] ?? '', account.id));
      // The sources say "early state" and no more; here it lasts until the first scan.
      if (currentStatus(shipment).code !== STATUS_READY) refuse(422, 'status_not_allowed');
      store.replace(shipment, checked(body), now);
      return shipmentResult(shipment);
    },
    deleteShipment: ({ params, account, now }) => {
      store.delete(notDeleted(store.findForPath(params['id'] ?? '', account.id)), now);
      return { deletedAt: apiTime(now) };
    },
    createLightReturnShipment: (call) => lightReturn(store, divisions, call),
    calculateShipment: ({ body }) => {
      refuseFields(quoteErrors(body as CalculationInput));
    },
  };
}

/** The shipment that was looked for, if it is there and was not deleted. */
export function notDeleted(shipment: StoredShipment | undefined): StoredShipment {
  if (!shipment) refuse(404, 'shipment_not_found');
  return shipment.deletedAt === undefined ? shipment : refuse(422, 'shipment_was_deleted');
}

/** Deleted waybills stay in the list, with status `Deleted`. */
function list(store: ShipmentStore, { query, account }: Call) {
  const numbers = query.list('numbers');
  const ids = query.list('ids');
  const clientOrder = query.text('clientOrder');
  const rows = store
    .ownedBy(account.id)
    .filter(
      ({ number, id, input }) =>
        (numbers.length === 0 || numbers.includes(number)) &&
        (ids.length === 0 || ids.includes(String(id))) &&
        (clientOrder === undefined || input.clientOrder === clientOrder),
    );
  const page = query.page(rows, 'numbers');
  return { ...page, items: page.items.map(shipmentRow) };
}

/** Live use has seen a sender without a place refused; the reference asks for the rest. */
function quoteErrors({
  payerType,
  payerContractNumber,
  sender,
  invoice,
}: CalculationInput): Record<string, string> {
  const { divisionId, divisionNumber, settlementId, addressParts } = sender;
  const hasPlace =
    [divisionId, divisionNumber, settlementId].some(isGiven) || Object.keys(addressParts ?? {}).length > 0;
  const needsContract = payerType === 'ThirdPerson' && sender.countryCode !== 'UA';
  const needed = {
    'sender.addressParts': !hasPlace,
    payerContractNumber: needsContract && payerContractNumber === undefined,
    'invoice.cost': invoice?.incoterm === 'DDP' && invoice.cost === undefined,
  };
  const missing = Object.entries(needed).filter(([, isMissing]) => isMissing);
  return Object.fromEntries(missing.map(([field]) => [field, `The ${field} field is required.`]));
}
