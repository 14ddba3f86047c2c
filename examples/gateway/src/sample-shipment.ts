/** The smallest shipment the emulator takes, from a branch in Wroclaw to one in Chisinau. */
export const SAMPLE_SHIPMENT = {
  payerType: 'Sender',
  sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionId: 10_014 },
  recipient: { phone: '37360000000', name: 'Ion Rusu', countryCode: 'MD', divisionId: 10_116 },
  // Out of the EU, so customs want one.
  invoice: { incoterm: 'DAP', currencyCode: 'EUR', exportReason: 'ForPersonalPurposes', totalCost: 10 },
  parcels: [
    {
      cargoCategory: 'parcel',
      parcelDescription: 'books',
      insuranceCost: 10,
      rowNumber: 1,
      width: 100,
      length: 200,
      height: 50,
      actualWeight: 1200,
    },
  ],
};
