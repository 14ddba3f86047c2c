import { randomUUID } from 'node:crypto';
import { STATUS_DELETED, STATUS_READY } from '../tracking/tracking-statuses.js';
import type { SentShipment } from './sent-shipment.js';

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
  /** Whose it is: no other account sees it in a list or may delete it. */
  readonly account: string;
  /** As it was created or last replaced. */
  input: SentShipment;
  readonly createdAt: number;
  /** When it was last replaced. */
  replacedAt?: number;
  replacements: number;
  deletedAt?: number;
  /** The light return made of it. */
  returnedBy?: StoredShipment;
  /** Oldest first; never empty. */
  readonly history: [StatusEntry, ...StatusEntry[]];
}

/** Identifiers of Europe or of Ukraine. */
export type IdentifierStyle = 'europe' | 'ukraine';

/** All waybills of one emulator, oldest first. */
export class ShipmentStore {
  readonly #style: IdentifierStyle;
  readonly #shipments: StoredShipment[] = [];

  constructor(style: IdentifierStyle) {
    this.#style = style;
  }

  create(input: SentShipment, account: string, now: number): StoredShipment {
    const count = this.#shipments.length + 1;
    const europe = this.#style === 'europe';
    const shipment: StoredShipment = {
      id: europe ? 500_000 + count : randomUUID(),
      number: europe ? `SHPL${String(6_145_000_000 + count)}` : String(20_450_000_000_000 + count),
      account,
      input,
      createdAt: now,
      replacements: 0,
      history: [{ code: STATUS_READY, at: now }],
    };
    this.#shipments.push(shipment);
    return shipment;
  }

  ownedBy(account: string): StoredShipment[] {
    return this.#shipments.filter((shipment) => shipment.account === account);
  }

  /** Any account that knows a number may track it. */
  withNumberOrId(numbers: readonly string[], ids: readonly string[]): StoredShipment[] {
    return this.#shipments.filter(({ number, id }) => numbers.includes(number) || ids.includes(String(id)));
  }

  /** What `{id}` in a path means: the id everywhere, in Europe the number as well. */
  findForPath(idOrNumber: string, account: string): StoredShipment | undefined {
    return this.ownedBy(account).find(
      ({ id, number }) => String(id) === idOrNumber || (this.#style === 'europe' && number === idOrNumber),
    );
  }

  /** By its id alone. */
  findById(id: string, account: string): StoredShipment | undefined {
    return this.ownedBy(account).find((shipment) => String(shipment.id) === id);
  }

  /** Nothing of the old input stays. */
  replace(shipment: StoredShipment, input: SentShipment, now: number): void {
    shipment.input = input;
    shipment.replacedAt = now;
    shipment.replacements += 1;
  }

  delete(shipment: StoredShipment, now: number): void {
    shipment.deletedAt = now;
    shipment.history.push({ code: STATUS_DELETED, at: now });
  }

  addStatus(number: string, code: number, now: number): void {
    const shipment = this.#shipments.find((candidate) => candidate.number === number);
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
