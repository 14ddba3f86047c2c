/** What a status code means, in English. */
export interface EmulatorStatus {
  readonly label: string;
  /** Name of the movement event that goes with it. */
  readonly event: string;
}

/** The code a new shipment has. */
export const STATUS_READY = 1;
/** The code a deleted shipment has. */
export const STATUS_DELETED = 2;

const text = (label: string, event: string): EmulatorStatus => ({ label, event });

/**
 * The published status codes, and the event that each goes with. Others may be set too: the real list is an
 * open one.
 */
export const EMULATOR_STATUSES: Readonly<Record<number, EmulatorStatus>> = {
  1: text('Ready to send', 'CreateID'),
  2: text('Deleted', 'Deleted'),
  4: text('Accepted for sending', 'ArrivalSenderWarehouse'),
  5: text('Left the sender branch', 'DepartureSenderWarehouse'),
  6: text('In the destination city', 'InCityRecipientArrival'),
  7: text('At the destination branch', 'ArrivalRecipientWarehouse'),
  8: text('At the destination locker', 'ArrivalRecipientPostomat'),
  9: text('Handed over', 'ReceivedWarehouse'),
  10: text('Handed over, money on its way to the sender', 'ReceivedWarehouse'),
  11: text('Handed over, the sender got the money', 'MoneyTransfer'),
  13: text('At a sorting centre', 'ArrivalSC'),
  16: text('Given to a delivery partner', 'TransferToPartner'),
  17: text('At a transit warehouse', 'ArrivalTransitWarehouse'),
  19: text('Left the transit warehouse', 'DepartureFromTransitWarehouse'),
  30: text('At a customs terminal', 'ArrivalCustomTerminal'),
  31: text('Left the customs terminal', 'SentToDestinationCountry'),
  99: text('Delivery to the locker is impossible', 'ProblemWithPostomat'),
  101: text('Out with the courier', 'LoadingCourier'),
  102: text('Return ordered by the sender', 'OrderCargoReturn'),
  103: text('Refused', 'UndeliveryReasonsClient'),
  104: text('Redirected', 'OrderRedirecting'),
  105: text('Disposed of', 'Utilization'),
  106: text('Handed over, return document made', 'ReceivedWarehouse'),
  111: text('The courier did not succeed', 'UndeliveryReasonsNoConnection'),
  112: text('Delivery moved to another day', 'ChangingTheDate'),
  113: text('Storage time in the locker is over', 'ShelfLifeHasExpired'),
  114: text('Waiting for customs', 'DeclarationAwaitingCustomsRelease'),
  115: text('At a customs terminal', 'DeclarationArrivalCustomTerminal'),
  116: text('Refusal by the customs broker under review', 'DeclarationBrokerRejection'),
  117: text('Lost at customs', 'DeclarationCargoLost'),
  118: text('Forbidden content', 'DeclarationCargoProhibitedForImport'),
  119: text('Customs clearance is running', 'CustomsClearanceInitiated'),
  120: text('Customs clearance is done', 'CustomClearanceIsCompleted'),
  121: text('Sent on after customs', 'DeclarationSentToDestinationCountry'),
  122: text('Being prepared for customs', 'SentForCustomsClearance'),
  123: text('Waiting for data of the recipient', 'DeclarationCustomerNoResponse'),
  125: text('Being prepared for customs', 'SentForCustomsClearance'),
  126: text('Being prepared for customs', 'SentForCustomsClearance'),
  127: text('Data of the declaration are being checked', 'DeclarationShipmentAudit'),
  128: text('Papers are being processed', 'DeclarationCustomsDocumentsReceived'),
  130: text('Import refused by customs', 'CustomsRefusal'),
  197: text('Customs papers are being processed', 'DeclarationCustomsHold'),
  198: text('Customs inspection', 'DeclarationCustomsCargoInspection'),
  199: text('Clearance required', 'DeclarationRequireCustomsClearance'),
  999: text('Undetermined', 'OnTheWayArrival'),
};

const UNDETERMINED = text('Undetermined', 'OnTheWayArrival');
const CLOSED: ReadonlySet<number> = new Set([9, 10, 11, 106]);

export function describeStatus(code: number): EmulatorStatus {
  return EMULATOR_STATUSES[code] ?? UNDETERMINED;
}

/** True for the codes that mean the parcel was handed over. */
export function isClosed(code: number): boolean {
  return CLOSED.has(code);
}
