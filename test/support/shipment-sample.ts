import type { ShipmentInput } from '../../src/api/contract/contract.generated.js';

/** A waybill the API takes. Fields given replace those at the top. */
export function shipmentInput(changes: Partial<ShipmentInput> = {}): ShipmentInput {
  return {
    status: 'ReadyToShip',
    clientOrder: 'order-1',
    payerType: 'Sender',
    sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionId: 10_001 },
    recipient: {
      phone: '+37360000000',
      name: 'Ion Rusu',
      countryCode: 'MD',
      addressParts: { city: 'Chisinau', street: 'Zelena', postCode: 'MD-2001', building: '5' },
    },
    // Out of the EU, so customs want one.
    invoice: { incoterm: 'DAP', currencyCode: 'EUR', exportReason: 'ForPersonalPurposes', totalCost: 10.5 },
    parcels: [
      {
        cargoCategory: 'parcel',
        parcelDescription: 'books',
        insuranceCost: 10.5,
        rowNumber: 1,
        width: 100,
        length: 200,
        height: 50,
        actualWeight: 1237,
      },
    ],
    ...changes,
  };
}

/** The same as a body, whose fields may be wrong. */
export function shipmentBody(changes: Record<string, unknown> = {}) {
  return { ...shipmentInput(), ...changes };
}
