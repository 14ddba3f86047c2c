import type {
  SubscriberCreateInput,
  SubscriberNumbersInput,
  SubscriberUpdateInput,
  WebhookTestInput,
} from '../../api/contract/contract.generated.js';
import type { Account } from '../accounts/accounts.js';
import type { Call, Handlers } from '../api/call.js';
import { Refusal, refuse, refuseFields } from '../server/answer.js';
import { apiTime } from '../server/api-time.js';
import { inSnakeCase } from '../server/snake-case.js';
import type { StoredSubscriber, Subscribers } from './subscribers.js';

/** Calls a subscriber's URL. The caller does not wait for it, so it must not throw or reject. */
export type PushWebhook = (subscriber: StoredSubscriber, number: string, event: string, at: number) => void;

/** The waybill and the event of a test call that names none. */
const TEST_NUMBER = 'SHPL0000000001';
const TEST_EVENT = 'ReadyToShip';

/** Webhook subscriptions; `push` sends what `test-webhook` asks for. */
export function subscriptionHandlers(subscribers: Subscribers, push: PushWebhook): Handlers {
  const change = (call: Call, changes: Partial<StoredSubscriber>): StoredSubscriber =>
    Object.assign(subscribers.named(call), changes, { updatedAt: apiTime(call.now) });
  const withNumbers = (call: Call): { present: readonly string[]; numbers: readonly string[] } => {
    const { type, numbers: present } = subscribers.named(call);
    if (type !== 'numbers') refuse(422, 'The subscriber is not of the type numbers.');
    return { present, numbers: (call.body as SubscriberNumbersInput).numbers };
  };
  return {
    // The reference has the fields in the query, all clients send a body: both are read, and the body wins.
    createSubscriber: (call) => {
      const fields = { ...queryFields(call), ...(call.body as SubscriberCreateInput | undefined) };
      const { secretToken, ...row } = subscribers.create(good(fields), call.account.id, call.now);
      return { ...rowOf(row, call.account), secretToken };
    },
    getSubscribers: (call) =>
      call.query.page(
        subscribers.wanted(call).map((subscriber) => rowOf(subscriber, call.account)),
        'none',
      ),
    // What is left out stays as it was; send_warnings is ignored, as both published answers have it.
    updateSubscriber: (call) => {
      const { send_warnings: _, ...changes } = call.body as SubscriberUpdateInput & {
        send_warnings?: boolean;
      };
      good({ ...subscribers.named(call), ...(changes as Partial<StoredSubscriber>) });
      return rowOf(change(call, changes as Partial<StoredSubscriber>), call.account);
    },
    deleteSubscriber: (call) => {
      subscribers.delete(subscribers.named(call));
    },
    // Numbers of no waybill of this emulator are missed; those already there count as added.
    addNumbersToSubscriber: (call) => {
      const { present, numbers } = withNumbers(call);
      const addedNumbers = numbers.filter((number) => subscribers.isKnown(number));
      const missedNumbers = numbers.filter((number) => !addedNumbers.includes(number));
      if (addedNumbers.length === 0) {
        throw new Refusal(400, { message: 'No numbers were added', addedNumbers, missedNumbers });
      }
      change(call, { numbers: [...new Set([...present, ...addedNumbers])] });
      return { message: 'Numbers added', addedNumbers, missedNumbers };
    },
    deleteNumbersToSubscriber: (call) => {
      const { present, numbers } = withNumbers(call);
      change(call, { numbers: present.filter((number) => !numbers.includes(number)) });
      return { message: 'Numbers removed' };
    },
    // Every active subscription of the account gets a call for each number, or the one named.
    testWebhook: ({ body, account, now }) => {
      const { id, cid = account.clientId, numbers = [TEST_NUMBER] } = (body ?? {}) as WebhookTestInput;
      const own =
        cid === account.clientId ? subscribers.ownedBy(account.id) : refuse(404, 'subscriber_not_found');
      const matching = own.filter((subscriber) => id === undefined || subscriber.id === id);
      if (matching.length === 0 && id !== undefined) refuse(404, 'subscriber_not_found');
      const active = matching.filter(({ isActive }) => isActive);
      if (active.length === 0) refuse(422, 'There is no active subscription.');
      for (const subscriber of active) {
        for (const number of numbers) push(subscriber, number, subscriber.eventTypes?.[0] ?? TEST_EVENT, now);
      }
      return { success: true };
    },
  };
}

/** In snake case, as in all published samples. */
function rowOf(subscriber: Partial<StoredSubscriber>, { clientId }: Account): object {
  return inSnakeCase({ ...subscriber, cid: clientId }) as object;
}

function queryFields({ operation, query }: Call): object {
  const fields = operation.inQuery.map(({ name: written, types }) => {
    const name = written.replace('[]', '');
    const isList = types.includes('array') && query.list(name).length > 0;
    return [
      name,
      isList ? query.list(name) : types.includes('boolean') ? query.flag(name) : query.text(name),
    ];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as object;
}

/** The same fields, if nothing is missing that the subscription needs. */
function good(fields: Partial<SubscriberCreateInput>): SubscriberCreateInput {
  const needed: (keyof SubscriberCreateInput)[] = ['type', 'url', 'isActive'];
  if (fields.type === 'individual') needed.push('phone');
  if (fields.type === 'legal') needed.push('companyTins');
  if (fields.sendWarnings === true) needed.push('warningEmail');
  const missing = needed.filter((name) => [undefined, ''].includes(fields[name]?.toString()));
  refuseFields(Object.fromEntries(missing.map((name) => [name, `The ${name} field is required.`])));
  return fields as SubscriberCreateInput;
}
