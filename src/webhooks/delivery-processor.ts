import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { DeliveredEvent } from './delivery.js';
import type { EventClaims } from './event-claims.js';
import type { EventDispatcher } from './event-dispatcher.js';
import { sendAnswer } from './send-answer.js';
import type { ResolvedWebhooksOptions } from './webhook-options.js';

const RETRY_AFTER_S = 5;

/** Hands the new events of a delivery to the handlers, and answers the sender. */
export class DeliveryProcessor {
  readonly counters = { deliveries: 0, duplicates: 0 };
  readonly #answersEarly: boolean;
  readonly #claims: EventClaims;
  readonly #dispatcher: EventDispatcher;

  constructor(
    { answer }: Pick<ResolvedWebhooksOptions, 'answer'>,
    claims: EventClaims,
    dispatcher: EventDispatcher,
  ) {
    this.#answersEarly = answer === 'immediately';
    this.#claims = claims;
    this.#dispatcher = dispatcher;
  }

  async process(delivered: readonly DeliveredEvent[], response: ServerResponse): Promise<void> {
    const { fresh, isRunningElsewhere } = await this.#claimAll(delivered);
    if (fresh.length === 0 && delivered.length > 0) {
      await this.#answer(response, { isRunningElsewhere, duplicate: true });
      return;
    }
    this.counters.deliveries += 1;
    if (this.#answersEarly) await this.#answer(response, { isRunningElsewhere });
    let hasFailed = false;
    for (const one of fresh) {
      const succeeded = await this.#dispatcher.dispatch(one.event);
      await this.#claims.settle(one, succeeded);
      // Many events with handlers that never wait would keep everything else waiting.
      if (fresh.length > 1) await setImmediate();
      hasFailed ||= !succeeded;
    }
    if (!this.#answersEarly) await this.#answer(response, { hasFailed, isRunningElsewhere });
  }

  /** One after the other: an event may end what makes the one before it a copy of a later one. */
  async #claimAll(
    delivered: readonly DeliveredEvent[],
  ): Promise<{ fresh: readonly DeliveredEvent[]; isRunningElsewhere: boolean }> {
    const fresh: DeliveredEvent[] = [];
    const own = new Set<string>();
    let isRunningElsewhere = false;
    for (const one of delivered) {
      const claim = await this.#claims.claim(one);
      if (claim === 'claimed') {
        fresh.push(one);
        own.add(one.event.id);
      } else {
        this.counters.duplicates += 1;
        isRunningElsewhere ||= claim === 'running' && !own.has(one.event.id);
      }
    }
    return { fresh, isRunningElsewhere };
  }

  /** While a copy is being handled and may yet fail, a sender who counts on the answer has to come again. */
  #answer(
    response: ServerResponse,
    { hasFailed = false, isRunningElsewhere = false, duplicate = false },
  ): Promise<void> {
    if (hasFailed) return refuse(response, 500, 'A handler of this event failed.');
    if (isRunningElsewhere && !this.#answersEarly) {
      const headers = { 'retry-after': String(RETRY_AFTER_S) };
      return refuse(response, 503, 'A copy of this delivery is being handled. Come again.', headers);
    }
    return sendAnswer(response, 200, { received: true, ...(duplicate && { duplicate }) });
  }
}

function refuse(
  response: ServerResponse,
  statusCode: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  return sendAnswer(response, statusCode, { statusCode, message }, headers);
}
