import type { Call } from '../api/call.js';
import { refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { OwnedRows } from './owned-rows.js';

/** A shipment as a group shows it. */
export interface Member {
  readonly shipmentId: number | string;
  readonly shipmentNumber?: string;
}

export interface Group<M extends Member> {
  readonly id: number | string;
  readonly number: string;
  shipments: readonly M[];
}

/** Groups of shipments, such as pickups and registries: plain collections, kept as they are shown. */
export class ShipmentGroups<M extends Member, Row extends Group<M>> extends OwnedRows<Row> {
  readonly #fieldOf: (index: number) => string;
  readonly #isWrong: string;

  /** @param refusal what a shipment is called in a refusal, by its place in the body, and what it is said to be */
  constructor(notFound: string, refusal: { field: (index: number) => string; isWrong: string }) {
    super(notFound);
    this.#fieldOf = refusal.field;
    this.#isWrong = refusal.isWrong;
  }

  change(call: Call, changes: object): Row {
    return Object.assign(this.named(call), changes, { updatedAt: apiTime(call.now) });
  }

  /** Those of the candidates that the body names, by id or number, as text or as an object. */
  membersNamed({ body }: Call, candidates: readonly M[]): M[] {
    const { shipments } = body as { shipments: readonly (string | { shipmentId: number | string })[] };
    const found: M[] = [];
    const errors: Record<string, string> = {};
    for (const [index, reference] of shipments.entries()) {
      const wanted = String(typeof reference === 'string' ? reference : reference.shipmentId);
      const field = this.#fieldOf(index);
      const member = candidates.find(
        ({ shipmentId, shipmentNumber }) => String(shipmentId) === wanted || shipmentNumber === wanted,
      );
      if (member === undefined) errors[field] = `The ${field} ${this.#isWrong}.`;
      else if (found.includes(member)) errors[field] = `The ${field} field has a duplicate value.`;
      else found.push(member);
    }
    refuseFields(errors);
    return found;
  }

  /** Adds members to the group that the path names; those already there are refused, in the words seen live. */
  join(call: Call, added: readonly M[]): Row {
    const { shipments: present } = this.named(call);
    const known = present.map(({ shipmentId }) => shipmentId);
    const twice = [...added.keys()].filter((index) => known.includes(added[index]?.shipmentId ?? ''));
    refuseFields(Object.fromEntries(twice.map((at) => [this.#fieldOf(at), 'validation.is_already_added'])));
    return this.change(call, { shipments: [...present, ...added] });
  }

  /** Takes members that the body names out of the group. */
  leave(call: Call): { row: Row; removed: readonly M[] } {
    const { shipments: present } = this.named(call);
    const removed = this.membersNamed(call, present);
    const shipments = present.filter((member) => !removed.includes(member));
    return { row: this.change(call, { shipments }), removed };
  }
}
