import type { PickupUpdateInput } from '../../api/contract/contract.generated.js';
import type { StoredShipment } from '../shipments/shipment-store.js';

/** What a client decides about a pickup. */
export type PickupFields = Omit<PickupUpdateInput, 'lockVersion'>;

/** The states a pickup of the emulator goes through. */
export type EmulatedPickupStatus = 'Draft' | 'Created' | 'ClientCanceled';

/** A shipment in a pickup. */
export interface StoredPickupShipment {
  readonly id: number;
  readonly shipment: StoredShipment;
  readonly addedAt: number;
}

/** A courier pickup as the emulator keeps it. */
export interface StoredPickup {
  readonly id: number;
  readonly number: string;
  readonly account: string;
  readonly createdAt: number;
  updatedAt: number;
  fields: PickupFields;
  lockVersion: number;
  shipments: readonly StoredPickupShipment[];
  /** Oldest first; the last one is in force. */
  statuses: readonly [PickupStatusChange, ...PickupStatusChange[]];
}

/** A state a pickup came to, and when (server milliseconds). */
export interface PickupStatusChange {
  readonly id: number;
  readonly status: EmulatedPickupStatus;
  readonly at: number;
  readonly note: string | null;
}

/** All pickups of one emulator, oldest first. */
export class PickupStore {
  #pickups: readonly StoredPickup[] = [];
  #lastId = 2670;

  create(fields: PickupFields, account: string, now: number): StoredPickup {
    const id = this.#nextId();
    const pickup: StoredPickup = {
      id,
      number: `PU${fields.countryCode ?? 'PL'}${String(id).padStart(10, '0')}`,
      account,
      createdAt: now,
      updatedAt: now,
      fields,
      lockVersion: 1,
      shipments: [],
      statuses: [{ id: this.#nextId(), status: 'Draft', at: now, note: null }],
    };
    this.#pickups = [...this.#pickups, pickup];
    return pickup;
  }

  ownedBy(account: string): readonly StoredPickup[] {
    return this.#pickups.filter((pickup) => pickup.account === account);
  }

  find(id: string, account: string): StoredPickup | undefined {
    return this.ownedBy(account).find((pickup) => String(pickup.id) === id);
  }

  /** The pickup a shipment waits for, if it is in one that has not been called off. */
  holding(shipment: StoredShipment): StoredPickup | undefined {
    return this.#pickups.find(
      (pickup) =>
        statusOf(pickup) !== 'ClientCanceled' &&
        shipmentsOf(pickup).some((entry) => entry.shipment === shipment),
    );
  }

  change(pickup: StoredPickup, fields: PickupFields, now: number): void {
    pickup.fields = { ...pickup.fields, ...fields };
    this.#changed(pickup, now);
  }

  setStatus(pickup: StoredPickup, status: EmulatedPickupStatus, note: string | null, now: number): void {
    pickup.statuses = [...pickup.statuses, { id: this.#nextId(), status, at: now, note }];
    this.#changed(pickup, now);
  }

  /** Leaves `lockVersion` alone: clients confirm a pickup with the version its creation answered. */
  addShipments(pickup: StoredPickup, shipments: readonly StoredShipment[], now: number) {
    const added = shipments.map((shipment) => ({ id: this.#nextId(), shipment, addedAt: now }));
    pickup.shipments = [...pickup.shipments, ...added];
    pickup.updatedAt = now;
    return added;
  }

  removeShipments(pickup: StoredPickup, shipments: readonly StoredShipment[], now: number): void {
    pickup.shipments = pickup.shipments.filter((entry) => !shipments.includes(entry.shipment));
    pickup.updatedAt = now;
  }

  delete(pickup: StoredPickup): void {
    this.#pickups = this.#pickups.filter((candidate) => candidate !== pickup);
  }

  #changed(pickup: StoredPickup, now: number): void {
    pickup.lockVersion += 1;
    pickup.updatedAt = now;
  }

  #nextId(): number {
    return (this.#lastId += 1);
  }
}

export function statusOf({ statuses }: StoredPickup): EmulatedPickupStatus {
  return (statuses.at(-1) ?? statuses[0]).status;
}

/** What is to be collected now. */
export function shipmentsOf({ shipments }: StoredPickup): readonly StoredPickupShipment[] {
  return shipments.filter(({ shipment }) => shipment.deletedAt === undefined);
}
