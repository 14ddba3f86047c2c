import type {
  SubscriberNumbersInput,
  SubscriberUpdateInput,
  WebhookTestInput,
} from '../../api/contract/contract.generated.js';
import { errorMessage, fieldErrors, json, type Answer } from '../server/answer.js';
import { pageOf, readPage } from '../server/page.js';
import { QueryReader } from '../server/query-reader.js';
import type { AccountCall, Route } from '../server/route.js';
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

/** Calls a subscriber's URL. Nobody waits for it, so it must not throw or reject. */
export type PushWebhook = (subscriber: StoredSubscriber, event: WebhookEvent) => void;

/** The waybill and the event of a test call that names none. */
const TEST_NUMBER = 'SHPL0000000001';
const TEST_EVENT = 'ReadyToShip';

/** Webhook subscriptions; `push` sends what `test-webhook` asks for. */
export function subscriptionRoutes(store: SubscriptionStore, push: PushWebhook = () => undefined): Route[] {
  const one =
    (work: (subscriber: StoredSubscriber, call: AccountCall) => Answer) =>
    (call: AccountCall): Answer => {
      const subscriber = store.find(call.params['id'] ?? '', call.account.id);
      return subscriber ? work(subscriber, call) : errorMessage(404, 'subscriber_not_found');
    };
  const all = '/tracking-push/subscribers';
  const single = { path: `${all}/{id}`, token: 'needed' } as const;
  const numbers = { path: `${all}/{id}/numbers`, token: 'needed' } as const;
  return [
    { method: 'POST', path: all, token: 'needed', handle: (call) => create(store, call) },
    { method: 'GET', path: all, token: 'needed', handle: (call) => list(store, call) },
    { method: 'PUT', ...single, handle: one((subscriber, call) => update(store, subscriber, call)) },
    {
      method: 'DELETE',
      ...single,
      handle: one((subscriber) => {
        store.delete(subscriber);
        return { status: 204 };
      }),
    },
    { method: 'POST', ...numbers, handle: one((subscriber, call) => addNumbers(store, subscriber, call)) },
    {
      method: 'DELETE',
      ...numbers,
      handle: one((subscriber, call) => removeNumbers(store, subscriber, call)),
    },
    {
      method: 'POST',
      path: `${all}/test-webhook`,
      token: 'needed',
      handle: (call) => testWebhook(store, push, call),
    },
  ];
}

function create(store: SubscriptionStore, { request, account, now }: AccountCall): Answer {
  const fields = sentFields(request.query, request.body);
  const errors = subscriptionErrors(fields);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  return json(createdSubscriber(store.create(settingsOf(fields), account.id, now), account.clientId), 201);
}

function list(store: SubscriptionStore, { request, account }: AccountCall): Answer {
  const query = new QueryReader(request.query);
  const page = readPage(query);
  if (query.failed) return fieldErrors(query.errors);
  const rows = store.ownedBy(account.id).map((subscriber) => subscriberRow(subscriber, account.clientId));
  const { from: _from, to: _to, ...answer } = pageOf(rows, page, 'null');
  return json(answer);
}

/** What is left out stays as it was. */
function update(
  store: SubscriptionStore,
  subscriber: StoredSubscriber,
  { request, account, now }: AccountCall,
): Answer {
  const { eventTypes, companyTins } = subscriber;
  const before = { ...subscriber, eventTypes: [...eventTypes], companyTins: [...companyTins] };
  const fields = { ...before, ...(request.body as SubscriberUpdateInput) };
  const errors = subscriptionErrors(fields);
  if (Object.keys(errors).length > 0) return fieldErrors(errors);
  return json(subscriberRow(store.change(subscriber, settingsOf(fields), now), account.clientId));
}

function addNumbers(
  store: SubscriptionStore,
  subscriber: StoredSubscriber,
  { request, now }: AccountCall,
): Answer {
  if (subscriber.type !== 'numbers') return wrongType();
  const { numbers } = request.body as SubscriberNumbersInput;
  const { added, missed } = store.addNumbers(subscriber, numbers, now);
  return json({ message: 'Numbers added', addedNumbers: added, missedNumbers: missed });
}

function removeNumbers(
  store: SubscriptionStore,
  subscriber: StoredSubscriber,
  { request, now }: AccountCall,
): Answer {
  if (subscriber.type !== 'numbers') return wrongType();
  store.removeNumbers(subscriber, (request.body as SubscriberNumbersInput).numbers, now);
  return json({ message: 'Numbers removed' });
}

function wrongType(): Answer {
  return errorMessage(422, 'The subscriber is not of the type numbers.');
}

/** Every active subscription of the account gets a call for each number, or the one named. */
function testWebhook(
  store: SubscriptionStore,
  push: PushWebhook,
  { request, account, now }: AccountCall,
): Answer {
  const { id, cid, numbers = [TEST_NUMBER] } = (request.body ?? {}) as WebhookTestInput;
  const own = cid === undefined || cid === account.clientId ? store.ownedBy(account.id) : [];
  const named = own.filter((subscriber) => id === undefined || subscriber.id === id);
  if (named.length === 0 && (id ?? cid) !== undefined) return errorMessage(404, 'subscriber_not_found');
  const active = named.filter(({ isActive }) => isActive);
  if (active.length === 0) return errorMessage(422, 'There is no active subscription.');
  for (const subscriber of active) {
    const event = subscriber.eventTypes[0] ?? TEST_EVENT;
    for (const number of numbers) push(subscriber, { number, event, at: now });
  }
  return json({ success: true });
}
