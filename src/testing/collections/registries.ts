import { randomUUID } from 'node:crypto';
import type {
  Registry,
  RegistryCreateInput,
  RegistryRenameInput,
} from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import { apiTime } from '../server/api-time.js';
import type { IdentifierStyle, ShipmentStore } from '../shipments/shipment-store.js';
import { ShipmentGroups, type Member } from './shipment-groups.js';

type StoredRegistry = Omit<Registry, 'shipments'> & { shipments: readonly Member[] };

const FIRST_ID = 41_000;
const REFUSAL = { field: (index: number) => `shipments.${String(index)}`, isWrong: 'is not found' };

/** Hand-over registries. Europe names shipments by number, Ukraine by id; the official example has both. */
export function registryHandlers(shipments: ShipmentStore, style: IdentifierStyle): Handlers {
  const registries = new ShipmentGroups<Member, StoredRegistry>('registry_not_found', REFUSAL);
  const membersOf = (call: Call): Member[] => {
    const present = shipments.present(call.account.id);
    const members = present.map(({ id, number }) => ({ shipmentId: String(id), shipmentNumber: number }));
    return registries.membersNamed(call, members);
  };
  return {
    createRegistry: (call) => {
      const members = membersOf(call);
      const [first] = shipments.withNumberOrId([], [String(members[0]?.shipmentId)]);
      const at = { createdAt: apiTime(call.now), updatedAt: apiTime(call.now), deletedAt: null };
      return registries.add(call.account.id, (position) => ({
        ...identity(style, position, first?.input.sender.countryCode ?? 'PL'),
        description: (call.body as RegistryCreateInput).description,
        shipments: members,
        ...at,
      }));
    },
    getRegistries: (call) => {
      const withInfo = call.query.flag('withShipmentsInfo') ?? false;
      const rows = registries
        .wanted(call)
        .map((row) => (withInfo ? { ...row, shipmentsInfo: row.shipments } : row));
      return call.query.page(rows, 'none');
    },
    addRegistryShipments: (call) => {
      registries.named(call);
      return registries.join(call, membersOf(call));
    },
    removeRegistryShipments: (call) => registries.leave(call).row,
    renameRegistry: (call) =>
      registries.change(call, { description: (call.body as RegistryRenameInput).description }),
    deleteRegistry: (call) => {
      registries.delete(registries.named(call));
      return { success: true };
    },
  };
}

/** Digits in Europe, a UUID in Ukraine. */
function identity(style: IdentifierStyle, position: number, country: string): { id: string; number: string } {
  if (style === 'ukraine')
    return { id: randomUUID(), number: `106-${String(600 + position).padStart(8, '0')}` };
  const id = String(FIRST_ID + position);
  return { id, number: `CR${country}${id.padStart(10, '0')}` };
}
