import type { LightReturnInput, LightReturnResult } from '../../api/contract/contract.generated.js';
import { divisionRows, type DivisionRow } from '../divisions/division-rows.js';
import { errorMessage, json, type Answer } from '../server/answer.js';
import { apiTime, DAY_MS, UNKNOWN_TIME } from '../server/api-time.js';
import type { AccountCall } from '../server/route.js';
import { isClosed } from '../tracking/tracking-statuses.js';
import type { ParcelInput, PartyInput, ShipmentInput } from './shipment-input.js';
import { currencyOf, shipmentResult } from './shipment-rows.js';
import { currentStatus, type ShipmentStore, type StoredShipment } from './shipment-store.js';

/** The service that lets a shipment come back. */
const SERVICE = 'AllowedLightReturn';
/** How many days a recipient may take is a matter of contract; one more is always given. */
const RETURN_DAYS = 14;

/** `POST /shipments/light-return`. */
export function lightReturn(store: ShipmentStore, divisions: number): (call: AccountCall) => Answer {
  let rows: DivisionRow[] | undefined;
  return ({ request, account, now }) => {
    const input = request.body as LightReturnInput;
    const parent = store.ownedBy(account.id).find(({ number }) => number === input.number);
    if (!parent || parent.deletedAt !== undefined) return errorMessage(404, 'shipment_not_found');
    const refused = refusalBy(parent, now);
    if (refused) return refused;
    const from = startOf(input, parent, (rows ??= divisionRows(divisions)));
    if (typeof from === 'string') return errorMessage(422, from);
    const made = store.create(returnInput(input, parent, from), account.id, now);
    parent.returnedBy = made;
    return json(returnResult(made));
  };
}

/** Delivered, allowed, in time, and for the first time. */
function refusalBy(parent: StoredShipment, now: number): Answer | undefined {
  const { code, at } = currentStatus(parent);
  if (!isClosed(code) || parent.returnedBy) return errorMessage(404, 'status_not_allowed');
  const inTime = now <= at + (RETURN_DAYS + 1) * DAY_MS;
  return inTime && allowsReturn(parent.input) ? undefined : errorMessage(403, 'missing_allowed_light_return');
}

function allowsReturn({ services }: ShipmentInput): boolean {
  const rows: unknown[] = [services ?? []].flat();
  return rows.some((row) => {
    const { serviceCode, serviceName } = row as { serviceCode?: string; serviceName?: string };
    return serviceCode === SERVICE || serviceName === SERVICE;
  });
}

/** Where the return begins, in the recipient's country, or the key of the refusal. */
function startOf(
  { divisionId, addressParts }: LightReturnInput,
  { input: { recipient } }: StoredShipment,
  rows: readonly DivisionRow[],
): Pick<PartyInput, 'divisionId' | 'addressParts'> | string {
  const branch = (id: number | string | null | undefined) =>
    rows.find((row) => String(row.id) === String(id));
  if (divisionId !== undefined) {
    const division = branch(divisionId);
    if (division?.place.countryCode !== recipient.countryCode) return 'division_country_mismatch_with_route';
    return division.category === 'Postomat' ? 'division_is_postomat' : { divisionId: division.id };
  }
  const received = branch(recipient.divisionId);
  if (received?.category === 'Postomat') {
    const nearest = rows.find(({ place, category }) => place === received.place && category === 'PostBranch');
    return nearest ? { divisionId: nearest.id } : 'no_branch_available_in_city';
  }
  if (received) return { divisionId: received.id };
  const address = { ...recipient.addressParts, ...addressParts };
  return address.street === undefined ? 'no_valid_recipient_address' : { addressParts: address };
}

function returnInput(
  { senderPhone, parcels }: LightReturnInput,
  { input }: StoredShipment,
  from: Pick<PartyInput, 'divisionId' | 'addressParts'>,
): ShipmentInput {
  const { phone, name, countryCode } = input.recipient;
  return {
    status: 'ReadyToShip',
    payerType: input.payerType,
    payerContractNumber: input.payerContractNumber ?? null,
    sender: { phone: senderPhone ?? phone, name, countryCode, ...from },
    recipient: input.sender,
    parcels: (parcels as ParcelInput[] | undefined) ?? input.parcels,
  };
}

function returnResult(made: StoredShipment): LightReturnResult {
  const { input, createdAt } = made;
  const { id, number, status, parcelsAmount } = shipmentResult(made);
  return {
    id,
    number,
    status,
    dateTime: apiTime(createdAt),
    scheduledDeliveryDate: UNKNOWN_TIME,
    closingDate: null,
    sender: { ...input.sender },
    recipient: { ...input.recipient },
    payerType: input.payerType,
    payerContractNumber: input.payerContractNumber ?? null,
    currencyCode: currencyOf(input.sender.countryCode),
    parcelsAmount,
    lockVersion: 1,
    createdAt: apiTime(createdAt),
    updatedAt: apiTime(createdAt),
    deletedAt: null,
  };
}
