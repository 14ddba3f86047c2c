import { sampleShipment } from 'nestjs-nova-post/testing';

export { sampleShipment as shipmentInput } from 'nestjs-nova-post/testing';

/** The same as a body, whose fields may be wrong. */
export function shipmentBody(changes: Record<string, unknown> = {}) {
  return { ...sampleShipment(), ...changes };
}
