/** A body in the form the contract draws, and the names its fields have as they were sent. */
export interface ReadBody {
  readonly value: unknown;
  readonly fieldOf: (path: readonly string[]) => string;
}

/** The operations whose published samples disagree on the form of `services`. */
const WITH_SERVICES = ['POST /shipments', 'PUT /shipments/{id}'];

/** The contract wants a list of services, but one published sample has a bare object: it counts as a list of one. */
export function withServicesAsList(operation: string, body: unknown): ReadBody {
  const asSent: ReadBody = { value: body, fieldOf: (path) => path.join('.') };
  if (!WITH_SERVICES.includes(operation) || !isRecord(body) || !isRecord(body['services'])) return asSent;
  const { services } = body;
  return {
    value: { ...body, services: Object.keys(services).length === 0 ? [] : [services] },
    fieldOf: ([first = '', ...rest]) => [first, ...(first === 'services' ? rest.slice(1) : rest)].join('.'),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
