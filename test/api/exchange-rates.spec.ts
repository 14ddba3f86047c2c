import { describe, expect, it } from '@jest/globals';
import { startApi } from '../support/api-setup.js';
import { rejection } from '../support/token-setup.js';
import { describeDocumentedErrors } from './documented-errors.js';

const INPUT = {
  amount: 485,
  countryCode: 'PL',
  currencyCode: 'UAH',
  date: '2026-01-15T00:00:00.000000Z',
} as const;

describeDocumentedErrors([['convert', (client) => client.exchangeRates.convert(INPUT)]]);

describe('A conversion', () => {
  it('gives the sum in the currency of the country, in euros and in dollars', async () => {
    const { client, sent } = await startApi();

    expect(await client.exchangeRates.convert(INPUT)).toEqual({
      requestCurrency: { currencyCode: 'UAH', amount: 485 },
      mainCurrency: { currencyCode: 'PLN', amount: 42.5 },
      convertedCurrencies: [
        { currencyCode: 'EUR', amount: 10 },
        { currencyCode: 'USD', amount: 11.6 },
      ],
    });
    expect(sent()).toMatchObject([
      {
        line: 'POST /exchange-rates/conversion',
        body: INPUT,
        headers: { 'content-type': 'application/json' },
      },
    ]);
  });

  it('is refused for a currency and a country the API does not know', async () => {
    const { client, emulator } = await startApi();
    const errors = {
      currencyCode: 'The selected currencyCode is invalid.',
      countryCode: 'validation.country_code',
    };
    emulator.misbehave({ on: 'api', then: { status: 422, body: { errors } } });

    await expect(
      client.exchangeRates.convert({ ...INPUT, currencyCode: 'XAU', countryCode: 'AQ' }),
    ).rejects.toMatchObject({
      status: 422,
      fields: {
        currencyCode: ['The selected currencyCode is invalid.'],
        countryCode: ['validation.country_code'],
      },
    });
  });

  it.each([
    ['a sum that is no number', { amount: '485' }, 'amount'],
    ['a country in lower case', { countryCode: 'pl' }, 'countryCode'],
    ['a currency in lower case', { currencyCode: 'uah' }, 'currencyCode'],
  ])('is not asked for with %s', async (_what, wrong, field) => {
    const { client, sent } = await startApi();

    const error = await rejection(client.exchangeRates.convert({ ...INPUT, ...wrong } as never));

    expect(error).toMatchObject({ name: 'NovaPostValidationError', code: 'NOVA_POST_INPUT' });
    expect(Object.keys(error['fields'] as object)).toEqual([field]);
    expect(sent()).toEqual([]);
  });

  it('that does not reach the API is a network error, and not repeated', async () => {
    const { client, emulator, sent } = await startApi({}, { retry: { baseDelayMs: 0 } });
    emulator.misbehave({ on: '/exchange-rates/conversion', then: { reset: true } });

    await expect(client.exchangeRates.convert(INPUT)).rejects.toMatchObject({ name: 'NovaPostNetworkError' });
    expect(sent()).toHaveLength(1);
  });
});

/** Never called: the compiler looks at it. */
export function misspeltFieldsDoNotCompile({
  exchangeRates,
}: Awaited<ReturnType<typeof startApi>>['client']): void {
  // @ts-expect-error -- it is currencyCode
  void exchangeRates.convert({ ...INPUT, currency: 'UAH' });
  // @ts-expect-error -- the date is needed
  void exchangeRates.convert({ amount: 1, countryCode: 'PL', currencyCode: 'UAH' });
}
