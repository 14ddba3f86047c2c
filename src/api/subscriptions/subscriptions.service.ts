import { NovaPostApiError } from '../../nova-post.errors.js';
import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type {
  MessageResult,
  SubscriberCreateInput,
  SubscriberNumbersResult,
  SubscriberUpdateInput,
  WebhookTestInput,
  WebhookTestResult,
} from '../contract/contract.generated.js';
import { callOptions } from '../argument-rules.js';
import { bodyRules, identifier, partialObject } from '../input-rules.js';
import { operation } from '../operation.js';
import type { Page } from '../page.js';
import { subscriptionChangeRules, subscriptionNumbers, subscriptionRules } from './subscription-rules.js';
import { withoutSecret } from './subscription-secret.js';
import { subscriptionOf, type Subscription } from './subscription.js';

/** What {@link NovaPostSubscriptionsService.create} takes. */
export interface SubscriptionInput extends SubscriberCreateInput {}

/** What {@link NovaPostSubscriptionsService.update} takes. */
export interface SubscriptionChanges extends SubscriberUpdateInput {}

/**
 * Webhook subscriptions: Nova Post calls a URL when something happens to a shipment. What is inside such a
 * call, and how often it is repeated, is documented nowhere.
 *
 * A subscription's `secretToken` is a secret, and answers contain it. No error of this library shows what was
 * sent.
 */
export class NovaPostSubscriptionsService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * Subscribes a URL. The type says to what: `individual` to the shipments of a `phone`, `legal` to those of
   * `companyTins`, `numbers` to those of {@link addNumbers}, `creator` to those of this account. No
   * `eventTypes` are all. The reference has the fields in the query; they are sent as a JSON body, as the
   * official SDK does. `POST /tracking-push/subscribers`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   * @throws NovaPostNetworkError, NovaPostApiError that leave open whether it was made, see
   *   `hasUnknownOutcome()`.
   * @example
   * const { id } = await novaPost.subscriptions.create({
   *   type: 'creator',
   *   url: 'https://shop.example/nova-post',
   *   isActive: true,
   *   secretToken,
   *   eventTypes: ['Received', 'Returned'],
   * });
   */
  @operation('POST /tracking-push/subscribers', () => ({
    input: bodyRules(subscriptionRules),
    options: callOptions,
  }))
  async create(input: SubscriptionInput, options?: CallOptions): Promise<Subscription> {
    const advice =
      'Whether the subscription was made is not known; it was not sent again. Look at subscriptions.list() first.';
    const call = this.#calls.call('POST /tracking-push/subscribers', { body: input, advice }, options);
    return subscriptionOf(await withoutSecret(call, input.secretToken));
  }

  /**
   * The account's subscriptions, secrets included. The answer is a page, but no parameter that would choose
   * another one is documented: compare `total` with the number of `items`. `GET /tracking-push/subscribers`.
   *
   * @example const { items } = await novaPost.subscriptions.list();
   */
  @operation('GET /tracking-push/subscribers', () => ({ options: callOptions }))
  async list(options?: CallOptions): Promise<Page<Subscription>> {
    const page = await this.#calls.page('GET /tracking-push/subscribers', {}, options);
    return { ...page, items: page.items.map(subscriptionOf) };
  }

  /**
   * Changes a subscription; `url` and `isActive` are always needed. `PUT /tracking-push/subscribers/{id}`.
   *
   * @throws NovaPostValidationError for a refused field; NovaPostNotFoundError when there is no such
   *   subscription.
   * @example
   * await novaPost.subscriptions.update(id, { url: 'https://shop.example/nova-post', isActive: false });
   */
  @operation('PUT /tracking-push/subscribers/{id}', () => ({
    id: identifier,
    changes: bodyRules(subscriptionChangeRules),
    options: callOptions,
  }))
  async update(id: string, changes: SubscriptionChanges, options?: CallOptions): Promise<Subscription> {
    const call = this.#calls.call(
      'PUT /tracking-push/subscribers/{id}',
      { path: { id }, body: changes },
      options,
    );
    return subscriptionOf(await withoutSecret(call, changes.secretToken));
  }

  /**
   * Ends a subscription. Gives the message of the API, or `undefined` for its 204. `DELETE
   * /tracking-push/subscribers/{id}`.
   *
   * @throws NovaPostNotFoundError when there is no such subscription.
   * @example await novaPost.subscriptions.delete(id);
   */
  @operation('DELETE /tracking-push/subscribers/{id}', () => ({ id: identifier, options: callOptions }))
  async delete(id: string, options?: CallOptions): Promise<MessageResult | undefined> {
    return this.#calls.call('DELETE /tracking-push/subscribers/{id}', { path: { id } }, options);
  }

  /**
   * Adds waybills to a subscription of the type `numbers`; `missedNumbers` of the answer are those that were
   * not added, be it all of them, which the API answers with 400. `POST
   * /tracking-push/subscribers/{id}/numbers`.
   *
   * @throws NovaPostValidationError for another type and for an empty list; NovaPostNotFoundError when there
   *   is no such subscription.
   * @example const { missedNumbers } = await novaPost.subscriptions.addNumbers(id, ['SHPL6145344878']);
   */
  @operation('POST /tracking-push/subscribers/{id}/numbers', () => ({
    id: identifier,
    numbers: subscriptionNumbers,
    options: callOptions,
  }))
  async addNumbers(
    id: string,
    numbers: readonly string[],
    options?: CallOptions,
  ): Promise<SubscriberNumbersResult> {
    const input = { path: { id }, body: { numbers: [...numbers] } };
    try {
      return await this.#calls.call('POST /tracking-push/subscribers/{id}/numbers', input, options);
    } catch (error) {
      const answer = noneAddedIn(error);
      if (answer === undefined) throw error;
      return answer;
    }
  }

  /**
   * Removes waybills from a subscription of the type `numbers`. `DELETE
   * /tracking-push/subscribers/{id}/numbers`, with a body.
   *
   * @throws as {@link addNumbers}
   * @example await novaPost.subscriptions.removeNumbers(id, ['SHPL6145344878']);
   */
  @operation('DELETE /tracking-push/subscribers/{id}/numbers', () => ({
    id: identifier,
    numbers: subscriptionNumbers,
    options: callOptions,
  }))
  async removeNumbers(id: string, numbers: readonly string[], options?: CallOptions): Promise<MessageResult> {
    return this.#calls.call(
      'DELETE /tracking-push/subscribers/{id}/numbers',
      { path: { id }, body: { numbers: [...numbers] } },
      options,
    );
  }

  /**
   * Has a test call sent to an active subscription: to that with the `id`, or to those of the account. The
   * waybill is `SHPL0000000001` unless `numbers` names others. `success` may come as text. `POST
   * /tracking-push/subscribers/test-webhook`.
   *
   * @throws NovaPostValidationError when no subscription is active.
   * @example await novaPost.subscriptions.test({ id });
   */
  @operation('POST /tracking-push/subscribers/test-webhook', () => ({
    input: bodyRules(partialObject({})).optional(),
    options: callOptions,
  }))
  async test(input: WebhookTestInput = {}, options?: CallOptions): Promise<WebhookTestResult> {
    return this.#calls.call('POST /tracking-push/subscribers/test-webhook', { body: input }, options);
  }
}

/** What a 400 says of numbers none of which was added. */
function noneAddedIn(error: unknown): SubscriberNumbersResult | undefined {
  if (!(error instanceof NovaPostApiError) || error.status !== 400) return undefined;
  const answer = error.response.data as SubscriberNumbersResult | null;
  return Array.isArray(answer?.missedNumbers) ? answer : undefined;
}
