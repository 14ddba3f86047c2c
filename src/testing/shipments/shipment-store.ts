import { randomUUID } from 'node:crypto';
import type {
  ShipmentInput,
  ShipmentParcelInput,
  ShipmentSender,
} from '../../api/contract/contract.generated.js';
import type { Call } from '../api/call.js';
import { OwnedRows } from '../collections/owned-rows.js';
import { refuse } from '../server/answer.js';
import { STATUS_DELETED, STATUS_READY } from './tracking-statuses.js';

/** A party of a shipment, as clients send it. */
export type SentParty = Omit<ShipmentSender, 'phone'> & { phone: string | number };

/** A parcel of a shipment: millimetres and grams, as numbers or as text. */
export type SentParcel = { [Field in keyof ShipmentParcelInput]: ShipmentParcelInput[Field] | string };

/** The body of POST /shipments. */
export interface SentShipment extends Omit<ShipmentInput, 'parcels' | 'sender' | 'recipient'> {
  parcels: readonly SentParcel[];
  sender: SentParty;
  recipient: SentParty;
}

/** A status a shipment had, and since when (server milliseconds). */
export interface StatusEntry {
  code: number;
  at: number;
}

/** A waybill as the emulator keeps it. */
export interface StoredShipment {
  /** A number in Europe, a UUID in Ukraine. */
  readonly id: number | string;
  readonly number: string;
  /** As it was created or last replaced. */
  input: SentShipment;
  /** How often it was replaced. */
  replacements: number;
  readonly createdAt: number;
  /** When it was created or last replaced. */
  updatedAt: number;
  deletedAt?: number;
  /** Oldest first; never empty. */
  readonly history: [StatusEntry, ...StatusEntry[]];
}

/** Identifiers of Europe or of Ukraine. */
export type IdentifierStyle = 'europe' | 'ukraine';

/** All waybills of one emulator. */
export class ShipmentStore extends OwnedRows<StoredShipment> {
  readonly #europe: boolean;

  constructor(style: IdentifierStyle) {
    super('shipment_not_found');
    this.#europe = style === 'europe';
  }

  create(input: SentShipment, account: string, now: number): StoredShipment {
    return this.add(account, (position) => ({
      id: this.#europe ? 500_000 + position : randomUUID(),
      number: this.#europe
        ? `SHPL${String(6_145_000_000 + position)}`
        : String(20_450_000_000_000 + position),
      input,
      replacements: 0,
      createdAt: now,
      updatedAt: now,
      history: [{ code: STATUS_READY, at: now }],
    }));
  }

  /** Any account that knows a number may track it. */
  withNumberOrId(numbers: readonly string[], ids: readonly string[]): StoredShipment[] {
    return this.all.filter(({ number, id }) => numbers.includes(number) || ids.includes(String(id)));
  }

  /** The account's shipments that were not deleted. */
  present(account: string): StoredShipment[] {
    return this.ownedBy(account).filter(({ deletedAt }) => deletedAt === undefined);
  }

  /** What `{id}` in a path names, unless it was deleted. */
  presentNamed(call: Pick<Call, 'params' | 'account'>): StoredShipment {
    const shipment = this.named(call);
    return shipment.deletedAt === undefined ? shipment : refuse(422, 'shipment_was_deleted');
  }

  /** The same by the number, which deleting takes in Europe. */
  presentNumbered(call: Pick<Call, 'params' | 'account'>): StoredShipment {
    const [numbered] = this.#europe ? this.withNumberOrId([call.params['id'] ?? ''], []) : [];
    const id = numbered === undefined ? call.params['id'] : String(numbered.id);
    return this.presentNamed({ ...call, params: { ...(id !== undefined && { id }) } });
  }

  markDeleted(shipment: StoredShipment, now: number): void {
    shipment.deletedAt = now;
    shipment.history.push({ code: STATUS_DELETED, at: now });
  }

  addStatus(number: string, code: number, now: number): void {
    const [shipment] = this.withNumberOrId([number], []);
    if (!shipment) {
      throw new Error(
        `There is no shipment ${number} in the emulator. Create it with POST /shipments and use the number answered.`,
      );
    }
    if (!Number.isInteger(code)) {
      throw new TypeError(
        `A tracking status is a whole number, see EMULATOR_STATUSES; ${String(code)} is none.`,
      );
    }
    shipment.history.push({ code, at: now });
  }
}

/** The status a shipment has now. */
export function currentStatus(shipment: StoredShipment): StatusEntry {
  return shipment.history.at(-1) ?? shipment.history[0];
}
