import type { OperationClient } from '../operation-client.js';
import type { CallOptions } from '../call-options.js';
import type { FulfillmentGoodsUpdate } from '../contract/contract.generated.js';
import { goodsRules } from './fulfilment-rules.js';
import { callOptions } from '../argument-rules.js';
import { bodyRules, identifier, text } from '../input-rules.js';
import { operation } from '../operation.js';

const UPDATE_GOODS = 'PATCH /fulfillment/{countrycode}/goods/{objectId}';

/** Goods in a warehouse of Nova Post. Of this part of the API one operation is documented in full. */
export class NovaPostFulfilmentService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * Changes fields of a goods card, at least one, and answers those changed. `PATCH
   * /fulfillment/{countrycode}/goods/{objectId}`.
   *
   * @param countryCode of the warehouse: `'PL'` or `'pl'`; the API has it in lower case
   * @param objectId UUID of the goods
   * @throws NovaPostValidationError when a field is refused; NovaPostNotFoundError when there are no such
   *   goods; NovaPostApiError with the status 400 and `fields` for a malformed request.
   * @example
   * await novaPost.fulfilment.updateGoods('PL', objectId, { goodsUnitName: 'Shoes 42', price: 20.5 });
   */
  @operation(UPDATE_GOODS, () => ({
    countryCode: text.regex(/^\s*[a-z]{2}\s*$/i, "must be two letters, such as 'PL'"),
    objectId: identifier,
    input: bodyRules(goodsRules),
    options: callOptions,
  }))
  async updateGoods(
    countryCode: string,
    objectId: string,
    input: FulfillmentGoodsUpdate,
    options?: CallOptions,
  ): Promise<FulfillmentGoodsUpdate> {
    const countrycode = countryCode.trim().toLowerCase();
    return this.#calls.call(UPDATE_GOODS, { path: { countrycode, objectId }, body: input }, options);
  }
}
