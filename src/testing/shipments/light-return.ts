import type { LightReturnInput } from '../../api/contract/contract.generated.js';
import type { Call } from '../api/call.js';
import type { Divisions } from '../divisions/divisions.js';
import { refuse } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { isClosed } from '../tracking/tracking-statuses.js';
import type { SentShipment } from './sent-shipment.js';
import { shipmentResult } from './shipment-rows.js';
import { currentStatus, type ShipmentStore } from './shipment-store.js';

/** The service that lets a shipment come back. */
const SERVICE = 'AllowedLightReturn';

/** A shipment in the other direction, made of one that was delivered, once. */
export function lightReturn(store: ShipmentStore, divisions: Divisions, { body, account, now }: Call) {
  const input = body as LightReturnInput;
  const parent = store.ownedBy(account.id).find(({ number }) => number === input.number);
  if (!parent || parent.deletedAt !== undefined) refuse(404, 'shipment_not_found');
  if (!isClosed(currentStatus(parent).code) || parent.returnedBy) refuse(404, 'status_not_allowed');
  if (!allowsReturn(parent.input)) refuse(403, 'missing_allowed_light_return');
  const { sender, recipient, parcels, payerType } = parent.input;
  const { divisionId, addressParts, senderPhone } = input;
  if (divisionId !== undefined) {
    const division = divisions.find(divisionId);
    if (division?.place.countryCode !== recipient.countryCode)
      refuse(422, 'division_country_mismatch_with_route');
    if (division.category === 'Postomat') refuse(422, 'division_is_postomat');
  }
  const from = {
    ...recipient,
    phone: senderPhone ?? recipient.phone,
    ...(divisionId !== undefined && { divisionId }),
    ...(addressParts && { addressParts: { ...recipient.addressParts, ...addressParts } }),
  };
  const made = store.create(
    { status: 'ReadyToShip', payerType, sender: from, recipient: sender, parcels },
    account.id,
    now,
  );
  parent.returnedBy = made;
  const { id, number, status, parcelsAmount } = shipmentResult(made);
  const at = { dateTime: apiTime(now), createdAt: apiTime(now), updatedAt: apiTime(now), deletedAt: null };
  return {
    id,
    number,
    status,
    sender: { ...from },
    recipient: { ...sender },
    payerType,
    parcelsAmount,
    ...at,
  };
}

function allowsReturn({ services }: SentShipment): boolean {
  return [services ?? []].flat().some((row) => {
    const { serviceCode, serviceName } = row as { serviceCode?: string; serviceName?: string };
    return serviceCode === SERVICE || serviceName === SERVICE;
  });
}
