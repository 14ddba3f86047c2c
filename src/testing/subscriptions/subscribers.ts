import { randomUUID } from 'node:crypto';
import type { SubscriberCreateInput } from '../../api/contract/contract.generated.js';
import { OwnedRows } from '../collections/owned-rows.js';
import { apiTime } from '../server/api-time.js';
import type { ShipmentStore } from '../shipments/shipment-store.js';

/**
 * A webhook subscription as the emulator keeps it. `type` says what it is about: `numbers` the waybills it
 * lists, `individual` those sent by or to a phone, `legal` those sent by or to a company, `creator` those its
 * own account has made.
 */
export interface StoredSubscriber extends SubscriberCreateInput {
  /** UUID. */
  readonly id: string;
  /** Waybills of a subscription of the type `numbers`, in the order they were added. */
  numbers: readonly string[];
  readonly createdAt: string;
  updatedAt: string;
}

/** All webhook subscriptions of one emulator, oldest first. */
export class Subscribers extends OwnedRows<StoredSubscriber> {
  readonly #shipments: ShipmentStore;

  constructor(shipments: ShipmentStore) {
    super('subscriber_not_found');
    this.#shipments = shipments;
  }

  create(fields: SubscriberCreateInput, account: string, now: number): StoredSubscriber {
    const [createdAt, updatedAt] = [apiTime(now), apiTime(now)];
    const usual = { eventTypes: [], sendWarnings: false, companyTins: [] };
    return this.add(account, () => ({
      ...usual,
      ...fields,
      id: randomUUID(),
      numbers: [],
      createdAt,
      updatedAt,
    }));
  }

  /** The active subscriptions, of every account, that an event of a waybill concerns; no event types mean all. */
  matching({ number, event }: { number: string; event: string }): readonly StoredSubscriber[] {
    return this.all.filter(
      (subscriber) =>
        subscriber.isActive &&
        (!subscriber.eventTypes?.length || subscriber.eventTypes.includes(event)) &&
        this.#concerns(subscriber, number),
    );
  }

  isKnown(number: string): boolean {
    return this.#shipments.withNumberOrId([number], []).length > 0;
  }

  #concerns(subscriber: StoredSubscriber, number: string): boolean {
    const { type, numbers, phone = '', companyTins = [] } = subscriber;
    if (type === 'numbers') return numbers.includes(number);
    const [shipment] = this.#shipments.withNumberOrId([number], []);
    if (!shipment) return false;
    const { sender, recipient } = shipment.input;
    if (type === 'creator') return this.#shipments.ownerOf(shipment) === this.ownerOf(subscriber);
    if (type === 'legal')
      return [sender, recipient].some(({ companyTin }) => !!companyTin && companyTins.includes(companyTin));
    return [sender, recipient].some((party) => digitsOf(String(party.phone)) === digitsOf(phone));
  }
}

/** Phones come with and without a plus. */
function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}
