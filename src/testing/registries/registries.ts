import { randomUUID } from 'node:crypto';
import type {
  Registry,
  RegistryCreateInput,
  RegistryRenameInput,
  RegistryShipmentsInput,
} from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import { operationById } from '../contract/operations.js';
import { refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { named, OwnedRows } from '../shipments/owned-rows.js';
import type { IdentifierStyle, ShipmentStore, StoredShipment } from '../shipments/shipment-store.js';

/** A hand-over registry as the emulator keeps it. */
interface StoredRegistry {
  /** A UUID in Ukraine, digits in Europe. */
  readonly id: string;
  readonly number: string;
  readonly account: string;
  readonly createdAt: number;
  updatedAt: number;
  description: string;
  shipments: readonly StoredShipment[];
}

const FIRST_ID = 41_000;
/** What the contract gives for the fields that the emulator has nothing to say about. */
const EXAMPLE = operationById('createRegistry').example as Registry;

/** Hand-over registries: made of shipments, added to, taken from, renamed, deleted. */
export function registryHandlers(store: ShipmentStore, style: IdentifierStyle): Handlers {
  const registries = new OwnedRows<StoredRegistry>('registry_not_found');
  const registryOf = ({ params, account }: Call): StoredRegistry => registries.find(params['id'], account.id);
  const shipmentsOf = ({ body, account }: Call, present?: StoredRegistry): StoredShipment[] => {
    const candidates = present?.shipments ?? store.ownedBy(account.id);
    const names = (body as RegistryShipmentsInput).shipments.map((ref) =>
      typeof ref === 'string' ? ref : ref.shipmentId,
    );
    const { rows, errors } = named(
      names,
      (index) => `shipments.${String(index)}`,
      // Europe names waybill numbers, Ukraine ids; the official example has both.
      (wanted) =>
        candidates.find(
          ({ id, number, deletedAt }) => deletedAt === undefined && [String(id), number].includes(wanted),
        ),
    );
    refuseFields(errors);
    return rows;
  };
  return {
    createRegistry: (call) => {
      const { account, now, body } = call;
      const { description } = body as RegistryCreateInput;
      const shipments = shipmentsOf(call);
      const [first] = shipments;
      const row = rowOf(
        registries.add((position) => ({
          ...identity(style, position, first?.input.sender.countryCode ?? 'PL'),
          account: account.id,
          createdAt: now,
          updatedAt: now,
          description,
          shipments,
        })),
      );
      // In Ukraine the time of a new one lacks `T` and the zone, as in the published sample.
      return style === 'europe'
        ? row
        : { ...row, createdAt: new Date(now).toISOString().slice(0, 19).replace('T', ' ') };
    },
    getRegistries: ({ query, account }) => {
      const [ids, numbers] = [query.list('ids'), query.list('numbers')];
      const found = registries
        .ownedBy(account.id)
        .filter(({ id }) => ids.length === 0 || ids.includes(id))
        .filter(({ number }) => numbers.length === 0 || numbers.includes(number));
      const withInfo = query.flag('withShipmentsInfo') ?? false;
      return query.page(
        found.map((registry) => rowOf(registry, withInfo)),
        'none',
      );
    },
    addRegistryShipments: (call) => {
      const registry = registryOf(call);
      registry.shipments = [...new Set([...registry.shipments, ...shipmentsOf(call)])];
      return rowOf(changed(registry, call.now));
    },
    removeRegistryShipments: (call) => {
      const registry = registryOf(call);
      const removed = shipmentsOf(call, registry);
      registry.shipments = registry.shipments.filter((shipment) => !removed.includes(shipment));
      return rowOf(changed(registry, call.now));
    },
    renameRegistry: (call) => {
      const registry = registryOf(call);
      registry.description = (call.body as RegistryRenameInput).description;
      return rowOf(changed(registry, call.now));
    },
    deleteRegistry: (call) => {
      registries.delete(registryOf(call));
      return { success: true };
    },
  };
}

function identity(
  style: IdentifierStyle,
  position: number,
  country: string,
): Pick<StoredRegistry, 'id' | 'number'> {
  if (style === 'ukraine')
    return { id: randomUUID(), number: `106-${String(600 + position).padStart(8, '0')}` };
  const id = String(FIRST_ID + position);
  return { id, number: `CR${country}${id.padStart(10, '0')}` };
}

function changed(registry: StoredRegistry, now: number): StoredRegistry {
  registry.updatedAt = now;
  return registry;
}

function rowOf(registry: StoredRegistry, withShipmentsInfo = false): Registry {
  const { id, number, description, createdAt, updatedAt } = registry;
  const shipments = registry.shipments.filter(({ deletedAt }) => deletedAt === undefined);
  const { shipmentsInfo: _, ...example } = EXAMPLE;
  return {
    ...example,
    id,
    number,
    description,
    createdAt: apiTime(createdAt),
    updatedAt: apiTime(updatedAt),
    deletedAt: null,
    shipments: shipments.map((shipment) => ({
      shipmentId: String(shipment.id),
      shipmentNumber: shipment.number,
    })),
    ...(withShipmentsInfo && {
      shipmentsInfo: shipments.map((shipment) => ({
        shipmentId: String(shipment.id),
        shipmentNumber: shipment.number,
        parcelsAmount: shipment.input.parcels.length,
      })),
    }),
  };
}
