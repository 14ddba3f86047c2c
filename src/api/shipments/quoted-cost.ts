import type { CalculatedService } from '../contract/contract.generated.js';

/** A quote in one sum. */
export interface QuotedCost {
  readonly cost: number;
  /** ISO 4217; `undefined` when no service names it, or they name different ones. */
  readonly currencyCode: string | undefined;
}

/**
 * Sum of a quote: the costs of all services, after discount, rounded to hundredths. A cost may come as text,
 * `"12.50"`.
 *
 * @throws TypeError for a cost that is neither a number nor text that is one.
 */
export function quotedCost({ services }: QuotedServices): QuotedCost {
  const cost = services.reduce((sum, service) => sum + numberOf(service.cost), 0);
  // Only some rows carry the currency.
  const currencies = new Set(services.map(({ currencyCode }) => currencyCode).filter(Boolean));
  return {
    cost: Math.round(cost * 100) / 100,
    currencyCode: currencies.size === 1 ? [...currencies][0] : undefined,
  };
}

/** What a quote is added up from. */
interface QuotedServices {
  readonly services: readonly {
    readonly cost: CalculatedService['cost'] | string;
    readonly currencyCode?: string | undefined;
  }[];
}

function numberOf(cost: unknown): number {
  const number = typeof cost === 'string' && cost.trim() !== '' ? Number(cost) : cost;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new TypeError('The cost of a service is no number; look at `services` of the quote.');
}
