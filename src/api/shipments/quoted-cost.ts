import type { CalculationResult } from '../contract/contract.generated.js';

/** A quote in one sum. */
export interface QuotedCost {
  readonly cost: number;
  /** ISO 4217; `undefined` when no service names it, or they name different ones. */
  readonly currencyCode: string | undefined;
}

/** Sum of a quote: the costs of all services, after discount, rounded to hundredths. */
export function quotedCost({ services }: Pick<CalculationResult, 'services'>): QuotedCost {
  const cost = services.reduce((sum, service) => sum + service.cost, 0);
  // Only some rows carry the currency.
  const currencies = new Set(services.map(({ currencyCode }) => currencyCode).filter(Boolean));
  return {
    cost: Math.round(cost * 100) / 100,
    currencyCode: currencies.size === 1 ? [...currencies][0] : undefined,
  };
}
