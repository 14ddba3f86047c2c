import type {
  SubscriberNumbersInput,
  SubscriberUpdateInput,
  WebhookTestInput,
} from '../../api/contract/contract.generated.js';
import type { Call, Handlers } from '../api/call.js';
import { Refusal, refuse, refuseFields } from '../server/answer.js';
import { sentFields, settingsOf, subscriptionErrors } from './subscription-input.js';
import { createdSubscriber, subscriberRow } from './subscription-rows.js';
import type { StoredSubscriber, SubscriptionStore } from './subscription-store.js';

/** What a webhook call is about. */
export interface WebhookEvent {
  readonly number: string;
  /** As in `eventTypes`, such as `ReadyToShip`. */
  readonly event: string;
  /** Server milliseconds. */
  readonly at: number;
}

/** Calls a subscriber's URL. The caller does not wait for it, so it must not throw or reject. */
export type PushWebhook = (subscriber: StoredSubscriber, event: WebhookEvent) => void;

/** The waybill and the event of a test call that names none. */
const TEST_NUMBER = 'SHPL0000000001';
const TEST_EVENT = 'ReadyToShip';

/** Webhook subscriptions; `push` sends what `test-webhook` asks for. */
export function subscriptionHandlers(store: SubscriptionStore, push: PushWebhook): Handlers {
  const one = ({ params, account }: Call): StoredSubscriber => store.find(params['id'], account.id);
  const withNumbers = (call: Call): StoredSubscriber => {
    const subscriber = one(call);
    if (subscriber.type !== 'numbers') refuse(422, 'The subscriber is not of the type numbers.');
    return subscriber;
  };
  return {
    createSubscriber: ({ request, body, account, now }) => {
      const fields = sentFields(request.query, body);
      refuseFields(subscriptionErrors(fields));
      return createdSubscriber(store.create(settingsOf(fields), account.id, now), account.clientId);
    },
    getSubscribers: ({ query, account }) =>
      query.page(
        store.ownedBy(account.id).map((subscriber) => subscriberRow(subscriber, account.clientId)),
        'none',
      ),
    // What is left out stays as it was.
    updateSubscriber: (call) => {
      const subscriber = one(call);
      const { eventTypes, companyTins } = subscriber;
      const before = { ...subscriber, eventTypes: [...eventTypes], companyTins: [...companyTins] };
      const fields = { ...before, ...(call.body as SubscriberUpdateInput) };
      refuseFields(subscriptionErrors(fields));
      return subscriberRow(store.change(subscriber, settingsOf(fields), call.now), call.account.clientId);
    },
    deleteSubscriber: (call) => {
      store.delete(one(call));
    },
    addNumbersToSubscriber: (call) => {
      const { numbers } = call.body as SubscriberNumbersInput;
      const { added, missed } = store.addNumbers(withNumbers(call), numbers, call.now);
      const result = { addedNumbers: added, missedNumbers: missed };
      if (added.length === 0 && '400' in call.operation.answers) {
        throw new Refusal(400, { message: 'No numbers were added', ...result });
      }
      return { message: 'Numbers added', ...result };
    },
    deleteNumbersToSubscriber: (call) => {
      store.removeNumbers(withNumbers(call), (call.body as SubscriberNumbersInput).numbers, call.now);
      return { message: 'Numbers removed' };
    },
    testWebhook: (call) => {
      testWebhook(store, push, call);
      return { success: true };
    },
  };
}

/** Every active subscription of the account gets a call for each number, or the one named. */
function testWebhook(store: SubscriptionStore, push: PushWebhook, { body, account, now }: Call): void {
  const { id, cid, numbers = [TEST_NUMBER] } = (body ?? {}) as WebhookTestInput;
  const own = cid === undefined || cid === account.clientId ? store.ownedBy(account.id) : [];
  const matching = own.filter((subscriber) => id === undefined || subscriber.id === id);
  if (matching.length === 0 && (id ?? cid) !== undefined) refuse(404, 'subscriber_not_found');
  const active = matching.filter(({ isActive }) => isActive);
  if (active.length === 0) refuse(422, 'There is no active subscription.');
  for (const subscriber of active) {
    const event = subscriber.eventTypes[0] ?? TEST_EVENT;
    for (const number of numbers) push(subscriber, { number, event, at: now });
  }
}
