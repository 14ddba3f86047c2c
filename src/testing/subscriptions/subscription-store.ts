import { randomUUID } from 'node:crypto';
import { OwnedRows } from '../shipments/owned-rows.js';
import type { ShipmentStore, StoredShipment } from '../shipments/shipment-store.js';

/**
 * What a subscription is about: `numbers` the waybills it lists, `individual` those sent by or to a phone,
 * `legal` those sent by or to a company, `creator` those its own account has made.
 */
export type SubscriptionType = 'individual' | 'numbers' | 'legal' | 'creator';

/** What a client decides about a subscription. */
export interface SubscriptionSettings {
  type: SubscriptionType;
  url: string;
  isActive: boolean;
  phone?: string | undefined;
  /** Goes with each call, in the header named next. */
  secretToken?: string | undefined;
  secretTokenHeaderName?: string | undefined;
  /** All events when empty. */
  eventTypes: readonly string[];
  sendWarnings: boolean;
  warningEmail?: string | undefined;
  companyTins: readonly string[];
}

/** A webhook subscription as the emulator keeps it. */
export interface StoredSubscriber extends Readonly<SubscriptionSettings> {
  /** UUID. */
  readonly id: string;
  /** Whose it is: no other account sees or changes it. */
  readonly account: string;
  /** Waybills of a subscription of type `numbers`, in the order they were added. */
  readonly numbers: readonly string[];
  /** Server milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Something that happens to a waybill. */
export interface SubscriptionEvent {
  number: string;
  /** As in `eventTypes`, such as `ReadyToShip`. */
  event: string;
}

/** All webhook subscriptions of one emulator, oldest first. */
export class SubscriptionStore {
  readonly #shipments: Pick<ShipmentStore, 'withNumberOrId'>;
  readonly #rows = new OwnedRows<StoredSubscriber>('subscriber_not_found');

  constructor(shipments: Pick<ShipmentStore, 'withNumberOrId'>) {
    this.#shipments = shipments;
  }

  create(settings: SubscriptionSettings, account: string, now: number): StoredSubscriber {
    const made = { ...settings, id: randomUUID(), account, numbers: [], createdAt: now, updatedAt: now };
    return this.#rows.add(() => made);
  }

  ownedBy(account: string): readonly StoredSubscriber[] {
    return this.#rows.ownedBy(account);
  }

  find(id: string | undefined, account: string): StoredSubscriber {
    return this.#rows.find(id, account);
  }

  /** The active subscriptions, of every account, that an event concerns. */
  matching({ number, event }: SubscriptionEvent): readonly StoredSubscriber[] {
    const [shipment] = this.#shipments.withNumberOrId([number], []);
    return this.#rows.all.filter(
      (subscriber) =>
        subscriber.isActive &&
        (subscriber.eventTypes.length === 0 || subscriber.eventTypes.includes(event)) &&
        concerns(subscriber, number, shipment),
    );
  }

  change(subscriber: StoredSubscriber, changes: Partial<StoredSubscriber>, now: number): StoredSubscriber {
    return Object.assign(subscriber, changes, { updatedAt: now });
  }

  delete(subscriber: StoredSubscriber): void {
    this.#rows.delete(subscriber);
  }

  /** Numbers of no waybill of this emulator are missed; those already there count as added. */
  addNumbers(subscriber: StoredSubscriber, numbers: readonly string[], now: number) {
    const added = numbers.filter((number) => this.#shipments.withNumberOrId([number], []).length > 0);
    this.change(subscriber, { numbers: [...new Set([...subscriber.numbers, ...added])] }, now);
    return { added, missed: numbers.filter((number) => !added.includes(number)) };
  }

  removeNumbers(subscriber: StoredSubscriber, numbers: readonly string[], now: number): void {
    this.change(
      subscriber,
      { numbers: subscriber.numbers.filter((number) => !numbers.includes(number)) },
      now,
    );
  }
}

function concerns(
  { type, numbers, phone, companyTins, account }: StoredSubscriber,
  number: string,
  shipment: StoredShipment | undefined,
): boolean {
  if (type === 'numbers') return numbers.includes(number);
  if (!shipment) return false;
  if (type === 'creator') return shipment.account === account;
  const parties = [shipment.input.sender, shipment.input.recipient];
  if (type === 'legal')
    return parties.some(({ companyTin }) => !!companyTin && companyTins.includes(companyTin));
  return parties.some((party) => digitsOf(String(party.phone)) === digitsOf(phone ?? ''));
}

/** Phones come with and without a plus. */
function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}
