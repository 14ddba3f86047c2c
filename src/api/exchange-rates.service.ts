import { z } from 'zod';
import type { OperationClient } from './operation-client.js';
import type { CallOptions } from './call-options.js';
import type { ExchangeConversionRequest, ExchangeConversionResponse } from './contract/contract.generated.js';
import { countryCode, currencyCode, partialObject } from './input-rules.js';

const conversionRules = partialObject({
  amount: z.number('must be a number'),
  countryCode,
  currencyCode,
});

/** Conversion between the currencies Nova Post works with. */
export class NovaPostExchangeRatesService {
  readonly #calls: OperationClient;

  constructor(calls: OperationClient) {
    this.#calls = calls;
  }

  /**
   * Converts a sum into the currency of a country, into euros and into dollars, at the rate of a day.
   * `POST /exchange-rates/conversion`.
   *
   * @throws NovaPostValidationError when the API, or this library in its place, refuses a field.
   */
  convert(input: ExchangeConversionRequest, options?: CallOptions): Promise<ExchangeConversionResponse> {
    return this.#calls.call(
      'POST /exchange-rates/conversion',
      { body: input, rules: { body: conversionRules } },
      options,
    );
  }
}
