import { z } from 'zod';
import { partialObject, maxLength } from '../input-rules.js';

const name = maxLength(255).min(2, 'must have at least 2 characters');

export const goodsRules = partialObject({
  goodsUnitName: name,
  goodsUnitFullName: name,
  price: z
    .number('must be a number')
    .min(0.01, 'must be at least 0.01')
    .max(1_000_000, 'must be at most 1000000'),
  inventExpireDays: z
    .int('must be a whole number of days')
    .min(1, 'must be at least 1 day')
    .max(15_000, 'must be at most 15000 days')
    .nullable(),
}).refine((goods) => Object.values(goods).some((value) => value !== undefined), 'names no field to change');
