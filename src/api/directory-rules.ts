import { z } from 'zod';
import { countryCode, currencyCode } from './input-rules.js';

export { countryCode, fields, positiveInteger } from './input-rules.js';

const list = (item: z.ZodType) => z.array(item, 'must be a list');

export const countryCodes = list(countryCode);
export const currencyCodes = list(currencyCode);
