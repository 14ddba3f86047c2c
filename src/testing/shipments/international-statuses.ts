import type { InternationalStatusResponse } from '../../api/contract/contract.generated.js';
import { json, type Answer } from '../server/answer.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall } from '../server/route.js';
import { describeStatus, isClosed, STATUS_READY } from '../tracking/tracking-statuses.js';
import { currentStatus, type ShipmentStore, type StoredShipment } from './shipment-store.js';

const STATES = ['Order', 'Closed', 'allOrders'];
const STATUS_IMPORT_REFUSED = 130;
const OPEN = '0001-01-01 00:00:00';

/** `GET /shipments/international/status`: passes on the JSON-RPC answer of a core system, whose refs are ids. */
export function internationalStatuses(store: ShipmentStore, { request, account }: AccountCall): Answer {
  const query = new QueryReader(request.query);
  const refs = query.list('refs').filter(Boolean);
  const state = query.text('state') ?? '';
  if (refs.length === 0) return json({ message: "Parameter 'refs' is empty" }, 400);
  if (!STATES.includes(state)) return json({ message: "Parameter 'state' is invalid" }, 400);
  const wanted = (closed: boolean): boolean => state === 'allOrders' || closed === (state === 'Closed');
  const answer: InternationalStatusResponse = {
    jsonrpc: '2.0',
    id: '1',
    result: store
      .ownedBy(account.id)
      .filter((shipment) => refs.includes(String(shipment.id)))
      .filter((shipment) => wanted(isClosed(currentStatus(shipment).code)))
      .map(statusRow),
  };
  return json(answer);
}

function statusRow(shipment: StoredShipment) {
  const { code, at } = currentStatus(shipment);
  return {
    Ref: String(shipment.id),
    State: code === STATUS_READY ? 'NotVerified' : code === STATUS_IMPORT_REFUSED ? 'Rejected' : 'Verified',
    Date: coreTime(at),
    StatusOfInternationalExpressWaybill: describeStatus(code).label,
    Note: '',
    ClosedDate: isClosed(code) ? coreTime(at) : OPEN,
  };
}

/** With a space, and no zone. */
function coreTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
