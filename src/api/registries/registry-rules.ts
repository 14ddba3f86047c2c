import { z } from 'zod';
import { partialObject } from '../input-rules.js';

const shipmentTexts = z
  .array(z.string('must be text').min(1, 'must not be empty'), 'must be a list')
  .min(1, 'must name at least one shipment')
  .refine((texts) => new Set(texts).size === texts.length, 'must name each shipment once');

export const registryRules = partialObject({
  description: z.string('must be text'),
  shipments: shipmentTexts,
});
