/** A party of a shipment as a client sends it. Checked by `shipmentErrors`. */
export interface PartyInput {
  phone: string;
  name: string;
  countryCode: string;
  email?: string;
  companyTin?: string | null;
  companyName?: string | null;
  divisionId?: number | string | null;
  /** Read only with the quirk `divisionIDAccepted`. */
  divisionID?: number | null;
  divisionNumber?: string | null;
  settlementId?: number | null;
  addressParts?: Record<string, string | null | undefined> | null;
}

/** A parcel of a shipment: millimetres and grams. */
export interface ParcelInput {
  cargoCategory: string;
  parcelDescription: string;
  insuranceCost: number;
  rowNumber: number;
  width: number;
  length: number;
  height: number;
  actualWeight: number;
  volumetricWeight?: number;
}

/** The body of POST /shipments, as far as the emulator uses it. */
export interface ShipmentInput {
  status?: string;
  clientOrder?: string;
  note?: string;
  payerType: string;
  payerContractNumber?: string | null;
  deliveryType?: string;
  services?: unknown;
  parcels: ParcelInput[];
  sender: PartyInput;
  recipient: PartyInput;
}

/** The value at a dotted path such as `parcels.0.width`; `undefined` when a step is missing. */
export function valueAt(body: unknown, path: string): unknown {
  let value = body;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** Checks fields of a body one by one and keeps the first complaint about each. */
export class InputCheck {
  readonly errors: Record<string, string> = {};
  readonly #body: unknown;

  constructor(body: unknown) {
    this.#body = body;
  }

  at(path: string): unknown {
    return valueAt(this.#body, path);
  }

  has(path: string): boolean {
    const value = this.at(path);
    return value !== undefined && value !== null && value !== '';
  }

  refuse(path: string, message: string): void {
    this.errors[path] ??= message;
  }

  required(path: string): boolean {
    if (this.has(path)) return true;
    this.refuse(path, `The ${path} field is required.`);
    return false;
  }

  text(path: string, maxLength: number): void {
    if (!this.has(path)) return;
    const value = this.at(path);
    if (typeof value !== 'string') this.refuse(path, `The ${path} must be a string.`);
    else if (value.length > maxLength) {
      this.refuse(path, `The ${path} may not be greater than ${String(maxLength)} characters.`);
    }
  }

  pattern(path: string, pattern: RegExp, message: string): void {
    if (!this.has(path)) return;
    const value = this.at(path);
    if (typeof value !== 'string' || !pattern.test(value)) this.refuse(path, message);
  }

  oneOf(path: string, values: readonly string[]): void {
    if (!this.has(path)) return;
    const value = this.at(path);
    if (typeof value !== 'string' || !values.includes(value)) {
      this.refuse(path, `The selected ${path} is invalid.`);
    }
  }

  number(path: string, min: number, whole: boolean): void {
    if (!this.has(path)) return;
    const value = this.at(path);
    if (typeof value !== 'number' || (whole && !Number.isInteger(value))) {
      this.refuse(path, `The ${path} must be ${whole ? 'an integer' : 'a number'}.`);
    } else if (value < min) {
      this.refuse(path, `The ${path} must be at least ${String(min)}.`);
    }
  }
}
