import { randomUUID } from 'node:crypto';
import type { StoredShipment } from '../shipments/shipment-store.js';

/** A hand-over registry as the emulator keeps it. */
export interface StoredRegistry {
  /** A UUID in Ukraine, digits in Europe. */
  readonly id: string;
  readonly number: string;
  readonly account: string;
  readonly createdAt: number;
  updatedAt: number;
  description: string;
  /** In the order they were added. Those deleted since do not count: see `shipmentsOf`. */
  shipments: readonly StoredShipment[];
}

/** All registries of one emulator, oldest first. */
export class RegistryStore {
  readonly style: 'europe' | 'ukraine';
  #registries: readonly StoredRegistry[] = [];
  #made = 0;

  constructor(style: 'europe' | 'ukraine') {
    this.style = style;
  }

  create(
    description: string,
    shipments: readonly StoredShipment[],
    account: string,
    now: number,
  ): StoredRegistry {
    const count = (this.#made += 1);
    const europe = this.style === 'europe';
    const country = shipments[0]?.input.sender.countryCode ?? 'PL';
    const registry: StoredRegistry = {
      id: europe ? String(41_000 + count) : randomUUID(),
      number: europe
        ? `CR${country}${String(41_000 + count).padStart(10, '0')}`
        : `106-${String(600 + count).padStart(8, '0')}`,
      account,
      createdAt: now,
      updatedAt: now,
      description,
      shipments,
    };
    this.#registries = [...this.#registries, registry];
    return registry;
  }

  ownedBy(account: string): readonly StoredRegistry[] {
    return this.#registries.filter((registry) => registry.account === account);
  }

  find(id: string, account: string): StoredRegistry | undefined {
    return this.ownedBy(account).find((registry) => registry.id === id);
  }

  /** The registry a shipment is in, if it is in one. */
  holding(shipment: StoredShipment): StoredRegistry | undefined {
    return this.#registries.find(({ shipments }) => shipments.includes(shipment));
  }

  delete(registry: StoredRegistry): void {
    this.#registries = this.#registries.filter((candidate) => candidate !== registry);
  }
}

/** What is in a registry now. */
export function shipmentsOf({ shipments }: StoredRegistry): readonly StoredShipment[] {
  return shipments.filter(({ deletedAt }) => deletedAt === undefined);
}
