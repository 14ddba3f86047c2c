import { z } from 'zod';
import { listOf } from '../argument-rules.js';
import { oneOf, partialObject, text } from '../input-rules.js';

const shipment = oneOf(
  'must be a waybill number or an id, and not empty',
  z.number(),
  z.string().refine((name) => name.trim() !== ''),
);

/** As text, each once. */
export const registryShipments = listOf(shipment, 'must name at least one shipment').refine(
  (names) =>
    new Set((names as unknown[]).map((name) => String(name).trim())).size === (names as unknown[]).length,
  'must name each shipment once',
);

export const registryRules = partialObject({ description: text })
  .required()
  .extend({ shipments: registryShipments });
