/** A party of a shipment as a client sends it, as far as the emulator uses it. */
export interface SentParty {
  phone: string | number;
  name: string;
  countryCode: string;
  email?: string;
  companyTin?: string | null;
  companyName?: string | null;
  divisionId?: number | string | null;
  divisionNumber?: string | null;
  settlementId?: number | null;
  addressParts?: Record<string, string | null | undefined> | null;
}

/** A parcel of a shipment: millimetres and grams, as numbers or as text. */
export interface SentParcel {
  cargoCategory: string;
  parcelDescription: string;
  insuranceCost: number | string;
  rowNumber: number | string;
  width: number | string;
  length: number | string;
  height: number | string;
  actualWeight: number | string;
  volumetricWeight?: number | string;
}

/** The body of POST /shipments, as far as the emulator uses it. */
export interface SentShipment {
  status?: string;
  clientOrder?: string;
  note?: string;
  payerType: string;
  payerContractNumber?: string | null;
  deliveryType?: string;
  services?: unknown;
  invoice?: unknown;
  parcels: SentParcel[];
  sender: SentParty;
  recipient: SentParty;
}
