import type { CalculationInput, LightReturnInput } from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import type { Divisions } from '../divisions/divisions.js';
import { refuse, refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { isClosed, STATUS_READY } from './tracking-statuses.js';
import { isGiven, required, shipmentErrors } from './shipment-refusals.js';
import { shipmentResult, shipmentRow } from './shipment-rows.js';
import { currentStatus, type SentShipment, type ShipmentStore } from './shipment-store.js';

/** Waybills, and what is asked about them before they exist. */
export function shipmentHandlers(store: ShipmentStore, divisions: Divisions): Handlers {
  const checked = (body: unknown): SentShipment => {
    refuseFields(shipmentErrors(body as SentShipment, divisions));
    return body as SentShipment;
  };
  return {
    // Not idempotent, as at the real service: the same `clientOrder` twice makes two waybills.
    createShipment: ({ body, account, now }) => shipmentResult(store.create(checked(body), account.id, now)),
    // Deleted waybills stay in the list, with status `Deleted`.
    getShipments: (call) => {
      const rows = store
        .wanted(call)
        .filter(({ input }) => call.query.wants('clientOrder', input.clientOrder));
      const page = call.query.page(rows, 'numbers');
      return { ...page, items: page.items.map(shipmentRow) };
    },
    // Nothing of the old input stays.
    updateShipment: (call) => {
      const shipment = store.presentNamed(call);
      // The sources say "early state" and no more; here it lasts until the first scan.
      if (currentStatus(shipment).code !== STATUS_READY) refuse(422, 'status_not_allowed');
      const [input, updatedAt, replacements] = [checked(call.body), call.now, shipment.replacements + 1];
      return shipmentResult(Object.assign(shipment, { input, updatedAt, replacements }));
    },
    deleteShipment: (call) => {
      store.markDeleted(store.presentNumbered(call), call.now);
      return { deletedAt: apiTime(call.now) };
    },
    createLightReturnShipment: (call) => lightReturn(store, call),
    calculateShipment: ({ body }) => {
      refuseFields(quoteErrors(body as CalculationInput));
    },
  };
}

/** A shipment in the other direction, made of one that was delivered and may come back. */
function lightReturn(store: ShipmentStore, { body, account, now }: Call): object {
  const { number, senderPhone } = body as LightReturnInput;
  const parent = store.present(account.id).find((shipment) => shipment.number === number);
  if (!parent) refuse(404, 'shipment_not_found');
  if (!isClosed(currentStatus(parent).code)) refuse(404, 'status_not_allowed');
  const { sender, recipient, services = [], ...input } = parent.input;
  if (![services].flat().some(({ serviceCode }) => serviceCode === 'AllowedLightReturn')) {
    refuse(403, 'missing_allowed_light_return');
  }
  const from = { ...recipient, phone: senderPhone ?? recipient.phone };
  return shipmentResult(store.create({ ...input, sender: from, recipient: sender }, account.id, now));
}

/** Live use has seen a sender without a place refused; the reference asks for the rest. */
function quoteErrors(input: CalculationInput): Record<string, string> {
  const { payerType, payerContractNumber, sender, invoice } = input;
  const { divisionId, divisionNumber, settlementId, addressParts } = sender;
  const hasPlace =
    [divisionId, divisionNumber, settlementId].some(isGiven) || Object.keys(addressParts ?? {}).length > 0;
  const needsContract = payerType === 'ThirdPerson' && sender.countryCode !== 'UA';
  return required({
    'sender.addressParts': !hasPlace,
    payerContractNumber: needsContract && payerContractNumber === undefined,
    'invoice.cost': invoice?.incoterm === 'DDP' && invoice.cost === undefined,
  });
}
