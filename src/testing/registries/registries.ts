import type {
  RegistryCreateInput,
  RegistryRenameInput,
  RegistryShipmentsInput,
} from '../../api/contract/contract.generated.js';
import { errorMessage, fieldErrors, json, type Answer } from '../server/answer.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';
import type { ShipmentStore } from '../shipments/shipment-store.js';
import { createdRegistry, registryRow } from './registry-rows.js';
import { namedShipments, shipmentsToAdd } from './registry-shipments.js';
import { shipmentsOf, type RegistryStore, type StoredRegistry } from './registry-store.js';

/** What the routes work on. */
interface Stores {
  shipments: ShipmentStore;
  registries: RegistryStore;
}

/** Hand-over registries: made of shipments, added to, taken from, renamed, deleted. */
export function registryRoutes(shipments: ShipmentStore, registries: RegistryStore): Route[] {
  const stores = { shipments, registries };
  const one =
    (work: (registry: StoredRegistry, call: AccountCall) => Answer) =>
    (call: AccountCall): Answer => {
      const registry = registries.find(call.params['id'] ?? '', call.account.id);
      return registry ? work(registry, call) : errorMessage(404, 'registry_not_found');
    };
  return [
    { method: 'POST', path: '/registry', token: 'needed', handle: (call) => create(stores, call) },
    { method: 'GET', path: '/registry', token: 'needed', handle: (call) => list(registries, call) },
    {
      method: 'POST',
      path: '/registry/{id}/shipments',
      token: 'needed',
      handle: one((registry, call) => addShipments(stores, registry, call)),
    },
    {
      method: 'DELETE',
      path: '/registry/{id}/shipments',
      token: 'needed',
      handle: one((registry, call) => removeShipments(registries, registry, call)),
    },
    {
      method: 'PUT',
      path: '/registry/{id}/rename',
      token: 'needed',
      handle: one((registry, { request, now }) => {
        registry.description = (request.body as RegistryRenameInput).description;
        registry.updatedAt = now;
        return json(registryRow(registry, registries.style));
      }),
    },
    {
      method: 'DELETE',
      path: '/registry/{id}',
      token: 'needed',
      handle: one((registry) => {
        registries.delete(registry);
        return json({ success: true });
      }),
    },
  ];
}

function create(stores: Stores, { request, account, now }: AccountCall): Answer {
  const { description, shipments: refs } = request.body as RegistryCreateInput;
  const { shipments, errors } = shipmentsToAdd(refs, account.id, stores);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  const { registries } = stores;
  return json(createdRegistry(registries.create(description, shipments, account.id, now), registries.style));
}

function addShipments(
  stores: Stores,
  registry: StoredRegistry,
  { request, account, now }: AccountCall,
): Answer {
  const { shipments: refs } = request.body as RegistryShipmentsInput;
  const { shipments, errors } = shipmentsToAdd(refs, account.id, { ...stores, registry });
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  registry.shipments = [...registry.shipments, ...shipments];
  registry.updatedAt = now;
  return json(registryRow(registry, stores.registries.style));
}

function removeShipments(
  { style }: RegistryStore,
  registry: StoredRegistry,
  { request, now }: AccountCall,
): Answer {
  const { shipments: refs } = request.body as RegistryShipmentsInput;
  const { shipments, errors } = namedShipments(refs, shipmentsOf(registry), style);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  registry.shipments = registry.shipments.filter((shipment) => !shipments.includes(shipment));
  registry.updatedAt = now;
  return json(registryRow(registry, style));
}

/** The reference asks for `ids` or `numbers`, the newer portal has other filters to go without: none is needed here. */
function list(registries: RegistryStore, { request, account }: AccountCall): Answer {
  const query = new QueryReader(request.query);
  const ids = query.list('ids');
  const numbers = query.list('numbers');
  const settlementIds = query.list('settlementIds');
  const european = query.flag('isEURegistry');
  const withShipmentsInfo = query.flag('withShipmentsInfo');
  const from = day(query, 'createdAtFrom') ?? Number.NEGATIVE_INFINITY;
  const to = day(query, 'createdAtTo') ?? Number.POSITIVE_INFINITY;
  const page = readPage(query);
  if (query.failed) return fieldErrors(query.errors);

  const rows = registries
    .ownedBy(account.id)
    .map((registry) => ({ registry, row: registryRow(registry, registries.style, withShipmentsInfo) }))
    .filter(
      ({ registry: { createdAt }, row }) =>
        (ids.length === 0 || ids.includes(row.id)) &&
        (numbers.length === 0 || numbers.includes(row.number)) &&
        (settlementIds.length === 0 || settlementIds.includes(row.senderSettlementId ?? '')) &&
        (european ?? registries.style === 'europe') === (registries.style === 'europe') &&
        createdAt >= from &&
        createdAt < to,
    )
    .map(({ row }) => row);
  const { from: _from, to: _to, ...answer } = pageOf(rows, page, 'null');
  return json(answer);
}

/** Server milliseconds at the start of a day written `23.09.2025` or `2025-09-23`; whole times are taken, too. */
function day(query: QueryReader, name: string): number | undefined {
  const text = query.text(name);
  const [, date, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text ?? '') ?? [];
  if (date === undefined) return query.date(name);
  const at = Date.parse(`${String(year)}-${String(month)}-${date}T00:00:00Z`);
  if (Number.isNaN(at)) query.errors[name] = `The ${name} is not a valid date.`;
  return at;
}
