import { CanceledError } from 'axios';
import type { Clock } from '../../clock.js';
import { serverDateMsOf } from '../../retry-after.js';
import { NEVER_ABORTED, delay } from '../../wait.js';
import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import { ClientOrderCalls, type CreatingCall } from './client-order-calls.js';
import type { Shipment, ShipmentResult, ShipmentInput } from '../contract/contract.generated.js';
import { inputError } from '../input-error.js';
import { clientOrderOf, matchShipment, serverTimeAtStart, type MatchResult } from './match-shipment.js';
import { rowsOf } from '../read-response.js';
import { recoveredShipment, type CreatedShipment } from './created-shipment.js';
import { headerOf, unexpectedResponse } from '../unexpected-response.js';
import { hasUnknownOutcome, unknownOutcome, type UnknownOutcomeError } from '../unknown-outcome.js';

const ROUTE = 'POST /shipments';

export interface CreateShipmentOptions extends CallOptions {
  /**
   * What to do when it is not known whether the shipment was made: the connection broke, time was up, a
   * gateway failed. `'reject'` (default): reject with an error that says so. `'recover'`: look for the
   * shipment by its `clientOrder`, which the input must have, and resolve with it. The look-ups take up to 40
   * % of the call's time limit, 5 s at most, and what is left of the rest.
   */
  readonly onUnknownOutcome?: 'reject' | 'recover' | undefined;
}

/** Pauses before the look-ups. The list may be behind, and the API may still be at work. */
const PAUSES_MS = [0, 250, 500, 1_000, 2_000];

/** Kept for look-ups; without a time limit all they have. */
const LOOK_UP_MS = 5_000;
const LOOK_UP_SHARE = 0.4;

/** More than ever carry the same client order. */
const LOOK_UP_LIMIT = 100;

type Input = ShipmentInput;

/** What a look-up needs to know of the call it is for. */
interface LookUpContext {
  readonly clientOrder: string;
  readonly startedMs: number;
  readonly deadlineMs: number;
  readonly call: CreatingCall;
}

/** Creates shipments: sends each once, and finds out what became of it. */
export class ShipmentCreation {
  readonly #calls: OperationClient;
  readonly #clock: Clock;
  readonly #sameOrder: ClientOrderCalls;

  constructor(calls: OperationClient) {
    this.#calls = calls;
    this.#clock = calls.clock;
    this.#sameOrder = new ClientOrderCalls(calls.clock);
  }

  async create(
    input: Input,
    { onUnknownOutcome = 'reject', ...options }: CreateShipmentOptions = {},
  ): Promise<CreatedShipment> {
    const clientOrder = clientOrderOf(input);
    const recovers = onUnknownOutcome === 'recover';
    if (clientOrder === '') {
      if (!recovers) return this.#send(input, options, adviceOnReject(input));
      throw inputError(ROUTE, {
        clientOrder: ["is needed for onUnknownOutcome: 'recover'; the shipment is looked up by it"],
      });
    }
    const call = this.#sameOrder.enter(clientOrder);
    let madeNone = false;
    try {
      return recovers
        ? await this.#createOrRecover(input, options, call)
        : await this.#send(input, options, adviceOnReject(input));
    } catch (error) {
      madeNone = !hasUnknownOutcome(error);
      throw error;
    } finally {
      this.#sameOrder.leave(call, madeNone);
    }
  }

  async #createOrRecover(input: Input, options: CallOptions, call: CreatingCall): Promise<CreatedShipment> {
    const clock = this.#clock;
    const limitMs = options.timeoutMs ?? this.#calls.http.axiosRef.defaults.timeout ?? 0;
    const startedMs = clock.monotonic();
    try {
      return await this.#send(input, { ...options, timeoutMs: limitMs - keptForLookUps(limitMs) }, '');
    } catch (error) {
      if (!hasUnknownOutcome(error)) throw error;
      if (isStopped(options.signal)) throw unknownOutcome(error, adviceOnReject(input));
      const endedByCaller = options.signal?.aborted === true;
      const { clientOrder } = call;
      const deadlineMs =
        limitMs === 0 || endedByCaller ? clock.monotonic() + LOOK_UP_MS : startedMs + limitMs;
      const signal = endedByCaller ? undefined : options.signal;
      const lookUp = { clientOrder, startedMs, deadlineMs, call };
      return await this.#recover(error, input, { ...options, signal }, lookUp);
    }
  }

  #send(input: Input, options: CallOptions, advice: string): Promise<CreatedShipment> {
    const request = { body: input, advice };
    return this.#calls.request(ROUTE, request, options, {}, (response) => {
      const answer = response.data as ShipmentResult | null | undefined;
      if (typeof answer?.number !== 'string' || answer.number === '') {
        const came = headerOf(response, 'content-type') ?? 'nothing';
        throw unexpectedResponse(ROUTE, response, `${came} without a waybill number`, 'a shipment');
      }
      return { ...answer, recovered: false };
    });
  }

  /** A few looks until the shipment is there; what it is not certain about it rejects with. */
  async #recover(
    error: UnknownOutcomeError,
    input: Input,
    options: CallOptions,
    lookUp: LookUpContext,
  ): Promise<CreatedShipment> {
    const clock = this.#clock;
    let older: readonly string[] = [];
    let looks = 0;
    for (const pauseMs of PAUSES_MS) {
      if (pauseMs >= lookUp.deadlineMs - clock.monotonic()) break;
      await this.#pause(pauseMs, options.signal);
      if (options.signal?.aborted === true) break;
      const timeoutMs = Math.max(1, Math.ceil(lookUp.deadlineMs - clock.monotonic()));
      const match = await this.#lookUp(input, { ...options, timeoutMs }, lookUp);
      if (match === undefined) continue;
      if (match.kind === 'own') return recoveredShipment(match.shipment);
      if (match.kind === 'undecidable') throw unknownOutcome(error, adviceOnDoubt(match), match.candidates);
      looks += 1;
      older = match.older;
    }
    const end = options.signal?.aborted === true ? new CanceledError() : error;
    throw unknownOutcome(end, adviceOnNothing(looks, older), older);
  }

  /** `undefined` when the look-up itself has failed, or was ended. */
  async #lookUp(
    input: Input,
    options: CallOptions,
    { clientOrder, startedMs, call }: LookUpContext,
  ): Promise<MatchResult | undefined> {
    const query = { clientOrder, limit: LOOK_UP_LIMIT };
    try {
      return await this.#calls.request('GET /shipments', { query }, options, {}, (response) => {
        const receivedMs = this.#clock.monotonic();
        const items = rowsOf('GET /shipments', response).items as readonly Shipment[];
        const dateMs = serverDateMsOf(response.headers);
        return matchShipment(
          items,
          input,
          serverTimeAtStart({ startedMs, receivedMs, dateMs }),
          call.overlapped,
        );
      });
    } catch {
      // Whatever it is: what the caller needs to know is that the outcome is open.
      return undefined;
    }
  }

  /** Ends early when the signal does. */
  async #pause(ms: number, signal: AbortSignal = NEVER_ABORTED): Promise<void> {
    if (ms > 0) await delay(ms, this.#clock, signal).catch(() => undefined);
  }
}

/** Ended on purpose; a signal of `AbortSignal.timeout()` says only that the time for the call was up. */
function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && (signal.reason as { name?: unknown } | null)?.name !== 'TimeoutError';
}

function keptForLookUps(limitMs: number): number {
  return Math.min(LOOK_UP_MS, limitMs * LOOK_UP_SHARE);
}

function adviceOnReject(input: Input): string {
  const how =
    clientOrderOf(input) === ''
      ? 'Look among the newest rows of shipments.list(), and give a clientOrder next time, by which it can be found.'
      : "Look for it with shipments.list({ clientOrder }), or let create() do that with onUnknownOutcome: 'recover'.";
  return `Whether the shipment was made is not known; it was not sent again. ${how}`;
}

function adviceOnDoubt({ reason, candidates }: { reason: string; candidates: readonly string[] }): string {
  return (
    `Whether the shipment was made is not known: ${reason}. It was not sent again. Look at ${candidates.join(', ')}: ` +
    'keep the one that is right, delete the duplicates, and create it again only if none is.'
  );
}

function adviceOnNothing(looks: number, older: readonly string[]): string {
  const found =
    looks === 0
      ? 'and the shipments could not be listed to find out'
      : 'and it was not found by its clientOrder, though it may still appear';
  const before = older.length === 0 ? '' : ` (${older.join(', ')} with the same one was made before)`;
  return (
    `Whether the shipment was made is not known, ${found}${before}. It was not sent again. ` +
    'Look with shipments.list({ clientOrder }) in a while, and create it again only if it is not there.'
  );
}
