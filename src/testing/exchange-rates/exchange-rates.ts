import { currencyOf, RATES_PER_EURO } from '../dictionaries/dictionary-rows.js';
import { fieldErrors, json, type Answer } from '../server/answer.js';
import type { Call, Route } from '../server/route.js';

/** What a request for a conversion holds, once it follows the contract. */
interface Conversion {
  amount: number;
  countryCode: string;
  currencyCode: string;
}

/** `POST /exchange-rates/conversion`: into the currency of a country, into euros and into dollars. */
export function exchangeRateRoutes(): Route[] {
  return [{ method: 'POST', path: '/exchange-rates/conversion', token: 'needed', handle: convert }];
}

function convert({ request }: Call): Answer {
  const { amount, countryCode, currencyCode } = request.body as Conversion;
  const mainCurrency = currencyOf(countryCode);
  const perEuro = RATES_PER_EURO.get(currencyCode);
  const errors = {
    ...(mainCurrency === undefined && { countryCode: 'validation.country_code' }),
    ...(perEuro === undefined && { currencyCode: 'The selected currencyCode is invalid.' }),
  };
  if (mainCurrency === undefined || perEuro === undefined) return fieldErrors(errors);
  const into = (code: string) => {
    const converted = (amount / perEuro) * (RATES_PER_EURO.get(code) ?? 1);
    return { currencyCode: code, amount: Math.round(converted * 100) / 100 };
  };
  return json({
    requestCurrency: { currencyCode, amount },
    mainCurrency: into(mainCurrency),
    convertedCurrencies: ['EUR', 'USD'].map(into),
  });
}
