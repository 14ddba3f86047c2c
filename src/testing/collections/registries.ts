import { randomUUID } from 'node:crypto';
import type {
  Registry,
  RegistryCreateInput,
  RegistryRenameInput,
  RegistryShipmentsInput,
} from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import { refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import type { IdentifierStyle, ShipmentStore, StoredShipment } from '../shipments/shipment-store.js';
import { OwnedRows, rowsNamed } from './owned-rows.js';

interface RegistryShipment {
  readonly shipmentId: string;
  readonly shipmentNumber: string;
}
type StoredRegistry = Omit<Registry, 'shipments'> & { shipments: RegistryShipment[] };

const FIRST_ID = 41_000;

/** Hand-over registries, kept as they are shown. */
export function registryHandlers(shipments: ShipmentStore, style: IdentifierStyle): Handlers {
  const registries = new OwnedRows<StoredRegistry>('registry_not_found');
  const change = (call: Call, changes: Partial<StoredRegistry>): StoredRegistry =>
    Object.assign(registries.named(call), changes, { updatedAt: apiTime(call.now) });
  const shipmentsOf = (call: Call): RegistryShipment[] => {
    return named(call, shipments.present(call.account.id).map(shipmentRow));
  };
  return {
    createRegistry: (call) => {
      const { account, now, body } = call;
      const rows = shipmentsOf(call);
      const [first] = shipments.withNumberOrId([rows[0]?.shipmentNumber ?? ''], []);
      return registries.add(account.id, (position) => ({
        ...identity(style, position, first?.input.sender.countryCode ?? 'PL'),
        description: (body as RegistryCreateInput).description,
        shipments: rows,
        createdAt: apiTime(now),
        updatedAt: apiTime(now),
        deletedAt: null,
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
      const { shipments: present } = registries.named(call);
      const isNew = ({ shipmentId }: RegistryShipment): boolean =>
        !present.some((row) => row.shipmentId === shipmentId);
      return change(call, { shipments: [...present, ...shipmentsOf(call).filter(isNew)] });
    },
    removeRegistryShipments: (call) => {
      const { shipments: present } = registries.named(call);
      const removed = named(call, present);
      return change(call, { shipments: present.filter((row) => !removed.includes(row)) });
    },
    renameRegistry: (call) => change(call, { description: (call.body as RegistryRenameInput).description }),
    deleteRegistry: (call) => {
      registries.delete(registries.named(call));
      return { success: true };
    },
  };
}

/** Digits in Europe, a UUID in Ukraine. */
function identity(
  style: IdentifierStyle,
  position: number,
  country: string,
): Pick<Registry, 'id' | 'number'> {
  if (style === 'ukraine')
    return { id: randomUUID(), number: `106-${String(600 + position).padStart(8, '0')}` };
  const id = String(FIRST_ID + position);
  return { id, number: `CR${country}${id.padStart(10, '0')}` };
}

function shipmentRow({ id, number }: StoredShipment): RegistryShipment {
  return { shipmentId: String(id), shipmentNumber: number };
}

/** Europe names waybill numbers, Ukraine ids; the official example has both. */
function named({ body }: Call, candidates: readonly RegistryShipment[]): RegistryShipment[] {
  const names = (body as RegistryShipmentsInput).shipments.map((ref) =>
    typeof ref === 'string' ? ref : ref.shipmentId,
  );
  const { rows, errors } = rowsNamed(
    names,
    (index) => `shipments.${String(index)}`,
    (name) => candidates.find((row) => row.shipmentId === name || row.shipmentNumber === name),
  );
  refuseFields(errors);
  return rows;
}
