import { z } from 'zod';
import type { OperationClient } from './operation-client.js';
import type { CallOptions } from './call-options.js';
import type { ExchangeConversionRequest, ExchangeConversionResponse } from './contract/contract.generated.js';
import { callOptions } from './argument-rules.js';
import { bodyRules, countryCode, currencyCode, dayOrMoment, partialObject } from './input-rules.js';
import { operation } from './operation.js';

const conversion = () =>
  bodyRules(
    partialObject({ amount: z.number('must be a number'), countryCode, currencyCode, date: dayOrMoment }),
  );

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
   * @example
   * const { mainCurrency } = await novaPost.exchangeRates.convert({
   *   amount: 485,
   *   currencyCode: 'UAH',
   *   countryCode: 'PL',
   *   date: '2026-01-15',
   * });
   */
  @operation('POST /exchange-rates/conversion', () => ({ input: conversion(), options: callOptions }))
  convert(input: ExchangeConversionRequest, options?: CallOptions): Promise<ExchangeConversionResponse> {
    return this.#calls.call('POST /exchange-rates/conversion', { body: input }, options);
  }
}
